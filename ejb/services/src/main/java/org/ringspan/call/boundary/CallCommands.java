package org.ringspan.call.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.reach.MoveRules;
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
    Target NONE =
        new Target() {
          @Override
          public boolean hangUp(CallId call) {
            return false;
          }

          @Override
          public MoveAnswer move(CallId call, Optional<UserId> whose, MoveRules.To to) {
            return MoveAnswer.of(MoveAnswer.Result.NO_SUCH_CALL);
          }
        };

    /**
     * Ends a call.
     *
     * @return whether it lives
     */
    boolean hangUp(CallId call);

    /** Rings other telephones of one of the two who talk; see {@link MoveRules}. */
    MoveAnswer move(CallId call, Optional<UserId> whose, MoveRules.To to);
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

  /**
   * Has a call go on at another telephone of one of the two who talk: those telephones ring, and
   * the first that answers has it.
   *
   * @param whose who of them; may be left out when only one of them is a user of ours
   */
  public MoveAnswer move(CallId call, Optional<UserId> whose, MoveRules.To to) {
    return target.move(call, whose, to);
  }
}
