package org.ringspan.call.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import org.ringspan.record.CallId;

/**
 * Commands to calls that live. Call control says who carries them out: the services can't see its
 * classes. A command is an event of the call like any other; when it is accepted, it has yet to
 * happen.
 */
@ApplicationScoped
public class CallCommands {
  private volatile Target target = Target.NONE;

  /** Carries commands out. Never waits. */
  public interface Target {
    /** There are no calls. */
    Target NONE = call -> false;

    /**
     * Ends a call.
     *
     * @return whether it lives
     */
    boolean hangUp(CallId call);
  }

  /** From now on commands go there. */
  public void to(Target callControl) {
    target = callControl;
  }

  /**
   * Ends a call on request.
   *
   * @return whether it lives
   */
  public boolean hangUp(CallId call) {
    return target.hangUp(call);
  }
}
