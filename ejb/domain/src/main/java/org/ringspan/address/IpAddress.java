package org.ringspan.address;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address literal in the one spelling that the server's sockets use too, so that addresses
 * compare as texts: IPv4 in dotted decimal, IPv6 as eight hexadecimal groups without leading zeros
 * or {@code ::}.
 */
public record IpAddress(String value) {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final int GROUPS = 8;

  /**
   * @throws IllegalArgumentException when {@code value} is not an IP address; names are none
   */
  public IpAddress {
    String given = value;
    value =
        canonical(given)
            .orElseThrow(() -> new IllegalArgumentException("not an IP address: names are none"));
  }

  /** The address in {@code text}, or nothing when the text has another form. */
  public static Optional<IpAddress> in(String text) {
    return canonical(text).map(IpAddress::new);
  }

  /** As the host of a SIP URI: IPv6 in brackets (RFC 3261 section 25.1). */
  public String asHost() {
    return value.indexOf(':') < 0 ? value : "[" + value + "]";
  }

  private static Optional<String> canonical(String text) {
    if (text.indexOf(':') < 0) {
      return IPV4.matcher(text).matches() && !text.matches(".*\\b0[0-9].*")
          ? Optional.of(text)
          : Optional.empty();
    }
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, GROUPS).map(IpAddress::joined);
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    Optional<String[]> head = groups(text.substring(0, gap), -1);
    Optional<String[]> tail = groups(text.substring(gap + 2), -1);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int zeros = GROUPS - head.get().length - tail.get().length;
    if (zeros < 1) {
      return Optional.empty();
    }
    String[] all = new String[GROUPS];
    java.util.Arrays.fill(all, "0");
    System.arraycopy(head.get(), 0, all, 0, head.get().length);
    System.arraycopy(tail.get(), 0, all, GROUPS - tail.get().length, tail.get().length);
    return Optional.of(joined(all));
  }

  /**
   * @param wanted how many there must be; -1: any number
   */
  private static Optional<String[]> groups(String text, int wanted) {
    String[] groups = text.isEmpty() ? new String[0] : text.split(":", -1);
    if (wanted >= 0 && groups.length != wanted) {
      return Optional.empty();
    }
    for (String group : groups) {
      if (!GROUP.matcher(group).matches()) {
        return Optional.empty();
      }
    }
    return Optional.of(groups);
  }

  private static String joined(String[] groups) {
    StringBuilder joined = new StringBuilder();
    for (String group : groups) {
      if (!joined.isEmpty()) {
        joined.append(':');
      }
      joined.append(Integer.toHexString(Integer.parseInt(group, 16)));
    }
    return joined.toString();
  }

  @Override
  public String toString() {
    return value;
  }
}
