package org.ringspan.address;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An international public telephone number with its leading plus sign.
 *
 * @param value {@code +} and 3 to 15 digits, the first not zero (ITU-T E.164; RFC 3966 section
 *     5.1.4 "global numbers")
 */
public record E164Number(String value) {
  private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{2,14}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public E164Number {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an E.164 number: + and 3-15 digits");
    }
  }

  /** The number in {@code text}, or nothing when the text has another form. */
  public static Optional<E164Number> in(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new E164Number(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
