package org.ringspan.sip.wire;

/** Makes text from the network harmless for logs: one line, no control characters, bounded. */
public final class Printable {

  /** Longest text that {@link #escape(CharSequence)} returns without shortening, characters. */
  public static final int MAX_LENGTH = 200;

  private Printable() {}

  /**
   * The text with every control, format and surrogate character, every line or paragraph separator
   * and the backslash written as an escape ({@code \r}, {@code \n}, {@code \t}, {@code \\}, {@code
   * \u001b}), cut after {@value #MAX_LENGTH} characters with the number of characters left out.
   */
  public static String escape(CharSequence text) {
    return escape(text, MAX_LENGTH);
  }

  /**
   * As {@link #escape(CharSequence)} with a limit of one's own.
   *
   * @param limit most characters of the text that are shown, at least 0
   */
  public static String escape(CharSequence text, int limit) {
    int shown = Math.min(text.length(), limit);
    StringBuilder out = new StringBuilder(shown + 16);
    for (int i = 0; i < shown; i++) {
      append(out, text.charAt(i));
    }
    if (shown < text.length()) {
      out.append("… (").append(text.length() - shown).append(" more)");
    }
    return out.toString();
  }

  /**
   * As {@link #escape(CharSequence, int)} for octets, each read as one character of ISO 8859-1, so
   * that no decoding error can hide anything; those above 0x7e are escaped too.
   *
   * @param from first octet, {@code 0 <= from <= to}
   * @param to end of the octets, exclusive, at most the array's length
   */
  public static String escape(byte[] octets, int from, int to, int limit) {
    int shown = Math.min(to - from, limit);
    StringBuilder out = new StringBuilder(shown + 16);
    for (int i = from; i < from + shown; i++) {
      int octet = octets[i] & 0xff;
      if (octet > 0x7e) {
        appendHex(out, octet);
      } else {
        append(out, (char) octet);
      }
    }
    if (shown < to - from) {
      out.append("… (").append(to - from - shown).append(" more)");
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c) {
    switch (c) {
      case '\r' -> out.append("\\r");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (isUnsafe(c)) {
          appendHex(out, c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private static boolean isUnsafe(char c) {
    if (c < 0x7f) {
      return c < 0x20;
    }
    // Format characters include the bidirectional overrides, which can make a log line read
    // backwards.
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static void appendHex(StringBuilder out, int c) {
    out.append(String.format("\\u%04x", c));
  }
}
