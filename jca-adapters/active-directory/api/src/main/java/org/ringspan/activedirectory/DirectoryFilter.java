package org.ringspan.activedirectory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A search filter (RFC 4515) as a tree. It is made of parts, which takes any characters for what
 * they are, or read from text that an administrator wrote, which is checked whole before anything
 * is sent.
 */
public sealed interface DirectoryFilter {
  /** Deepest nesting of a filter that is read. */
  int MAX_DEPTH = 32;

  /** Characters at most of a filter that is read. */
  int MAX_LENGTH = 16_384;

  /** AD's rule "all of these bits are set". */
  String BIT_AND = "1.2.840.113556.1.4.803";

  /** AD's rule "at least one of these bits is set". */
  String BIT_OR = "1.2.840.113556.1.4.804";

  /** AD's rule that follows a chain of names, such as members of groups in groups. */
  String IN_CHAIN = "1.2.840.113556.1.4.1941";

  /** All of them. */
  record And(List<DirectoryFilter> filters) implements DirectoryFilter {
    /** All of them. */
    public And {
      filters = List.copyOf(filters);
    }
  }

  /** One of them at least. */
  record Or(List<DirectoryFilter> filters) implements DirectoryFilter {
    /** One of them at least. */
    public Or {
      filters = List.copyOf(filters);
    }
  }

  /** The contrary. */
  record Not(DirectoryFilter filter) implements DirectoryFilter {}

  /** The attribute has a value. */
  record Present(String attribute) implements DirectoryFilter {
    /** The attribute has a value. */
    public Present {
      checked(attribute);
    }
  }

  /** The attribute compares so with the value. */
  record Compare(String attribute, Comparison comparison, DirectoryValue value)
      implements DirectoryFilter {
    /** The attribute compares so with the value. */
    public Compare {
      checked(attribute);
    }
  }

  /** The attribute's value begins, goes on and ends so. */
  record Substrings(
      String attribute, Optional<String> begin, List<String> middle, Optional<String> end)
      implements DirectoryFilter {
    /** The attribute's value begins, goes on and ends so. */
    public Substrings {
      checked(attribute);
      middle = List.copyOf(middle);
      if (begin.isEmpty() && middle.isEmpty() && end.isEmpty()
          || middle.contains("")
          || begin.filter(String::isEmpty).isPresent()
          || end.filter(String::isEmpty).isPresent()) {
        throw new IllegalArgumentException("a substring is empty");
      }
    }
  }

  /** A rule of the server's own says that the attribute matches. */
  record Matches(String attribute, String rule, DirectoryValue value) implements DirectoryFilter {
    /** A rule of the server's own says that the attribute matches. */
    public Matches {
      checked(attribute);
      if (!AttributeNames.isDescription(rule)) {
        throw new IllegalArgumentException("not a matching rule");
      }
    }
  }

  /** How an attribute is compared. */
  enum Comparison {
    /** The same. */
    EQUAL("="),
    /** The same or more. */
    AT_LEAST(">="),
    /** The same or less. */
    AT_MOST("<="),
    /** About the same; AD takes it for the same. */
    ABOUT("~=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }
  }

  /**
   * Reads a filter.
   *
   * @throws BadFilterException when it isn't one; says where and why
   */
  static DirectoryFilter parse(String text) throws BadFilterException {
    return new FilterParser(text).filter();
  }

  /** The attribute is this text. */
  static DirectoryFilter equal(String attribute, String value) {
    return new Compare(attribute, Comparison.EQUAL, DirectoryValue.of(value));
  }

  /** The attribute is this value. */
  static DirectoryFilter equal(String attribute, DirectoryValue value) {
    return new Compare(attribute, Comparison.EQUAL, value);
  }

  /** The attribute begins with this text. */
  static DirectoryFilter beginsWith(String attribute, String text) {
    return new Substrings(attribute, Optional.of(text), List.of(), Optional.empty());
  }

  /** The attribute contains this text. */
  static DirectoryFilter contains(String attribute, String text) {
    return new Substrings(attribute, Optional.empty(), List.of(text), Optional.empty());
  }

  /** The attribute has a value. */
  static DirectoryFilter present(String attribute) {
    return new Present(attribute);
  }

  /** All of them. */
  static DirectoryFilter and(DirectoryFilter... filters) {
    return new And(List.of(filters));
  }

  /** One of them at least. */
  static DirectoryFilter or(DirectoryFilter... filters) {
    return new Or(List.of(filters));
  }

  /** The contrary. */
  static DirectoryFilter not(DirectoryFilter filter) {
    return new Not(filter);
  }

  /** All of these bits are set. */
  static DirectoryFilter bitsSet(String attribute, int bits) {
    return new Matches(attribute, BIT_AND, DirectoryValue.of(Integer.toUnsignedLong(bits)));
  }

  /** The object is a member of the group, directly or by groups in it. */
  static DirectoryFilter memberOf(DistinguishedName group) {
    return new Matches("memberOf", IN_CHAIN, DirectoryValue.of(group));
  }

  /** The filter as text, escaped (RFC 4515, section 3). */
  default String text() {
    return switch (this) {
      case And(var filters) -> "(&" + joined(filters) + ")";
      case Or(var filters) -> "(|" + joined(filters) + ")";
      case Not(var filter) -> "(!" + filter.text() + ")";
      case Present(var attribute) -> "(" + attribute + "=*)";
      case Compare(var attribute, var comparison, var value) ->
          "(" + attribute + comparison.sign() + escaped(value) + ")";
      case Matches(var attribute, var rule, var value) ->
          "(" + attribute + ":" + rule + ":=" + escaped(value) + ")";
      case Substrings(var attribute, var begin, var middle, var end) -> {
        var pieces = new ArrayList<String>();
        pieces.add(begin.map(DirectoryFilter::escaped).orElse(""));
        middle.forEach(piece -> pieces.add(escaped(piece)));
        pieces.add(end.map(DirectoryFilter::escaped).orElse(""));
        yield "(" + attribute + "=" + String.join("*", pieces) + ")";
      }
    };
  }

  private static String joined(List<DirectoryFilter> filters) {
    return String.join("", filters.stream().map(DirectoryFilter::text).toList());
  }

  private static String escaped(String text) {
    return escaped(DirectoryValue.of(text));
  }

  private static String escaped(DirectoryValue value) {
    var out = new StringBuilder();
    for (var octet : value.octets()) {
      // rfc4515#section-3: "the characters NUL, LPAREN, RPAREN, ASTERISK, ESC" must be escaped; so
      // is whatever isn't printable ASCII here.
      if (octet < 0x20 || octet == 0x7f || "()*\\".indexOf(octet) >= 0) {
        out.append('\\').append(String.format(Locale.ROOT, "%02x", octet & 0xff));
      } else {
        out.append((char) octet);
      }
    }
    return out.toString();
  }

  private static void checked(String attribute) {
    if (!AttributeNames.isDescription(attribute)) {
      throw new IllegalArgumentException("not the name of an attribute in a filter");
    }
  }
}
