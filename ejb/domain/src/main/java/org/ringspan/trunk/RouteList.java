package org.ringspan.trunk;

import java.util.List;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.RouteListName;

/**
 * Route groups in the order they are tried.
 *
 * @param name how route patterns call it
 * @param entries at least one, none twice
 */
public record RouteList(RouteListName name, List<Entry> entries) {
  /** One step of a route list. */
  public sealed interface Entry {}

  /** The group of this name. */
  public record Group(RouteGroupName name) implements Entry {}

  /** The "Standard Local Route Group": the group of the caller's device pool. */
  public record LocalRouteGroup() implements Entry {}

  /**
   * @throws IllegalArgumentException when there is no entry or one twice
   */
  public RouteList {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a route list has at least one route group");
    }
    if (entries.stream().distinct().count() < entries.size()) {
      throw new IllegalArgumentException("a route list has a route group twice");
    }
  }
}
