package org.ringspan.dialplan;

import java.util.regex.Pattern;

/**
 * A mask laid over a number from its right end: {@code X} keeps the digit under it, every other
 * symbol replaces it. What stands left of the mask is dropped; an {@code X} with nothing under it
 * too. {@code 408555XXXX} makes 4085551234 of 51234.
 *
 * @param text 1 to 24 of {@code 0-9 X * #}, and {@code +} in front
 */
public record NumberMask(String text) {
  private static final Pattern FORM = Pattern.compile("(?=.{1,24}$)\\+?[0-9X*#]*");

  /**
   * @throws IllegalArgumentException when {@code text} has another form
   */
  public NumberMask {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a mask is 1-24 of 0-9 X * #, + only in front");
    }
  }

  /** {@code number} under this mask. */
  public String over(String number) {
    StringBuilder result = new StringBuilder(text.length());
    int offset = number.length() - text.length();
    for (int i = 0; i < text.length(); i++) {
      char mask = text.charAt(i);
      if (mask != 'X') {
        result.append(mask);
      } else if (offset + i >= 0) {
        result.append(number.charAt(offset + i));
      }
    }
    return result.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
