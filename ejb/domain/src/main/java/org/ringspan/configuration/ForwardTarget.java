package org.ringspan.configuration;

/** Where a line forwards its calls. */
public sealed interface ForwardTarget {
  /** To the voicemail pilot, for the mailbox of the line. */
  record ToVoicemail() implements ForwardTarget {}

  /**
   * To a number, as it is dialled in the line's forward search space.
   *
   * @param number 1 to 48 of {@code 0-9 * #}, and {@code +} in front
   */
  record ToNumber(String number) implements ForwardTarget {
    /**
     * @throws IllegalArgumentException when {@code number} has another form
     */
    public ToNumber {
      if (!number.matches("(?=.{1,48}$)\\+?[0-9*#]+")) {
        throw new IllegalArgumentException(
            "not a forward target: 1-48 of 0-9 * #, + only in front");
      }
    }
  }
}
