package org.ringspan.configuration.boundary;

import java.util.Optional;

/**
 * Which things are asked for.
 *
 * @param text only those in whose key or name it occurs, whatever the case
 * @param after only those with larger keys: where the last page ended
 * @param most how many, 1 to {@link #MOST}
 */
public record ResourceQuestion(Optional<String> text, Optional<String> after, int most) {
  /** The largest page. */
  public static final int MOST = 200;

  /** The first page, of everything. */
  public static final ResourceQuestion ALL =
      new ResourceQuestion(Optional.empty(), Optional.empty(), MOST);

  /**
   * @throws IllegalArgumentException when the page is too small or too large
   */
  public ResourceQuestion {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("a page has 1-" + MOST + " entries");
    }
  }
}
