package org.ringspan.sip.wire;

import java.nio.charset.StandardCharsets;

/** Character classes of RFC 3261 section 25.1 over octets. */
final class Octets {

  static final int TOKEN = 1;
  static final int WORD = 2;
  static final int USER = 4;
  static final int PASSWORD = 8;
  static final int PARAMETER = 16;
  static final int HEADER = 32;
  static final int HOST = 64;
  static final int URIC = 128;
  static final int SCHEME = 256;
  static final int GENERIC_VALUE = 512;
  static final int IPV6 = 1024;

  private static final short[] CLASS = new short[256];

  static {
    String alpha = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    String alphanumeric = alpha + "0123456789";
    String unreserved = alphanumeric + "-_.!~*'()";
    add(TOKEN, alphanumeric + "-.!%*_+`'~");
    add(WORD, alphanumeric + "-.!%*_+`'~()<>:\\\"/[]?{}");
    // Desk phones put a dialled # into the user part without escaping it.
    add(USER, unreserved + "&=+$,;?/#");
    add(PASSWORD, unreserved + "&=+$,");
    add(PARAMETER, unreserved + "[]/:&+$");
    add(HEADER, unreserved + "[]/?:+$&=");
    // An underscore isn't allowed in host names but occurs in many private networks.
    add(HOST, alphanumeric + "-._");
    add(URIC, unreserved + ";/?:@&=+$,#[]");
    add(SCHEME, alphanumeric + "+-.");
    add(GENERIC_VALUE, alphanumeric + "-.!%*_+`'~[]:/@&$=?");
    add(IPV6, "0123456789abcdefABCDEF:.");
  }

  private Octets() {}

  private static void add(int type, String characters) {
    for (byte b : characters.getBytes(StandardCharsets.US_ASCII)) {
      CLASS[b] |= (short) type;
    }
  }

  static boolean is(byte octet, int type) {
    return (CLASS[octet & 0xff] & type) != 0;
  }

  static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  static boolean isAlpha(byte octet) {
    int letter = octet | 0x20;
    return letter >= 'a' && letter <= 'z';
  }

  static boolean isHex(byte octet) {
    int letter = octet | 0x20;
    return isDigit(octet) || (letter >= 'a' && letter <= 'f');
  }

  /** Whether this is white space inside a header field, whose folds have been checked before. */
  static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }

  /** The first position from {@code at} that isn't white space, at most {@code to}. */
  static int skipSpace(byte[] m, int at, int to) {
    int i = at;
    while (i < to && isSpace(m[i])) {
      i++;
    }
    return i;
  }

  /** The position behind the last octet that isn't white space, at least {@code from}. */
  static int trimEnd(byte[] m, int from, int to) {
    int i = to;
    while (i > from && isSpace(m[i - 1])) {
      i--;
    }
    return i;
  }

  /** The first position from {@code at} that isn't of this class, at most {@code to}. */
  static int skip(byte[] m, int at, int to, int type) {
    int i = at;
    while (i < to && is(m[i], type)) {
      i++;
    }
    return i;
  }

  /** The first position of this octet, or {@code to}. */
  static int indexOf(byte[] m, int from, int to, char octet) {
    int i = from;
    while (i < to && m[i] != octet) {
      i++;
    }
    return i;
  }

  /** Whether all octets are of this class or an escape: "%" and two hexadecimal digits. */
  static boolean allOrEscaped(byte[] m, int from, int to, int type) {
    int i = from;
    while (i < to) {
      if (m[i] == '%') {
        if (i + 2 >= to || !isHex(m[i + 1]) || !isHex(m[i + 2])) {
          return false;
        }
        i += 3;
      } else if (is(m[i], type)) {
        i++;
      } else {
        return false;
      }
    }
    return true;
  }

  /** Whether the octets from {@code at} are this lower-case text in any case of letters. */
  static boolean equalsIgnoreCase(byte[] m, int at, byte[] lower) {
    if (at + lower.length > m.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      int octet = m[at + i];
      if (octet >= 'A' && octet <= 'Z') {
        octet |= 0x20;
      }
      if (octet != lower[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The decimal number of these octets, -1 when they aren't one to twenty-odd digits, or {@link
   * Long#MAX_VALUE} when it is too large for a long.
   */
  static long number(byte[] m, int from, int to) {
    if (from >= to) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(m[i])) {
        return -1;
      }
      value = value >= 100_000_000_000_000_000L ? Long.MAX_VALUE / 10 : value * 10 + m[i] - '0';
    }
    return value >= 100_000_000_000_000_000L ? Long.MAX_VALUE : value;
  }

  /**
   * The position behind the quoted string that starts at {@code at} with its quotation mark, or -1
   * when it doesn't end before {@code to}.
   */
  static int quotedEnd(byte[] m, int at, int to) {
    int i = at + 1;
    while (i < to) {
      byte octet = m[i];
      if (octet == '"') {
        return i + 1;
      }
      if (octet == '\\') {
        i++;
        if (i < to && (m[i] == '\r' || m[i] == '\n' || m[i] < 0)) {
          return -1;
        }
      } else if ((octet >= 0 && octet < ' ' && !isSpace(octet)) || octet == 0x7f) {
        return -1;
      }
      i++;
    }
    return -1;
  }

  static String text(byte[] m, int from, int to) {
    return new String(m, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
