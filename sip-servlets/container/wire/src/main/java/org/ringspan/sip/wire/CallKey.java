package org.ringspan.sip.wire;

/**
 * Tells messages of one call from others before they are judged: by the value of Call-ID, which all
 * of them have in common (RFC 3261 section 8.1.1.4). It looks for that field alone and answers for
 * whatever octets come.
 */
public final class CallKey {

  private static final int SPREAD = 31;

  private CallKey() {}

  /**
   * A number that is the same for all messages with one Call-ID. Others may have it too.
   *
   * @param octets holds the message and is not changed
   * @param from first octet
   * @param to end, exclusive
   * @param without the number of what has no Call-ID in its header section
   */
  public static int of(byte[] octets, int from, int to, int without) {
    int line = nextLine(octets, Octets.skipSpace(octets, from, to), to);
    while (line < to && octets[line] != '\r' && octets[line] != '\n') {
      int letter = octets[line] | 0x20;
      if ((letter == 'c' || letter == 'i') && isCallId(octets, line, to)) {
        return hash(octets, Octets.indexOf(octets, line, to, ':') + 1, to);
      }
      line = nextLine(octets, line, to);
    }
    return without;
  }

  private static int nextLine(byte[] m, int line, int to) {
    return Math.min(to, Octets.indexOf(m, line, to, '\n') + 1);
  }

  private static boolean isCallId(byte[] m, int line, int to) {
    int end = Octets.skip(m, line, to, Octets.TOKEN);
    return HeaderName.of(m, line, end) == HeaderName.CALL_ID
        && Octets.skipSpace(m, end, to) < to
        && m[Octets.skipSpace(m, end, to)] == ':';
  }

  /** White space, folds among it, may stand before the value and ends it; it has none inside. */
  private static int hash(byte[] m, int from, int to) {
    int hash = 1;
    for (int i = Octets.skipSpace(m, from, to); i < to && !Octets.isSpace(m[i]); i++) {
      hash = SPREAD * hash + m[i];
    }
    // Call-IDs of one telephone often differ in their first octets only.
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    return hash ^ hash >>> 13;
  }
}
