package org.ringspan.people;

import java.util.List;

/**
 * A page of what was looked for.
 *
 * @param total how many there are on all pages
 */
public record Found<T>(List<T> page, long total) {
  public Found {
    page = List.copyOf(page);
  }
}
