package org.ringspan.address;

import java.util.regex.Pattern;

/**
 * The name a phone registers with, unique in the domain: 1 to 64 letters, digits, dots, hyphens and
 * underscores.
 */
public record DeviceName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public DeviceName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a device name: 1-64 of A-Z a-z 0-9 . _ -");
    }
  }

  /** Whether {@code text} has the form of a device name. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
