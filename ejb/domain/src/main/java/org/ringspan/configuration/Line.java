package org.ringspan.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.UserId;

/**
 * A number of a user, shared by all devices that carry it.
 *
 * @param number the number dialled inside
 * @param did the public number that reaches the line from outside, and that outside sees as the
 *     caller
 * @param owner the user whose remote destinations ring with this line
 * @param devices the devices that ring, in the order of their configuration
 * @param voicemail whether an unanswered call is forwarded to the voicemail pilot
 * @param forwardNoAnswerAfter how long all phones ring before that (default 20 s)
 */
public record Line(
    DirectoryNumber number,
    Optional<E164Number> did,
    UserId owner,
    List<DeviceName> devices,
    boolean voicemail,
    Duration forwardNoAnswerAfter) {
  public Line {
    devices = List.copyOf(devices);
    if (forwardNoAnswerAfter.isNegative()) {
      throw new IllegalArgumentException("forwardNoAnswerAfter must not be negative");
    }
  }
}
