package org.ringspan.record;

import java.util.regex.Pattern;

/**
 * Names a call in records, events and logs: 1 to 64 of A-Z a-z 0-9 and the hyphen. Not the Call-ID
 * of any SIP dialog.
 */
public record CallId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public CallId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a call id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
