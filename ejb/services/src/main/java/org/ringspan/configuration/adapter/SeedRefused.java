package org.ringspan.configuration.adapter;

/** A document is at fault; the message names the field in one line. */
final class SeedRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String why;

  SeedRefused(Place place, String why) {
    super("seed document: " + (place.path().isEmpty() ? "" : place.path() + ": ") + why);
    this.pointer = place.pointer();
    this.why = why;
  }

  /** Where the fault is (RFC 6901). */
  String pointer() {
    return pointer;
  }

  /** What it is. */
  String why() {
    return why;
  }
}
