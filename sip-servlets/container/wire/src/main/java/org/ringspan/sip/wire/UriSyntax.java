package org.ringspan.sip.wire;

import java.nio.charset.StandardCharsets;

/** The syntax of URIs (RFC 3261 section 19.1.1 and 25.1, RFC 3966). */
final class UriSyntax {

  private static final byte[] SIP = "sip".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SIPS = "sips".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TEL = "tel".getBytes(StandardCharsets.US_ASCII);

  private UriSyntax() {}

  /** The position of the colon behind the scheme, or -1 when there is no well-formed scheme. */
  static int schemeEnd(byte[] m, int from, int to) {
    if (from >= to || !Octets.isAlpha(m[from])) {
      return -1;
    }
    int end = Octets.skip(m, from, to, Octets.SCHEME);
    return end < to && m[end] == ':' ? end : -1;
  }

  /** Whether the URI's scheme is sip or sips. */
  static boolean isSip(byte[] m, int from, int to) {
    int end = schemeEnd(m, from, to);
    return end >= 0 && isSipScheme(m, from, end - from);
  }

  private static boolean isSipScheme(byte[] m, int from, int length) {
    return (length == 3 && Octets.equalsIgnoreCase(m, from, SIP))
        || (length == 4 && Octets.equalsIgnoreCase(m, from, SIPS));
  }

  /**
   * Whether the octets are a URI: a SIP or SIPS URI with all its parts, a tel URI, or any other
   * absolute URI by its characters.
   *
   * @param headers whether a SIP URI may have headers ("?")
   */
  static boolean isUri(byte[] m, int from, int to, boolean headers) {
    int colon = schemeEnd(m, from, to);
    if (colon < 0) {
      return false;
    }
    if (isSipScheme(m, from, colon - from)) {
      return isSipRest(m, colon + 1, to, headers);
    }
    if (colon - from == 3 && Octets.equalsIgnoreCase(m, from, TEL)) {
      return isTelRest(m, colon + 1, to);
    }
    return colon + 1 < to && Octets.allOrEscaped(m, colon + 1, to, Octets.URIC);
  }

  private static boolean isTelRest(byte[] m, int from, int to) {
    int end = Octets.indexOf(m, from, to, ';');
    boolean digit = false;
    for (int i = from; i < end; i++) {
      byte octet = m[i];
      digit |= Octets.isHex(octet) || octet == '*' || octet == '#';
      if (!Octets.isHex(octet) && "+-.()*#".indexOf(octet) < 0) {
        return false;
      }
    }
    return digit && areParameters(m, end, to);
  }

  private static boolean isSipRest(byte[] m, int from, int to, boolean headers) {
    int at = Octets.indexOf(m, from, to, '@');
    int host = from;
    if (at < to) {
      if (!isUserinfo(m, from, at)) {
        return false;
      }
      host = at + 1;
    }
    int end = hostPortEnd(m, host, to);
    if (end < 0) {
      return false;
    }
    int question = Octets.indexOf(m, end, to, '?');
    if (question < to
        && (!headers
            || question + 1 == to
            || !Octets.allOrEscaped(m, question + 1, to, Octets.HEADER))) {
      return false;
    }
    return areParameters(m, end, question);
  }

  private static boolean isUserinfo(byte[] m, int from, int to) {
    int colon = Octets.indexOf(m, from, to, ':');
    return colon > from
        && Octets.allOrEscaped(m, from, colon, Octets.USER)
        && (colon == to || Octets.allOrEscaped(m, colon + 1, to, Octets.PASSWORD));
  }

  /** The position behind "host [ : port ]", or -1 when there is none. */
  static int hostPortEnd(byte[] m, int from, int to) {
    int end = hostEnd(m, from, to);
    if (end < 0 || end == to || m[end] != ':') {
      return end;
    }
    return portEnd(m, end + 1, to);
  }

  /** The position behind the host, or -1 when there is none. */
  static int hostEnd(byte[] m, int from, int to) {
    if (from < to && m[from] == '[') {
      int end = Octets.skip(m, from + 1, to, Octets.IPV6);
      return end > from + 2 && end < to && m[end] == ']' ? end + 1 : -1;
    }
    int end = Octets.skip(m, from, to, Octets.HOST);
    return end > from ? end : -1;
  }

  /** The position behind the port, or -1 when it isn't 0-65535. */
  static int portEnd(byte[] m, int from, int to) {
    int end = from;
    int value = 0;
    while (end < to && Octets.isDigit(m[end]) && end - from < 6) {
      value = value * 10 + m[end] - '0';
      end++;
    }
    return end > from && value <= 65_535 && end - from < 6 ? end : -1;
  }

  /** Whether the octets are any number of ";name" or ";name=value". */
  private static boolean areParameters(byte[] m, int from, int to) {
    int i = from;
    while (i < to) {
      if (m[i] != ';') {
        return false;
      }
      int end = Octets.indexOf(m, i + 1, to, ';');
      int equals = Octets.indexOf(m, i + 1, end, '=');
      if (equals == i + 1
          || !Octets.allOrEscaped(m, i + 1, equals, Octets.PARAMETER)
          || (equals < end
              && (equals + 1 == end
                  || !Octets.allOrEscaped(m, equals + 1, end, Octets.PARAMETER)))) {
        return false;
      }
      i = end;
    }
    return true;
  }
}
