package org.ringspan.address;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address of the plain kind (RFC 5321 section 4.1.2: a dot-string, an at sign and a domain).
 * Quoted local parts, addresses of hosts in brackets and letters beyond ASCII aren't taken: nobody
 * has them for a mailbox of a person, and each is a way to hide something.
 *
 * @param value as it was written
 */
public record MailAddress(String value) {
  /** RFC 5321 section 4.5.3.1.3, without the angle brackets. */
  public static final int LONGEST = 254;

  /** The form, also of the API. */
  public static final String FORM =
      "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
          + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
          + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

  private static final Pattern PATTERN = Pattern.compile(FORM);
  private static final int LONGEST_LOCAL_PART = 64;

  /**
   * @throws IllegalArgumentException for what isn't such an address
   */
  public MailAddress {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a mail address such as alice@example.com");
    }
  }

  private static boolean isOne(String text) {
    return text.length() <= LONGEST
        && text.indexOf('@') <= LONGEST_LOCAL_PART
        && PATTERN.matcher(text).matches();
  }

  /** The address that a text is; empty: it is none. */
  public static Optional<MailAddress> in(String text) {
    return isOne(text) ? Optional.of(new MailAddress(text)) : Optional.empty();
  }

  /** What is behind the at sign. */
  public String domain() {
    return value.substring(value.indexOf('@') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
