package org.ringspan.configuration;

import java.util.regex.Pattern;
import org.ringspan.address.DirectoryNumber;

/** Where a call goes that nobody of a hunt group takes. */
public sealed interface HuntTarget {
  /**
   * To a number, as it is dialled in the group's search space: a line, another group, or a number
   * outside.
   *
   * @param number 1 to 48 of {@code 0-9 * #}, and {@code +} in front
   */
  record ToNumber(String number) implements HuntTarget {
    private static final Pattern FORM = Pattern.compile("(?=.{1,48}$)\\+?[0-9*#]+");

    /**
     * @throws IllegalArgumentException when {@code number} has another form
     */
    public ToNumber {
      if (!FORM.matcher(number).matches()) {
        throw new IllegalArgumentException(
            "not a forward target: 1-48 of 0-9 * #, + only in front");
      }
    }
  }

  /** To the mailbox of a line, which has one. */
  record ToMailbox(DirectoryNumber line) implements HuntTarget {}
}
