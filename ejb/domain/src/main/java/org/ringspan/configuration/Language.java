package org.ringspan.configuration;

/** A language in which the server speaks to who is at a telephone. */
public enum Language {
  ENGLISH("en"),
  GERMAN("de"),
  FRENCH("fr"),
  SPANISH("es");

  /** What is spoken when nothing is said about it, and where a recording of another is missing. */
  public static final Language USUAL = ENGLISH;

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** As it is written (BCP 47). */
  public String tag() {
    return tag;
  }

  /**
   * The one that is written so.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Language named(String tag) {
    for (Language one : values()) {
      if (one.tag.equals(tag)) {
        return one;
      }
    }
    throw new IllegalArgumentException("must be en, de, fr or es");
  }
}
