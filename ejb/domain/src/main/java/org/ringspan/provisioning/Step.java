package org.ringspan.provisioning;

import java.util.Optional;

/**
 * What is done for one.
 *
 * @param wanted empty: ours is gone
 * @param link empty: the service doesn't know of it from us
 */
public record Step(
    Action action, ThingKind kind, String name, Optional<Wanted> wanted, Optional<Link> link) {
  /** What is done. */
  public enum Action {
    /** It is made there, or taken over when there is one of this name. */
    CREATE,
    UPDATE,
    /** A user may log in there no more. */
    DEACTIVATE,
    REACTIVATE,
    /** A group is removed there. */
    REMOVE,
    /** The service didn't take it; the next run tries again. */
    REFUSE
  }
}
