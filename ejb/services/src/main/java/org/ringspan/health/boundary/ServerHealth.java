package org.ringspan.health.boundary;

import java.util.List;

/** How the server is. Answers within a few seconds, whatever is away. */
public interface ServerHealth {
  /**
   * One thing that was looked at.
   *
   * @param name what
   * @param up whether it is as it should be
   */
  record Check(String name, boolean up) {}

  /**
   * Whether new calls may be sent here: the database answers, SIP listens, and the server isn't
   * ending its last calls.
   */
  List<Check> readiness();

  /** Whether it can go on: if not, nothing but a new start will help. */
  List<Check> liveness();
}
