package org.ringspan.directory;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.MailAddress;
import org.ringspan.address.UserId;

/**
 * A user as the telephone system has it.
 *
 * @param enabled whether the user may log in
 * @param mail where the user is sent mail
 * @param lines the first is the one that the user is called by
 */
public record KnownUser(
    UserId id, String name, boolean enabled, Optional<MailAddress> mail, List<Line> lines) {
  public KnownUser {
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param number inside the company, digits
   * @param did for others, E.164
   */
  public record Line(String number, Optional<String> did) {}

  boolean hasNumber(String number) {
    return lines.stream().anyMatch(line -> line.number().equals(number));
  }
}
