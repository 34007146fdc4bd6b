package org.ringspan.dialplan;

import java.util.regex.Pattern;

/**
 * The name of a calling search space: 1 to 50 letters, digits, blanks, dots, hyphens and
 * underscores, beginning with a letter or digit.
 */
public record SearchSpaceName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,49}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public SearchSpaceName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a search space name: 1-50 of A-Z a-z 0-9 blank . _ -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
