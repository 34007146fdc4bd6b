package org.ringspan.configuration;

/**
 * What holds for single number reach in the whole domain.
 *
 * @param matchingCallerId how callers are compared with remote destinations (default complete)
 * @param inboundSpace in which search space a call from a known destination is routed (default the
 *     trunk's)
 * @param callsPerUser how many calls at a time ring at or are anchored to remote destinations of
 *     one user, 1 to 100 (default 2, design guide page 21-75)
 */
public record ReachSettings(
    CallerMatching matchingCallerId, InboundSpace inboundSpace, int callsPerUser) {
  /** As the design guide has it. */
  public static final ReachSettings DEFAULT =
      new ReachSettings(new CallerMatching.Complete(), InboundSpace.TRUNK, 2);

  /**
   * In which search space a call from a known destination is routed (page 21-70, "Inbound Calling
   * Search Space for Remote Destination").
   */
  public enum InboundSpace {
    /** The trunk's, like every other call from it. */
    TRUNK,
    /** The line's followed by the remote destination profile's: the user's own class of service. */
    PROFILE_AND_LINE
  }

  /**
   * @throws IllegalArgumentException when the limit is out of its range
   */
  public ReachSettings {
    if (callsPerUser < 1 || callsPerUser > 100) {
      throw new IllegalArgumentException("callsPerUser is 1-100");
    }
  }
}
