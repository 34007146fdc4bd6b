package org.ringspan.activedirectory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a filter's text (RFC 4515, section 3) and says where it is wrong. */
final class FilterParser {
  private final String text;
  private int at;

  FilterParser(String text) {
    this.text = text;
  }

  DirectoryFilter filter() throws BadFilterException {
    if (text.length() > DirectoryFilter.MAX_LENGTH) {
      throw new BadFilterException("is longer than 16,384 characters", DirectoryFilter.MAX_LENGTH);
    }
    var filter = component(1);
    if (at < text.length()) {
      throw wrong("goes on after its end");
    }
    return filter;
  }

  private DirectoryFilter component(int depth) throws BadFilterException {
    if (depth > DirectoryFilter.MAX_DEPTH) {
      throw wrong("is nested deeper than " + DirectoryFilter.MAX_DEPTH);
    }
    expect('(');
    var filter =
        switch (peek()) {
          case '&' -> new DirectoryFilter.And(list(depth));
          case '|' -> new DirectoryFilter.Or(list(depth));
          case '!' -> {
            at++;
            yield new DirectoryFilter.Not(component(depth + 1));
          }
          default -> item();
        };
    expect(')');
    return filter;
  }

  private List<DirectoryFilter> list(int depth) throws BadFilterException {
    at++;
    var filters = new ArrayList<DirectoryFilter>();
    while (peek() == '(') {
      filters.add(component(depth + 1));
    }
    if (filters.isEmpty()) {
      throw wrong("has & or | with nothing behind it");
    }
    return filters;
  }

  private DirectoryFilter item() throws BadFilterException {
    var begin = at;
    while ("=<>~:()".indexOf(peek()) < 0) {
      at++;
    }
    var attribute = text.substring(begin, at);
    if (!AttributeNames.isDescription(attribute)) {
      throw new BadFilterException("has no attribute's name", begin);
    }
    return switch (peek()) {
      case '=' -> {
        at++;
        yield equality(attribute);
      }
      case '<' -> compare(attribute, DirectoryFilter.Comparison.AT_MOST);
      case '>' -> compare(attribute, DirectoryFilter.Comparison.AT_LEAST);
      case '~' -> compare(attribute, DirectoryFilter.Comparison.ABOUT);
      case ':' -> matches(attribute);
      default -> throw wrong("has an attribute that isn't compared");
    };
  }

  private DirectoryFilter compare(String attribute, DirectoryFilter.Comparison comparison)
      throws BadFilterException {
    at++;
    expect('=');
    return new DirectoryFilter.Compare(attribute, comparison, single());
  }

  private DirectoryFilter matches(String attribute) throws BadFilterException {
    at++;
    var begin = at;
    while (":()".indexOf(peek()) < 0) {
      at++;
    }
    var rule = text.substring(begin, at);
    if (rule.equalsIgnoreCase("dn")) {
      throw new BadFilterException("matches the parts of names, which AD doesn't", begin);
    }
    if (!AttributeNames.isDescription(rule)) {
      throw new BadFilterException("has no matching rule", begin);
    }
    expect(':');
    expect('=');
    return new DirectoryFilter.Matches(attribute, rule, single());
  }

  private DirectoryFilter equality(String attribute) throws BadFilterException {
    var begin = at;
    var pieces = new ArrayList<DirectoryValue>();
    pieces.add(piece());
    while (peek() == '*') {
      at++;
      pieces.add(piece());
    }
    if (pieces.size() == 1) {
      return new DirectoryFilter.Compare(
          attribute, DirectoryFilter.Comparison.EQUAL, pieces.getFirst());
    }
    if (pieces.size() == 2 && pieces.get(0).size() + pieces.get(1).size() == 0) {
      return new DirectoryFilter.Present(attribute);
    }
    try {
      return substrings(attribute, pieces);
    } catch (IllegalArgumentException wrong) {
      throw new BadFilterException("has an empty substring, or one that isn't text", begin);
    }
  }

  private static DirectoryFilter substrings(String attribute, List<DirectoryValue> pieces) {
    var texts = pieces.stream().map(DirectoryValue::text).toList();
    return new DirectoryFilter.Substrings(
        attribute,
        Optional.of(texts.getFirst()).filter(text -> !text.isEmpty()),
        texts.subList(1, texts.size() - 1),
        Optional.of(texts.getLast()).filter(text -> !text.isEmpty()));
  }

  private DirectoryValue single() throws BadFilterException {
    var value = piece();
    if (peek() == '*') {
      throw wrong("has * where it stands for nothing");
    }
    return value;
  }

  private DirectoryValue piece() throws BadFilterException {
    var octets = new ByteArrayOutputStream();
    while (true) {
      var c = peek();
      if (c == '*' || c == ')') {
        return DirectoryValue.of(octets.toByteArray());
      }
      if (c == '(' || c == '\0') {
        throw wrong("has a character in a value that must be escaped");
      }
      if (c == '\\') {
        octets.write(hex(at + 1) << 4 | hex(at + 2));
        at += 3;
      } else {
        var end = text.offsetByCodePoints(at, 1);
        octets.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
        at = end;
      }
    }
  }

  private int hex(int index) throws BadFilterException {
    var digit =
        index < text.length() && text.charAt(index) < 0x80
            ? Character.digit(text.charAt(index), 16)
            : -1;
    if (digit < 0) {
      throw wrong("has \\ without two hexadecimal digits");
    }
    return digit;
  }

  private char peek() throws BadFilterException {
    if (at >= text.length()) {
      throw wrong("ends too early");
    }
    return text.charAt(at);
  }

  private void expect(char c) throws BadFilterException {
    if (peek() != c) {
      throw wrong("has no " + c + " here");
    }
    at++;
  }

  private BadFilterException wrong(String what) {
    return new BadFilterException(what, at);
  }
}
