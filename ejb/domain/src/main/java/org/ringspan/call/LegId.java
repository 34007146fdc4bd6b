package org.ringspan.call;

/**
 * A party of a call: 0 is the caller, 1 and up are the lines of its plan in their order, and the
 * lines of what it is forwarded to come after the last.
 *
 * @param attempt which of the routes to the party this is, from 0: each is a dialog of its own, and
 *     one that was given up may still answer
 */
public record LegId(int number, int attempt) {
  /** The party that called. */
  public static final LegId CALLER = new LegId(0);

  public LegId {
    if (number < 0 || attempt < 0) {
      throw new IllegalArgumentException("a leg's numbers are not negative");
    }
  }

  /** The first attempt to reach a party, and mostly the only one. */
  public LegId(int number) {
    this(number, 0);
  }

  /** The same party by its first route. */
  LegId first() {
    return attempt == 0 ? this : new LegId(number);
  }

  /** The same party by its next route. */
  LegId next() {
    return new LegId(number, attempt + 1);
  }

  @Override
  public String toString() {
    String name = number == 0 ? "caller" : "leg " + number;
    return attempt == 0 ? name : name + " by route " + (attempt + 1);
  }
}
