package org.ringspan.sip.wire;

import java.nio.charset.StandardCharsets;

/** The syntax of the values of single header fields (RFC 3261 sections 20 and 25.1). */
final class FieldSyntax {

  private static final byte[] SIP = "sip".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TO_TAG = "to-tag".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FROM_TAG = "from-tag".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SIP_DATE_DAYS =
      "MonTueWedThuFriSatSun".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SIP_DATE_MONTHS =
      "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(StandardCharsets.US_ASCII);

  private FieldSyntax() {}

  /** Whether this is one address with parameters, as in From and To. */
  static boolean isAddress(byte[] m, int from, int to) {
    return addressEnd(m, from, to) == to;
  }

  /** Whether these are addresses with parameters, separated by commas, as in Contact and Route. */
  static boolean areAddresses(byte[] m, int from, int to) {
    int i = from;
    while (true) {
      int end = addressEnd(m, i, to);
      if (end < 0) {
        return false;
      }
      if (end == to) {
        return true;
      }
      i = end + 1;
    }
  }

  /** Whether this is the star of a Contact that removes all bindings. */
  static boolean isStar(byte[] m, int from, int to) {
    int start = Octets.skipSpace(m, from, to);
    return Octets.trimEnd(m, start, to) == start + 1 && m[start] == '*';
  }

  /**
   * The end of the address at {@code from} with its parameters: {@code to}, or the position of the
   * comma behind it, or -1 when it is malformed.
   */
  static int addressEnd(byte[] m, int from, int to) {
    int i = Octets.skipSpace(m, from, to);
    if (i == to) {
      return -1;
    }
    int open = angleBracket(m, i, to);
    if (open == -1) {
      return -1;
    }
    int end;
    if (open == -2) {
      end = i;
      // rfc3261#section-20: "If the URI contains a comma, question mark or semicolon, the URI MUST
      // be
      // enclosed in angle brackets".
      while (end < to && m[end] != ';' && m[end] != ',' && !Octets.isSpace(m[end])) {
        end++;
      }
      if (Octets.indexOf(m, i, end, '?') < end || !UriSyntax.isUri(m, i, end, false)) {
        return -1;
      }
    } else {
      end = Octets.indexOf(m, open + 1, to, '>');
      if (end == to || !UriSyntax.isUri(m, open + 1, end, true)) {
        return -1;
      }
      end++;
    }
    return parametersEnd(m, end, to);
  }

  /** The position of the "&lt;" behind a display name, -2 without one, -1 for a malformed name. */
  private static int angleBracket(byte[] m, int from, int to) {
    if (m[from] == '<') {
      return from;
    }
    if (m[from] == '"') {
      int end = Octets.quotedEnd(m, from, to);
      if (end < 0) {
        return -1;
      }
      end = Octets.skipSpace(m, end, to);
      return end < to && m[end] == '<' ? end : -1;
    }
    int i = from;
    while (i < to && (Octets.is(m[i], Octets.TOKEN) || Octets.isSpace(m[i]))) {
      i++;
    }
    return i < to && m[i] == '<' ? i : -2;
  }

  /** As {@link #addressEnd} for any number of ";name" or ";name=value". */
  static int parametersEnd(byte[] m, int from, int to) {
    int i = Octets.skipSpace(m, from, to);
    while (i >= 0 && i < to && m[i] != ',') {
      i = parameterEnd(m, i, to);
    }
    return i;
  }

  /** The position behind one ";name" or ";name=value" and the space after it, or -1. */
  private static int parameterEnd(byte[] m, int from, int to) {
    if (m[from] != ';') {
      return -1;
    }
    int name = Octets.skipSpace(m, from + 1, to);
    int end = Octets.skip(m, name, to, Octets.TOKEN);
    if (end == name) {
      return -1;
    }
    int i = Octets.skipSpace(m, end, to);
    if (i == to || m[i] != '=') {
      return i;
    }
    int value = Octets.skipSpace(m, i + 1, to);
    end =
        value < to && m[value] == '"'
            ? Octets.quotedEnd(m, value, to)
            : Octets.skip(m, value, to, Octets.GENERIC_VALUE);
    return end <= value ? -1 : Octets.skipSpace(m, end, to);
  }

  /**
   * Whether this names a dialog (RFC 3891 section 6.1, RFC 3911 section 7.1): a Call-ID with one
   * to-tag and one from-tag, which are tokens.
   */
  static boolean isDialogName(byte[] m, int from, int to) {
    int i = Octets.skip(m, from, to, Octets.WORD);
    if (i > from && i < to && m[i] == '@') {
      int host = i + 1;
      i = Octets.skip(m, host, to, Octets.WORD);
      if (i == host) {
        return false;
      }
    }
    if (i == from) {
      return false;
    }
    int toTags = 0;
    int fromTags = 0;
    i = Octets.skipSpace(m, i, to);
    while (i < to) {
      int end = parameterEnd(m, i, to);
      if (end < 0) {
        return false;
      }
      int name = Octets.skipSpace(m, i + 1, to);
      int value = tagOf(m, name, end, TO_TAG);
      if (value != 0) {
        toTags += value;
      } else {
        fromTags += tagOf(m, name, end, FROM_TAG);
      }
      i = end;
    }
    return toTags == 1 && fromTags == 1;
  }

