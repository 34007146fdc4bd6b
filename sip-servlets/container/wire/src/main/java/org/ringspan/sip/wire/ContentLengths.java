package org.ringspan.sip.wire;

/** Finds the Content-Length of a header section, for framing a stream. */
public final class ContentLengths {

  private ContentLengths() {}

  /**
   * The value of the one Content-Length in a header section.
   *
   * @param to end of the header section, behind the empty line
   * @return octets, or -1 when the field is missing, malformed, negative, too large for an int, or
   *     there twice
   */
  public static int of(byte[] m, int from, int to) {
    int length = -1;
    int line = from;
    while (line < to) {
      int next = Octets.indexOf(m, line, to, '\n') + 1;
      while (next < to && (m[next] == ' ' || m[next] == '\t')) {
        next = Octets.indexOf(m, next, to, '\n') + 1;
      }
      int end = Math.min(next, to);
      int nameEnd = Octets.skip(m, line, end, Octets.TOKEN);
      int colon = Octets.skipSpace(m, nameEnd, end);
      if (colon < end
          && m[colon] == ':'
          && HeaderName.of(m, line, nameEnd) == HeaderName.CONTENT_LENGTH) {
        int value = Octets.skipSpace(m, colon + 1, end);
        long number = Octets.number(m, value, Octets.trimEnd(m, value, end));
        if (length >= 0 || number < 0 || number > Integer.MAX_VALUE) {
          return -1;
        }
        length = (int) number;
      }
      line = end;
    }
    return length;
  }
}
