package org.ringspan.journal;

import java.util.regex.Pattern;

/**
 * Names an intent for ever, across restarts and journals. Fit to be written to the remote system as
 * a mark.
 *
 * @param text 1 to 64 of the characters a-z, 0-9 and hyphen
 */
public record IdempotencyKey(String text) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

  /**
   * A key.
   *
   * @throws IllegalArgumentException for other characters, or too many
   */
  public IdempotencyKey {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a key");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
