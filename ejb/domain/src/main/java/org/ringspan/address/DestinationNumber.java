package org.ringspan.address;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a remote destination as it is configured: +E.164, which is what to prefer, or the
 * digits with which it is dialled from inside, steering digits included (design guide page 21-67).
 *
 * @param value an optional plus sign and 3 to 24 of {@code 0-9 * #}
 */
public record DestinationNumber(String value) {
  private static final Pattern FORM = Pattern.compile("\\+?[0-9*#]{3,24}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public DestinationNumber {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a destination number: an optional +, then 3-24 of 0-9 * #");
    }
  }

  /** The number in {@code text}, or nothing when the text has another form. */
  public static Optional<DestinationNumber> in(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new DestinationNumber(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
