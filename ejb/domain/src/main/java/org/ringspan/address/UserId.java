package org.ringspan.address;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name a user logs in with and can be dialled by: 1 to 64 letters, digits, dots, hyphens and
 * underscores, beginning with a letter.
 */
public record UserId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public UserId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a user id: 1-64 of A-Z a-z 0-9 . _ -, first a letter");
    }
  }

  /** The user id in {@code text}, or nothing when the text has another form. */
  public static Optional<UserId> in(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new UserId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
