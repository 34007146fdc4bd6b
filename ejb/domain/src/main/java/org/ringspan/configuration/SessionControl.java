package org.ringspan.configuration;

/**
 * What becomes of calls that people inside make straight to the number of a remote destination
 * (design guide, "Intelligent Session Control and Ring All Shared Lines", and page 21-55).
 *
 * @param on whether they are calls to the destination's user, and anchored (default no, "Reroute
 *     Remote Destination Calls to Enterprise Number")
 * @param ringAll whether the user's other telephones ring, too (default yes, "Ring All Shared
 *     Lines")
 * @param ignoreForwardAll whether the destination rings though the user's line forwards all calls
 *     (default yes, "Ignore Call Forward All on Enterprise DN"); otherwise the forward is made
 */
public record SessionControl(boolean on, boolean ringAll, boolean ignoreForwardAll) {
  /** The guide's defaults. */
  public static final SessionControl DEFAULT = new SessionControl(false, true, true);
}
