package org.ringspan.launcher;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the seed document (RFC 8259): objects as maps in their order, arrays as lists, numbers as
 * {@link BigDecimal}. The launcher has no dependencies, hence its own reader; the server's checks
 * the document's meaning.
 */
final class Json {
  private final String text;
  private int position;

  private Json(String text) {
    this.text = text;
  }

  /**
   * Reads a document that is an object.
   *
   * @throws LaunchFailure when it isn't well-formed, with the position
   */
  static Map<String, Object> object(String text) {
    var json = new Json(text);
    var value = json.readObject();
    json.skipSpace();
    if (json.position < text.length()) {
      throw json.malformed("the end");
    }
    return value;
  }

  private Object readValue() {
    skipSpace();
    return switch (peek()) {
      case '{' -> readObject();
      case '[' -> readArray();
      case '"' -> readString();
      case 't' -> readWord("true", true);
      case 'f' -> readWord("false", false);
      case 'n' -> readWord("null", Map.of());
      default -> readNumber();
    };
  }

  private Map<String, Object> readObject() {
    var members = new LinkedHashMap<String, Object>();
    expect('{');
    if (!accept('}')) {
      do {
        skipSpace();
        var name = readString();
        expect(':');
        members.put(name, readValue());
      } while (accept(','));
      expect('}');
    }
    return members;
  }

  private List<Object> readArray() {
    var elements = new ArrayList<Object>();
    expect('[');
    if (!accept(']')) {
      do {
        elements.add(readValue());
      } while (accept(','));
      expect(']');
    }
    return elements;
  }

  private String readString() {
    var value = new StringBuilder();
    if (peek() != '"') {
      throw malformed("a text in quotation marks");
    }
    position++;
    for (char c = next(); c != '"'; c = next()) {
      value.append(c == '\\' ? readEscape() : c);
    }
    return value.toString();
  }

  private char readEscape() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> readUnicode();
      default -> throw malformed("an escape");
    };
  }

  private char readUnicode() {
    try {
      char c = (char) Integer.parseInt(text.substring(position, position + 4), 16);
      position += 4;
      return c;
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw malformed("four hexadecimal digits");
    }
  }

  private Object readWord(String word, Object value) {
    if (!text.startsWith(word, position)) {
      throw malformed(word);
    }
    position += word.length();
    return value;
  }

  private BigDecimal readNumber() {
    int start = position;
    while (position < text.length() && "+-.eE0123456789".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    try {
      return new BigDecimal(text.substring(start, position));
    } catch (NumberFormatException e) {
      throw malformed("a value");
    }
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw malformed("'" + c + "'");
    }
  }

  private boolean accept(char c) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private char peek() {
    if (position >= text.length()) {
      throw malformed("more");
    }
    return text.charAt(position);
  }

  private char next() {
    char c = peek();
    position++;
    return c;
  }

  private LaunchFailure malformed(String expected) {
    return new LaunchFailure(
        "The seed document isn't JSON: at character %d there should be %s"
            .formatted(position, expected));
  }
}
