package org.ringspan.sip.container.api;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hash that stands for a password in one realm. It is as secret as the password itself, so its
 * text form hides it.
 *
 * @param hex 32 (MD5) or 64 (SHA-256) lower-case hexadecimal digits
 */
public record Ha1(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if it isn't 32 or 64 hexadecimal digits
   */
  public Ha1 {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("An HA1 has 32 or 64 hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return "Ha1[hidden]";
  }
}
