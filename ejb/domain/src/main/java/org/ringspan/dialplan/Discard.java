package org.ringspan.dialplan;

/** Which symbols of a matched number are discarded first. */
public enum Discard {
  NONE,
  /** What stands before the pattern's dot. */
  PRE_DOT,
  /** A hash at the end. */
  TRAILING_HASH,
  PRE_DOT_TRAILING_HASH;

  boolean preDot() {
    return this == PRE_DOT || this == PRE_DOT_TRAILING_HASH;
  }

  boolean trailingHash() {
    return this == TRAILING_HASH || this == PRE_DOT_TRAILING_HASH;
  }
}
