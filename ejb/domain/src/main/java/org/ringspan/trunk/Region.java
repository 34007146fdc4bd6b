package org.ringspan.trunk;

import java.util.regex.Pattern;

/** A country or territory with a numbering plan, by its two capital letters (ISO 3166-1). */
public record Region(String code) {
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}");

  /**
   * @throws IllegalArgumentException when {@code code} has another form
   */
  public Region {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException("not a region: two capital letters of ISO 3166-1");
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
