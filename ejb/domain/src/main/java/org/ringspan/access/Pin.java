package org.ringspan.access;

import java.util.Collection;

/**
 * What a user proves by keys to be itself. It is never shown: its text isn't its digits.
 *
 * @param digits 4 to 20 of {@code 0-9}
 */
public record Pin(String digits) {
  /**
   * @throws IllegalArgumentException for anything else; the message doesn't repeat it
   */
  public Pin {
    if (!isPin(digits)) {
      throw new IllegalArgumentException("a PIN is 4 to 20 digits");
    }
  }

  /** Whether these digits can be a PIN. */
  public static boolean isPin(String digits) {
    return digits.matches("[0-9]{4,20}");
  }

  /**
   * Why it must not be chosen: because it is one of the first that anybody would try.
   *
   * @param numbers the user's own, with or without signs
   * @return empty when it may be
   */
  public String objection(Collection<String> numbers) {
    if (steps(0) || steps(1) || steps(-1)) {
      return "its digits are the same, or follow each other";
    }
    for (String number : numbers) {
      String own = number.replaceAll("[^0-9]", "");
      if (own.endsWith(digits) || own.length() >= 4 && digits.endsWith(own)) {
        return "it is one of the user's numbers";
      }
    }
    return "";
  }

  /** Whether each digit is the one before and so much more, with 0 behind 9. */
  private boolean steps(int by) {
    for (int i = 1; i < digits.length(); i++) {
      if ((digits.charAt(i - 1) - '0' + by + 10) % 10 != digits.charAt(i) - '0') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "Pin";
  }
}
