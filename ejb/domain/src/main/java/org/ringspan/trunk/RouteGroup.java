package org.ringspan.trunk;

import java.util.List;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.TrunkName;

/**
 * Trunks that lead to the same place.
 *
 * @param name how route lists call it
 * @param trunks at least one, none twice
 * @param distribution in which order calls try them
 */
public record RouteGroup(RouteGroupName name, List<TrunkName> trunks, Distribution distribution) {
  /** In which order the trunks of a group are tried. */
  public enum Distribution {
    /** As they are configured. */
    TOP_DOWN,
    /** Each call begins with the one after that of the call before. */
    CIRCULAR
  }

  /**
   * @throws IllegalArgumentException when there is no trunk or one twice
   */
  public RouteGroup {
    trunks = List.copyOf(trunks);
    if (trunks.isEmpty()) {
      throw new IllegalArgumentException("a route group has at least one trunk");
    }
    if (trunks.stream().distinct().count() < trunks.size()) {
      throw new IllegalArgumentException("a route group has a trunk twice");
    }
  }
}
