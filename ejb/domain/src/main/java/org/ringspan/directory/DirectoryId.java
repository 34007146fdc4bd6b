package org.ringspan.directory;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an object of the directory keeps when it is renamed or moved: Active Directory's objectGUID
 * as text, in lower case.
 */
public record DirectoryId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public DirectoryId {
    value = value.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an objectGUID: 8-4-4-4-12 hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
