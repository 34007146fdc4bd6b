package org.ringspan.activedirectory;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names attributes have, and which of them are secrets. */
public final class AttributeNames {
  /** RFC 4512 2.5: a keystring or an object identifier, then options. */
  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "(?:[A-Za-z][A-Za-z0-9-]{0,127}|\\d{1,9}(?:\\.\\d{1,9}){1,63})(?:;[A-Za-z0-9-]{1,64}){0,4}");

  private static final Pattern RANGE = Pattern.compile(";range=\\d{1,9}-(?:\\d{1,9}|\\*)$");

  private static final Set<String> SECRETS =
      Set.of(
          "unicodepwd",
          "userpassword",
          "dbcspwd",
          "ntpwdhistory",
          "lmpwdhistory",
          "supplementalcredentials",
          "clearpassword",
          "msds-managedpassword",
          "ms-mcs-admpwd",
          "mslaps-password",
          "mslaps-encryptedpassword");

  private AttributeNames() {}

  /** Whether it is an attribute description. */
  public static boolean isDescription(String name) {
    return DESCRIPTION.matcher(name).matches();
  }

  /**
   * Checks a name that is asked for: an attribute, with a range perhaps, or {@code *}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static void checkRequested(String name) {
    if (!name.equals("*") && !isDescription(RANGE.matcher(name).replaceFirst(""))) {
      throw new IllegalArgumentException("not the name of an attribute: " + shown(name));
    }
  }

  /**
   * Checks a name that is to be written.
   *
   * @throws IllegalArgumentException when it isn't an attribute's, or a secret's: what waits for a
   *     commit stands on the disk
   */
  public static void checkWritable(String name) {
    if (!isDescription(name)) {
      throw new IllegalArgumentException("not the name of an attribute: " + shown(name));
    }
    var type = name.indexOf(';') < 0 ? name : name.substring(0, name.indexOf(';'));
    if (SECRETS.contains(type.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          type + " is a secret: it would stand in the journal in clear");
    }
  }

  private static String shown(String name) {
    var start = name.length() <= 40 ? name : name.substring(0, 40) + "…";
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
