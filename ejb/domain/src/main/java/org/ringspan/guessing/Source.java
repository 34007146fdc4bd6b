package org.ringspan.guessing;

/**
 * Where answers come from, as far as somebody can't change it at will: an IPv4 address, or the
 * first half of an IPv6 address, since a subscriber has all of the other half.
 */
public final class Source {
  private static final int GROUPS = 4;

  private Source() {}

  /**
   * The source of an address.
   *
   * @param address an IP address as Java writes it: IPv6 in eight groups, without brackets
   */
  public static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    int end = -1;
    for (int group = 0; group < GROUPS; group++) {
      int next = address.indexOf(':', end + 1);
      if (next < 0) {
        return address;
      }
      end = next;
    }
    return address.substring(0, end) + "::/64";
  }
}
