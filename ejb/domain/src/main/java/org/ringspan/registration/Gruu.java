package org.ringspan.registration;

import java.util.Optional;
import org.ringspan.address.DeviceName;

/**
 * An address that reaches one phone wherever it is registered now: a public GRUU (RFC 5627 section
 * 3.1.1). It is made of the device and the phone's instance alone, so it is the same for ever and
 * nothing has to be remembered.
 *
 * @param device what the phone registers as
 * @param urn its instance, the value of {@code +sip.instance} without quotes and angle brackets
 */
public record Gruu(DeviceName device, String urn) {
  /** Beyond letters and digits what a URI parameter may hold as it is (RFC 3261 section 25.1). */
  private static final String PLAIN = "-_.!~*'()[]/:&+$";

  /** The SIP URI in {@code domain}. */
  public String in(String domain) {
    return "sip:" + device + "@" + domain + ";gr=" + escaped(urn);
  }

  /** The instance that a URI's {@code gr} parameter names; empty when it names none. */
  public static Optional<String> instanceIn(String parameter) {
    return parameter.isEmpty() ? Optional.empty() : Optional.of(ContactUri.unescaped(parameter));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          c >= '0' && c <= '9'
              || c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || PLAIN.indexOf(c) >= 0;
      if (plain) {
        escaped.append(c);
      } else {
        escaped.append('%').append(hex(c >> 4)).append(hex(c));
      }
    }
    return escaped.toString();
  }

  private static char hex(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 15, 16));
  }
}
