package org.ringspan.console.operations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.console.session.Viewer;
import org.ringspan.console.things.Addresses;

/** The pages of what findings are about. */
@RequestScoped
public class FindingPlaces {
  private static final List<ResourceKind> NAMED =
      List.of(
          ResourceKind.USER,
          ResourceKind.LINE,
          ResourceKind.DEVICE,
          ResourceKind.TRUNK,
          ResourceKind.ROUTE_GROUP,
          ResourceKind.ROUTE_LIST,
          ResourceKind.HUNT_GROUP,
          ResourceKind.PARK_NUMBERS,
          ResourceKind.DEVICE_POOL,
          ResourceKind.PARTITION,
          ResourceKind.SEARCH_SPACE);

  private static final String PART = ", ";

  @Inject private ConfigurationReading reading;
  @Inject private Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public FindingPlaces() {}

  /** The page where it is mended; empty when there is no such thing. */
  public String of(Finding finding) {
    for (ResourceKind kind : NAMED) {
      String prefix = kind.singular() + " ";
      if (finding.where().startsWith(prefix)) {
        String rest = finding.where().substring(prefix.length());
        for (String key : List.of(rest, whole(rest))) {
          if (reading.read(kind, key).isPresent()) {
            return kind == ResourceKind.USER
                ? Addresses.user(key)
                : Addresses.thing(kind, key, viewer.isAdministrator());
          }
        }
      }
    }
    return "";
  }

  /** The thing of which something is a part: a finding may be about a user's destination. */
  private static String whole(String part) {
    int end = part.indexOf(PART);
    return end < 0 ? part : part.substring(0, end);
  }

  /** Whether a finding is about this thing or a part of it. */
  public static boolean isAbout(Finding finding, ResourceKind kind, String key) {
    String thing = kind.singular() + " " + key;
    return finding.where().equals(thing) || finding.where().startsWith(thing + PART);
  }
}
