package org.ringspan.trunk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;

/** What an administrator should look at in the trunks: nothing here is wrong enough to refuse. */
public final class TrunkFindings {
  private TrunkFindings() {}

  /** One thing to look at. */
  public sealed interface Finding {
    /** A trunk that no route group holds, while there are route lists. */
    record InNoGroup(TrunkName trunk) implements Finding {}

    /** A route list on which no trunk is supervised: single number reach is refused on it. */
    record NoSupervision(RouteListName list) implements Finding {}

    /** A route list on which some trunk isn't supervised: single number reach passes it over. */
    record SomeWithoutSupervision(RouteListName list, TrunkName trunk) implements Finding {}

    /** A trunk that delivers no digits: features that need them are refused on it. */
    record NoDigits(TrunkName trunk) implements Finding {}

    /** A device pool without a local route group, while a route list begins with the local one. */
    record NoLocalRouteGroup(DevicePoolName pool, RouteListName list) implements Finding {}

    /** A route list of the local route group alone: a call from no device pool has no way. */
    record OnlyLocal(RouteListName list) implements Finding {}

    /**
     * Two trunks at one address, told by port and not: a call from another port is taken for the
     * second's.
     */
    record SharedAddress(TrunkName byPort, TrunkName byAddress) implements Finding {}

    /** Only our numbers may be shown there, and there is no main number for calls without one. */
    record NoMainNumber(TrunkName trunk) implements Finding {}

    /** A trunk that isn't probed: that it is down shows only in calls that fail. */
    record NotProbed(TrunkName trunk) implements Finding {}
  }

  /** Everything that is found, in the order of the configuration. */
  public static List<Finding> in(Trunks trunks) {
    List<Finding> findings = new ArrayList<>();
    Set<TrunkName> grouped = new HashSet<>();
    trunks.groups().forEach(group -> grouped.addAll(group.trunks()));
    for (Trunk trunk : trunks.inOrder()) {
      ofTrunk(trunk, findings);
      if (!trunks.lists().isEmpty() && !grouped.contains(trunk.name())) {
        findings.add(new Finding.InNoGroup(trunk.name()));
      }
      sharing(trunk, trunks, findings);
    }
    trunks.lists().forEach(list -> ofList(list, trunks, findings));
    return List.copyOf(findings);
  }

  private static void ofTrunk(Trunk trunk, List<Finding> findings) {
    if (!trunk.digits().delivered()) {
      findings.add(new Finding.NoDigits(trunk.name()));
    }
    if (trunk.identity().caller() == CallerPolicy.OWN_ONLY
        && trunk.identity().mainNumber().isEmpty()) {
      findings.add(new Finding.NoMainNumber(trunk.name()));
    }
    if (!trunk.probed()) {
      findings.add(new Finding.NotProbed(trunk.name()));
    }
  }

  private static void sharing(Trunk trunk, Trunks trunks, List<Finding> findings) {
    if (!(trunk.acceptance() instanceof Acceptance.ByAddress(boolean port)) || !port) {
      return;
    }
    for (Peer peer : trunk.fixedPeers()) {
      trunks
          .trunkAt(peer.address().value(), 0)
          .ifPresent(other -> findings.add(new Finding.SharedAddress(trunk.name(), other.name())));
    }
  }

  private static void ofList(RouteList list, Trunks trunks, List<Finding> findings) {
    Set<TrunkName> reached = new HashSet<>();
    boolean local = false;
    boolean named = false;
    for (RouteList.Entry entry : list.entries()) {
      switch (entry) {
        case RouteList.Group(RouteGroupName name) -> {
          named = true;
          trunks.group(name).ifPresent(group -> reached.addAll(group.trunks()));
        }
        case RouteList.LocalRouteGroup() -> local = true;
      }
    }
    if (local) {
      if (!named) {
        findings.add(new Finding.OnlyLocal(list.name()));
      }
      for (DevicePool pool : trunks.pools()) {
        pool.localRouteGroup()
            .flatMap(trunks::group)
            .ifPresentOrElse(
                group -> reached.addAll(group.trunks()),
                () -> findings.add(new Finding.NoLocalRouteGroup(pool.name(), list.name())));
      }
    }
    supervision(list, reached, trunks, findings);
  }

  private static void supervision(
      RouteList list, Set<TrunkName> reached, Trunks trunks, List<Finding> findings) {
    List<TrunkName> unsupervised =
        trunks.inOrder().stream()
            .filter(trunk -> reached.contains(trunk.name()) && !trunk.supervision())
            .map(Trunk::name)
            .toList();
    if (unsupervised.size() == reached.size()) {
      findings.add(new Finding.NoSupervision(list.name()));
    } else {
      unsupervised.forEach(
          trunk -> findings.add(new Finding.SomeWithoutSupervision(list.name(), trunk)));
    }
  }
}
