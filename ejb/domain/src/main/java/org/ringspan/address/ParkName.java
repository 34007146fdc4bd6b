package org.ringspan.address;

import java.util.regex.Pattern;

/**
 * The name of park numbers that belong together: 1 to 64 letters, digits, dots, hyphens and
 * underscores.
 */
public record ParkName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public ParkName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a name of park numbers: 1-64 of A-Z a-z 0-9 . _ -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
