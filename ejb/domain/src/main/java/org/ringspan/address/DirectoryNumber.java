package org.ringspan.address;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The internal number of a line or of the voicemail pilot, as it is dialled inside: 2 to 15 digits.
 */
public record DirectoryNumber(String digits) {
  private static final Pattern FORM = Pattern.compile("[0-9]{2,15}");

  /**
   * @throws IllegalArgumentException when {@code digits} has another form
   */
  public DirectoryNumber {
    if (!FORM.matcher(digits).matches()) {
      throw new IllegalArgumentException("not a directory number: 2-15 digits");
    }
  }

  /** The number in {@code text}, or nothing when the text has another form. */
  public static Optional<DirectoryNumber> in(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new DirectoryNumber(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return digits;
  }
}
