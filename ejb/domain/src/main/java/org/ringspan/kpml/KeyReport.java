package org.ringspan.kpml;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A document of the type {@code application/kpml-response+xml} (RFC 4730 section 9.2): one empty
 * element with attributes. It is read by hand, since that is all: no document type, no entities but
 * the five of XML, no other elements, and nothing longer than {@value #LONGEST} characters.
 *
 * @param code 200 when a pattern matched; else why none did (section 6)
 * @param digits the keys, at most {@value #MOST_DIGITS}: 0 to 9, *, #, A to D
 * @param tag the pattern that matched; empty when it isn't said
 */
public record KeyReport(int code, String digits, String tag) {
  /** Longest document that is read, characters. */
  public static final int LONGEST = 4096;

  /** Most keys in one report. */
  public static final int MOST_DIGITS = 64;

  /** Its type. */
  public static final String TYPE = "application/kpml-response+xml";

  private static final String NAMESPACE = "urn:ietf:params:xml:ns:kpml-response";
  private static final int MOST_ATTRIBUTES = 20;
  private static final int LONGEST_VALUE = 256;

  /** What a document says; nothing when it is none of these, or breaks a bound. */
  public static Optional<KeyReport> parse(String document) {
    if (document.length() > LONGEST) {
      return Optional.empty();
    }
    return new Reader(document).read();
  }

  private static Optional<KeyReport> of(String name, Map<String, String> attributes) {
    int colon = name.indexOf(':');
    String namespace = colon < 0 ? "xmlns" : "xmlns:" + name.substring(0, colon);
    String code = attributes.getOrDefault("code", "");
    String digits = attributes.getOrDefault("digits", "");
    if (!name.substring(colon + 1).equals("kpml-response")
        || !NAMESPACE.equals(attributes.get(namespace))
        || !code.matches("[1-6][0-9]{2}")
        || !digits.matches("[0-9*#A-Da-d]{0," + MOST_DIGITS + "}")) {
      return Optional.empty();
    }
    return Optional.of(
        new KeyReport(Integer.parseInt(code), upper(digits), attributes.getOrDefault("tag", "")));
  }

  private static String upper(String digits) {
    return digits.replace('a', 'A').replace('b', 'B').replace('c', 'C').replace('d', 'D');
  }

  /** Goes through a document once, from its beginning to its end. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Optional<KeyReport> read() {
      if (text.startsWith("\uFEFF")) {
        at = 1;
      }
      if (text.startsWith("<?xml", at) && !skipTo("?>")) {
        return Optional.empty();
      }
      if (!skipComments() || !take("<")) {
        return Optional.empty();
      }
      String name = name();
      Map<String, String> attributes = new HashMap<>();
      if (name.isEmpty() || !attributes(attributes) || !end(name)) {
        return Optional.empty();
      }
      return of(name, attributes);
    }

    /** Nothing but spaces and comments; false when a comment has no end. */
    private boolean skipComments() {
      spaces();
      while (text.startsWith("<!--", at)) {
        if (!skipTo("-->")) {
          return false;
        }
        spaces();
      }
      return true;
    }

    private boolean end(String name) {
      if (take("/>")) {
        return skipComments() && at == text.length();
      }
      if (!take(">") || !skipComments() || !take("</" + name)) {
        return false;
      }
      spaces();
      return take(">") && skipComments() && at == text.length();
    }

    private boolean attributes(Map<String, String> into) {
      while (true) {
        boolean apart = spaces();
        if (at == text.length() || text.charAt(at) == '/' || text.charAt(at) == '>') {
          return true;
        }
        String name = name();
        spaces();
        if (!apart || name.isEmpty() || into.size() == MOST_ATTRIBUTES || !take("=")) {
          return false;
        }
        spaces();
        Optional<String> value = value();
        // An attribute that stands there twice is an error of XML itself.
        if (value.isEmpty() || into.put(name, value.get()) != null) {
          return false;
        }
      }
    }

    private Optional<String> value() {
      char quote = at < text.length() ? text.charAt(at) : ' ';
      int close = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
      if (close < 0 || close - at - 1 > LONGEST_VALUE) {
        return Optional.empty();
      }
      String raw = text.substring(at + 1, close);
      at = close + 1;
      return raw.indexOf('<') >= 0 ? Optional.empty() : plain(raw);
    }

    /** The five entities of XML become what they stand for; there are no others. */
    private static Optional<String> plain(String raw) {
      if (raw.indexOf('&') < 0) {
        return Optional.of(raw);
      }
      String plain =
          raw.replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&quot;", "\"")
              .replace("&apos;", "'");
      boolean known = plain.replace("&amp;", "").indexOf('&') < 0;
      return known ? Optional.of(plain.replace("&amp;", "&")) : Optional.empty();
    }

    private String name() {
      int from = at;
      while (at < text.length() && isOfName(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private static boolean isOfName(char c) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '-'
          || c == '_'
          || c == '.'
          || c == ':';
    }

    private boolean spaces() {
      int from = at;
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at > from;
    }

    private boolean take(String expected) {
      boolean there = text.startsWith(expected, at);
      if (there) {
        at += expected.length();
      }
      return there;
    }

    private boolean skipTo(String end) {
      int found = text.indexOf(end, at);
      if (found >= 0) {
        at = found + end.length();
      }
      return found >= 0;
    }
  }
}
