package org.ringspan.dialplan;

import java.util.List;

/**
 * What a dialled number means, and how that was found.
 *
 * @param steps in their order
 */
public record Explanation(String dialled, Resolution resolution, List<Step> steps) {
  public Explanation {
    steps = List.copyOf(steps);
  }
}
