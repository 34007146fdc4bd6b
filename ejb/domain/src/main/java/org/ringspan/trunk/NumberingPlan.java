package org.ringspan.trunk;

import java.util.Optional;
import org.ringspan.address.E164Number;

/** What is known of the numbering plans of the world. It answers from memory, in microseconds. */
public interface NumberingPlan {
  /** Whether there is such a region. */
  boolean knows(Region region);

  /**
   * The number that somebody in {@code region} reaches by dialling {@code digits}.
   *
   * @return empty for short, service and impossible numbers
   */
  Optional<E164Number> globalised(String digits, Region region);

  /**
   * What somebody in {@code region} dials to reach {@code number}: the national form inside it, the
   * international form with the region's access code from it.
   */
  String dialledFrom(Region region, E164Number number);
}
