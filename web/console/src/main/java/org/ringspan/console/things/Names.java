package org.ringspan.console.things;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourceQuestion;
import org.ringspan.console.session.Viewer;

/** The names of other things that forms offer while somebody types. */
@Named
@RequestScoped
public class Names {
  private static final List<ResourceKind> OFFERED =
      List.of(
          ResourceKind.PARTITION,
          ResourceKind.SEARCH_SPACE,
          ResourceKind.TRUNK,
          ResourceKind.DEVICE_POOL,
          ResourceKind.ROUTE_LIST,
          ResourceKind.ROUTE_GROUP);

  @Inject private ConfigurationReading reading;
  @Inject private Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public Names() {}

  /** Names that are offered together. */
  public record Offered(String id, List<String> values) {
    public String getId() {
      return id;
    }

    public List<String> getValues() {
      return values;
    }
  }

  /** The list that belongs to a field; empty: none. */
  public String listFor(String field) {
    return switch (field) {
      case "partition", "linePartition" -> "names-partitions";
      case "searchSpace", "reroutingSearchSpace", "phoneSearchSpace", "trunkSearchSpace" ->
          "names-search-spaces";
      case "trunk" -> "names-trunks";
      case "devicePool" -> "names-device-pools";
      case "routeList" -> "names-route-lists";
      case "localRouteGroup" -> "names-route-groups";
      case "timeZone" -> "names-zones";
      default -> "";
    };
  }

  /** All lists. */
  public List<Offered> getLists() {
    List<Offered> lists = new ArrayList<>();
    // Users see their own things only.
    for (ResourceKind kind : viewer.isSupport() ? OFFERED : List.<ResourceKind>of()) {
      lists.add(
          new Offered(
              "names-" + kind.plural(),
              reading.list(kind, ResourceQuestion.ALL).resources().stream()
                  .map(Resource::key)
                  .toList()));
    }
    lists.add(
        new Offered(
            "names-zones",
            ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/"))
                .sorted()
                .toList()));
    return lists;
  }
}
