package org.ringspan.configuration;

import java.util.Optional;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;

/**
 * A telephone outside, usually the user's mobile, that rings together with the desk phones (design
 * guide page 21-49).
 *
 * @param number where it is reached
 * @param name what the user calls it
 * @param attachment to what it belongs
 * @param mobilePhone whether live calls can be sent to it from the desk
 * @param singleNumberReach whether calls to the user's line are extended to it
 * @param timers when it rings and when its answer counts
 * @param accessList which callers may ring it; none: all
 * @param ringSchedule when it rings; none: always
 * @param avoidance how its mailbox is kept from taking calls; none: as the domain has it
 */
public record RemoteDestination(
    DestinationNumber number,
    String name,
    Attachment attachment,
    boolean mobilePhone,
    boolean singleNumberReach,
    ReachTimers timers,
    Optional<AccessList> accessList,
    Optional<RingSchedule> ringSchedule,
    Optional<VoicemailAvoidance> avoidance) {

  /** One that avoids its mailbox as the domain has it. */
  public RemoteDestination(
      DestinationNumber number,
      String name,
      Attachment attachment,
      boolean mobilePhone,
      boolean singleNumberReach,
      ReachTimers timers,
      Optional<AccessList> accessList,
      Optional<RingSchedule> ringSchedule) {
    this(
        number,
        name,
        attachment,
        mobilePhone,
        singleNumberReach,
        timers,
        accessList,
        ringSchedule,
        Optional.empty());
  }

  /** To what a destination belongs. */
  public sealed interface Attachment {}

  /** To the user's remote destination profile (page 21-49): it rings with the profile's lines. */
  public record ToProfile() implements Attachment {}

  /**
   * To a dual-mode telephone, as its mobility identity (page 21-76): it needs no profile, rings
   * with the lines of that device, and only while the device is not registered.
   */
  public record ToDevice(DeviceName device) implements Attachment {}
}
