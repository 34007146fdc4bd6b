package org.ringspan.dialplan;

/**
 * Numbers that leave by a trunk, or that nobody may dial.
 *
 * @param target where the call goes
 * @param urgent digit-by-digit dialling ends here (default false; emergency patterns always)
 * @param callClass what kind of call it is (default national); {@link CallClass#EMERGENCY} makes it
 *     found from every search space, before anything else
 * @param offNet whether the call leaves the enterprise (default true)
 * @param called what the trunk gets for the dialled number
 * @param calling what it gets for the calling number
 */
public record RoutePattern(
    NumberPattern pattern,
    PartitionName partition,
    RouteTarget target,
    boolean urgent,
    CallClass callClass,
    boolean offNet,
    CalledChange called,
    CallingChange calling)
    implements DialPlanEntry {
  /**
   * @throws IllegalArgumentException when digits are to be discarded before a dot that isn't there,
   *     or an emergency pattern blocks or has no fixed length
   */
  public RoutePattern {
    called.requireFits(pattern);
    if (callClass == CallClass.EMERGENCY) {
      if (target instanceof RouteTarget.Block) {
        throw new IllegalArgumentException("emergency pattern " + pattern + " can't block");
      }
      if (pattern.isOpen()) {
        throw new IllegalArgumentException(
            "emergency pattern " + pattern + " has no fixed length: ! isn't allowed in one");
      }
      urgent = true;
    }
  }

  public boolean isEmergency() {
    return callClass == CallClass.EMERGENCY;
  }
}
