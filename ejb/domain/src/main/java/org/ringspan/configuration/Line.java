package org.ringspan.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.LinePlace;
import org.ringspan.dialplan.SearchSpaceName;

/**
 * A number of a user, shared by all devices that carry it.
 *
 * @param number the number dialled inside
 * @param did the public number that reaches the line from outside, and that outside sees as the
 *     caller
 * @param owner the user whose remote destinations ring with this line
 * @param devices the devices that ring, in the order of their configuration
 * @param voicemail whether the line has a mailbox
 * @param forwarding where calls go that the line doesn't take
 * @param busyTrigger how many calls the line carries at a time before it is busy, 1 to 200 (default
 *     8)
 * @param place where it stands in the dial plan
 */
public record Line(
    DirectoryNumber number,
    Optional<E164Number> did,
    UserId owner,
    List<DeviceName> devices,
    boolean voicemail,
    LineForwarding forwarding,
    int busyTrigger,
    LinePlace place) {
  /** D2. */
  public static final int DEFAULT_BUSY_TRIGGER = 8;

  public static final int LARGEST_BUSY_TRIGGER = 200;

  /** A line that forwards to its mailbox if it has one, and nowhere else. */
  public Line(
      DirectoryNumber number,
      Optional<E164Number> did,
      UserId owner,
      List<DeviceName> devices,
      boolean voicemail,
      Duration forwardNoAnswerAfter) {
    this(
        number,
        did,
        owner,
        devices,
        voicemail,
        voicemail
            ? LineForwarding.toVoicemail(forwardNoAnswerAfter)
            : LineForwarding.after(forwardNoAnswerAfter),
        DEFAULT_BUSY_TRIGGER,
        LinePlace.DEFAULT);
  }

  /**
   * @throws IllegalArgumentException when the busy trigger is out of its range
   */
  public Line {
    devices = List.copyOf(devices);
    if (busyTrigger < 1 || busyTrigger > LARGEST_BUSY_TRIGGER) {
      throw new IllegalArgumentException("busyTrigger is 1-200 calls");
    }
  }

  /** How long all phones ring before the no-answer target takes the call. */
  public Duration forwardNoAnswerAfter() {
    return forwarding.noAnswerAfter();
  }

  /** This line on these devices. */
  public Line on(List<DeviceName> carriers) {
    return new Line(number, did, owner, carriers, voicemail, forwarding, busyTrigger, place);
  }

  /** This line with other forwards. */
  Line forwarding(LineForwarding other) {
    return new Line(number, did, owner, devices, voicemail, other, busyTrigger, place);
  }

  /** This line as it calls in the name of a public number. */
  public Line inTheNameOf(Optional<E164Number> other) {
    return new Line(number, other, owner, devices, voicemail, forwarding, busyTrigger, place);
  }

  /** This line at a place in the dial plan. */
  public Line at(LinePlace where) {
    return new Line(number, did, owner, devices, voicemail, forwarding, busyTrigger, where);
  }

  /** What is searched first when this line calls. */
  public Optional<SearchSpaceName> searchSpace() {
    return place.searchSpace();
  }
}
