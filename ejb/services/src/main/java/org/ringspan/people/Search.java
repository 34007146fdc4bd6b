package org.ringspan.people;

import java.util.Optional;

/**
 * What is looked for, in which order, and which part of it is wanted.
 *
 * @param sortBy empty: in the order in which they were made
 * @param offset how many are left out, 0 or more
 * @param most how many at most, 0 to {@link #MOST}
 */
public record Search<F extends Enum<F>>(
    Optional<Filter<F>> filter, Optional<F> sortBy, boolean descending, long offset, int most) {
  /** The largest page. */
  public static final int MOST = 200;

  /**
   * @throws SearchRefused when the filter has too many tests
   * @throws IllegalArgumentException when the page isn't one
   */
  public Search {
    if (filter.isPresent() && filter.get().tests() > Filter.MOST_TESTS) {
      throw new SearchRefused("a filter has at most " + Filter.MOST_TESTS + " tests");
    }
    if (offset < 0 || most < 0 || most > MOST) {
      throw new IllegalArgumentException("a page has 0-" + MOST + " entries");
    }
  }
}
