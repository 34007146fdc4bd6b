package org.ringspan.cluster;

import java.util.OptionalLong;

/**
 * What a node knows of a lease of its own.
 *
 * @param term in which term it has it; empty: it doesn't
 * @param provenAt when the question left that the database answered with yes, in nanoseconds of the
 *     node's own clock; the beginning of the answer's way would be too late
 */
public record Tenure(OptionalLong term, long provenAt) {
  /** It never had it. */
  public static final Tenure NONE = new Tenure(OptionalLong.empty(), 0);

  /** It has it since the database said so. */
  public static Tenure of(long term, long provenAt) {
    return new Tenure(OptionalLong.of(term), provenAt);
  }

  /**
   * Whether it may act under it.
   *
   * @param now in nanoseconds of the same clock
   */
  public boolean holdsAt(long now, LeaseTimes times) {
    return term.isPresent() && now - provenAt < times.trusted().toNanos();
  }
}