  /** 1 for a parameter of that name that is a token, 2 for one that isn't, 0 for another. */
  private static int tagOf(byte[] m, int from, int to, byte[] name) {
    int end = Octets.skip(m, from, to, Octets.TOKEN);
    if (end - from != name.length || !Octets.equalsIgnoreCase(m, from, name)) {
      return 0;
    }
    int equals = Octets.skipSpace(m, end, to);
    int value = Octets.skipSpace(m, equals + 1, to);
    if (equals == to || m[equals] != '=' || value >= to) {
      return 2;
    }
    int valueEnd = Octets.skip(m, value, to, Octets.TOKEN);
    return valueEnd > value && Octets.skipSpace(m, valueEnd, to) == to ? 1 : 2;
  }

  /** Whether these are well-formed Via values, separated by commas. */
  static boolean areVias(byte[] m, int from, int to) {
    int i = from;
    while (true) {
      int host = sentBy(m, i, to, false);
      int end = host < 0 ? -1 : sentByEnd(m, host, to);
      end = end < 0 ? -1 : parametersEnd(m, end, to);
      if (end < 0) {
        return false;
      }
      if (end == to) {
        return true;
      }
      i = end + 1;
    }
  }

  /**
   * The position of the host in a Via value that starts with "SIP/2.0/transport", or -1.
   *
   * @param anyVersion whether another version of SIP will do, as in the request that gets 505
   */
  static int sentBy(byte[] m, int from, int to, boolean anyVersion) {
    int i = Octets.skipSpace(m, from, to);
    if (i + 3 > to || !Octets.equalsIgnoreCase(m, i, SIP)) {
      return -1;
    }
    i = slash(m, i + 3, to);
    if (i < 0
        || i + 3 > to
        || m[i + 1] != '.'
        || !Octets.isDigit(m[i])
        || !Octets.isDigit(m[i + 2])) {
      return -1;
    }
    if (!anyVersion && (m[i] != '2' || m[i + 2] != '0')) {
      return -1;
    }
    i = slash(m, i + 3, to);
    if (i < 0) {
      return -1;
    }
    int end = Octets.skip(m, i, to, Octets.TOKEN);
    int host = Octets.skipSpace(m, end, to);
    return end > i && host > end && host < to ? host : -1;
  }

  private static int slash(byte[] m, int from, int to) {
    int i = Octets.skipSpace(m, from, to);
    return i < to && m[i] == '/' ? Octets.skipSpace(m, i + 1, to) : -1;
  }

  /** The position behind the host and the port of a Via value, or -1. */
  static int sentByEnd(byte[] m, int host, int to) {
    int end = UriSyntax.hostEnd(m, host, to);
    if (end < 0) {
      return -1;
    }
    int colon = Octets.skipSpace(m, end, to);
    if (colon == to || m[colon] != ':') {
      return end;
    }
    return UriSyntax.portEnd(m, Octets.skipSpace(m, colon + 1, to), to);
  }

  /** Whether this is a Call-ID: word [ "@" word ]. */
  static boolean isCallId(byte[] m, int from, int to) {
    int at = Octets.skip(m, from, to, Octets.WORD);
    if (at == from || at == to) {
      return at > from;
    }
    int end = Octets.skip(m, at + 1, to, Octets.WORD);
    return m[at] == '@' && end > at + 1 && end == to;
  }

  /** Whether this is a SIP-date, "Sat, 13 Nov 2010 23:29:00 GMT" (RFC 3261 section 20.17). */
  static boolean isDate(byte[] m, int from, int to) {
    if (to - from != 29
        || !isNameOf(m, from, SIP_DATE_DAYS)
        || !isNameOf(m, from + 8, SIP_DATE_MONTHS)) {
      return false;
    }
    String shape = "..., 00 ... 0000 00:00:00 GMT";
    for (int i = 0; i < shape.length(); i++) {
      char expected = shape.charAt(i);
      byte octet = m[from + i];
      if (expected == '0' ? !Octets.isDigit(octet) : expected != '.' && octet != expected) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNameOf(byte[] m, int at, byte[] names) {
    for (int i = 0; i < names.length; i += 3) {
      if (m[at] == names[i] && m[at + 1] == names[i + 1] && m[at + 2] == names[i + 2]) {
        return true;
      }
    }
    return false;
  }
}
