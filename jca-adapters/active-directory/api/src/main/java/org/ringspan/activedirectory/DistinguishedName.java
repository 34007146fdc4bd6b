package org.ringspan.activedirectory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A distinguished name (RFC 4514), taken apart and put together by its rules only: text of other
 * people's never becomes part of one unescaped.
 *
 * @param parts from the object up to the root; none is the root itself
 */
public record DistinguishedName(List<Part> parts) implements ObjectKey {
  /** Characters at most of a name that is read. */
  public static final int MAX_LENGTH = 8192;

  /** The root of a controller's tree, the place of its own description. */
  public static final DistinguishedName ROOT = new DistinguishedName(List.of());

  /**
   * One part of a name.
   *
   * @param attribute the naming attribute, CN or OU or DC
   * @param value unescaped, not empty
   */
  public record Part(String attribute, String value) {
    /**
     * A part.
     *
     * @throws IllegalArgumentException for a name that is no attribute's, or no value
     */
    public Part {
      if (!AttributeNames.isDescription(attribute)) {
        throw new IllegalArgumentException("not the name of an attribute in a name");
      }
      if (value.isEmpty()) {
        throw new IllegalArgumentException(attribute + " of a name is empty");
      }
    }

    /** As it is written in a name. */
    @Override
    public String toString() {
      return attribute + "=" + escape(value);
    }

    private Part folded() {
      return new Part(attribute.toUpperCase(Locale.ROOT), value.toLowerCase(Locale.ROOT));
    }
  }

  /** A name. */
  public DistinguishedName {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException when it isn't one: it is too long, names an object by several
   *     attributes at once, which AD doesn't, or writes a value in BER
   */
  public static DistinguishedName parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a name of " + text.length() + " characters");
    }
    return new DistinguishedName(new NameParser(text).parts());
  }

  /** An object below this one. */
  public DistinguishedName child(String attribute, String value) {
    var longer = new ArrayList<Part>(parts.size() + 1);
    longer.add(new Part(attribute, value));
    longer.addAll(parts);
    return new DistinguishedName(longer);
  }

  /**
   * What it is in.
   *
   * @throws IllegalStateException for the root
   */
  public DistinguishedName parent() {
    return new DistinguishedName(parts.subList(first() == null ? 0 : 1, parts.size()));
  }

  /**
   * Its own part.
   *
   * @throws IllegalStateException for the root
   */
  public Part first() {
    if (parts.isEmpty()) {
      throw new IllegalStateException("the root has no name");
    }
    return parts.getFirst();
  }

  /** Whether it is that object or below it. */
  public boolean isIn(DistinguishedName other) {
    var from = parts.size() - other.parts.size();
    return from >= 0 && new DistinguishedName(parts.subList(from, parts.size())).sameAs(other);
  }

  /** Whether the directory takes both for the same: the case of letters doesn't matter. */
  public boolean sameAs(DistinguishedName other) {
    return folded().equals(other.folded());
  }

  private List<Part> folded() {
    return parts.stream().map(Part::folded).toList();
  }

  @Override
  public String toString() {
    return String.join(",", parts.stream().map(Part::toString).toList());
  }

  private static String escape(String value) {
    var out = new StringBuilder(value.length() + 8);
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      // rfc4514#section-2.4: "a space (' ' U+0020) or number sign ('#' U+0023) occurring at the
      // beginning of the string", "a space (' ' U+0020) character occurring at the end of the
      // string"
      var edge = c == ' ' && (i == 0 || i == value.length() - 1) || c == '#' && i == 0;
      if (c < ' ' || c == 0x7f) {
        out.append('\\').append(String.format(Locale.ROOT, "%02X", (int) c));
      } else if (edge || "\"+,;<>\\=".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
