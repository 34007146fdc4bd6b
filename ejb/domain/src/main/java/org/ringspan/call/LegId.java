package org.ringspan.call;

/**
 * A party of a call: 0 is the caller, 1 and up are the lines of its plan in their order, and the
 * mailbox it may be forwarded to comes after the last.
 */
public record LegId(int number) {
  /** The party that called. */
  public static final LegId CALLER = new LegId(0);

  public LegId {
    if (number < 0) {
      throw new IllegalArgumentException("a leg's number is not negative");
    }
  }

  @Override
  public String toString() {
    return number == 0 ? "caller" : "leg " + number;
  }
}
