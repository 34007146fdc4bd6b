package org.ringspan.audit;

import java.util.Optional;

/**
 * Which entries are asked for, the newest first.
 *
 * @param below only entries with smaller ids: where the last page ended
 * @param most how many, 1 to {@link #MOST}
 */
public record AuditQuestion(
    Optional<String> actor,
    Optional<String> kind,
    Optional<String> name,
    Optional<Long> below,
    int most) {
  /** The largest page. */
  public static final int MOST = 200;

  /**
   * @throws IllegalArgumentException when the page is too small or too large
   */
  public AuditQuestion {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("a page has 1-" + MOST + " entries");
    }
  }
}
