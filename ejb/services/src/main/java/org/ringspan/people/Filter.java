package org.ringspan.people;

import java.time.Instant;
import java.util.Optional;

/**
 * Which people or groups are looked for (RFC 7644 section 3.4.2.2).
 *
 * @param <F> what may be asked for
 */
public sealed interface Filter<F extends Enum<F>> {
  /** The most tests in one filter. */
  int MOST_TESTS = 50;

  /** Both hold. */
  record And<F extends Enum<F>>(Filter<F> left, Filter<F> right) implements Filter<F> {}

  /** One of them holds, or both. */
  record Or<F extends Enum<F>>(Filter<F> left, Filter<F> right) implements Filter<F> {}

  /** It doesn't hold. */
  record Not<F extends Enum<F>>(Filter<F> of) implements Filter<F> {}

  /**
   * One test. Something that isn't there is different from every value.
   *
   * @param value to compare with; empty: with nothing, as {@code eq null} does
   */
  record Test<F extends Enum<F>>(F field, Operator operator, Optional<Value> value)
      implements Filter<F> {}

  /** How something is compared. */
  enum Operator {
    EQ,
    NE,
    CO,
    SW,
    EW,
    PR,
    GT,
    GE,
    LT,
    LE
  }

  /** What something is compared with. */
  sealed interface Value {
    /** A text. */
    record Text(String text) implements Value {}

    /** Yes or no. */
    record Flag(boolean yes) implements Value {}

    /** A moment. */
    record Moment(Instant at) implements Value {}
  }

  /** How many tests there are in it. */
  default int tests() {
    return switch (this) {
      case And<F>(var left, var right) -> left.tests() + right.tests();
      case Or<F>(var left, var right) -> left.tests() + right.tests();
      case Not<F>(var of) -> of.tests();
      case Test<F> unused -> 1;
    };
  }
}
