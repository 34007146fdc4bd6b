package org.ringspan.configuration.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.HuntTarget;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.trunk.RouteList;

/** Finds what refers to a thing, so that it can be said before the thing is removed. */
final class Uses {
  private final ConfigurationDocument document;
  private final String name;
  private final List<String> uses = new ArrayList<>();

  private Uses(ConfigurationDocument document, String name) {
    this.document = document;
    this.name = name;
  }

  /** What refers to a thing, in words; a thing's own parts don't count. */
  static List<String> of(ConfigurationDocument document, ResourceKind kind, String key) {
    Uses uses = new Uses(document, key);
    switch (kind) {
      case USER ->
          document
              .person(new UserId(key))
              .ifPresent(
                  person ->
                      person
                          .lines()
                          .forEach(line -> uses.line(line.number().digits(), Optional.of(person))));
      case LINE -> uses.line(key, Optional.empty());
      case DEVICE -> uses.device();
      case TRUNK -> uses.trunk();
      case ROUTE_GROUP -> uses.routeGroup();
      case ROUTE_LIST -> uses.routeTargets(new RouteTarget.ToRouteList(new RouteListName(key)));
      case DEVICE_POOL -> uses.devicePool();
      case PARTITION -> uses.partition();
      case SEARCH_SPACE -> uses.searchSpace();
      case ROUTE_PATTERN,
          TRANSLATION_PATTERN,
          TRANSFORMATION_PATTERN,
          APPLICATION_DIAL_RULE,
          DIAL_PLAN_SETTINGS,
          HUNT_GROUP,
          PARK_NUMBERS,
          VOICEMAIL,
          REACH -> {}
    }
    return List.copyOf(uses.uses);
  }

  private void line(String number, Optional<Person> but) {
    for (Person person : document.people()) {
      if (but.filter(person::equals).isPresent()) {
        continue;
      }
      person.devices().stream()
          .filter(device -> device.lines().stream().anyMatch(it -> it.digits().equals(number)))
          .forEach(device -> uses.add("device " + device.name()));
      person
          .user()
          .profile()
          .flatMap(RemoteDestinationProfile::lines)
          .filter(lines -> lines.stream().anyMatch(it -> it.digits().equals(number)))
          .ifPresent(lines -> uses.add("the profile of user " + person.id()));
    }
    for (HuntGroup group : document.huntGroups()) {
      boolean mailbox =
          group.then().orElse(null) instanceof HuntTarget.ToMailbox(var line)
              && line.digits().equals(number);
      if (mailbox || group.members().stream().anyMatch(it -> it.line().digits().equals(number))) {
        uses.add("hunt group " + group.name());
      }
    }
  }

  private void device() {
    for (Person person : document.people()) {
      person.user().remoteDestinations().stream()
          .filter(
              it ->
                  it.attachment() instanceof RemoteDestination.ToDevice(var device)
                      && device.value().equals(name))
          .forEach(it -> uses.add("destination " + it.number() + " of user " + person.id()));
    }
  }

  private void trunk() {
    document.trunks().groups().stream()
        .filter(group -> group.trunks().stream().anyMatch(it -> it.value().equals(name)))
        .forEach(group -> uses.add("route group " + group.name()));
    document
        .voicemail()
        .flatMap(Voicemail::outside)
        .filter(mailbox -> mailbox.trunk().value().equals(name))
        .ifPresent(mailbox -> uses.add("the voicemail"));
    routeTargets(new RouteTarget.ToTrunk(new TrunkName(name)));
  }

  private void routeTargets(RouteTarget target) {
    document.dialPlan().routePatterns().stream()
        .filter(route -> route.target().equals(target))
        .forEach(
            route -> uses.add("route pattern " + route.pattern() + " in " + route.partition()));
  }

  private void routeGroup() {
    document.trunks().lists().stream()
        .filter(
            list ->
                list.entries().stream()
                    .anyMatch(
                        entry ->
                            entry instanceof RouteList.Group(var group)
                                && group.value().equals(name)))
        .forEach(list -> uses.add("route list " + list.name()));
    document.trunks().pools().stream()
        .filter(pool -> isIt(pool.localRouteGroup()))
        .forEach(pool -> uses.add("device pool " + pool.name()));
  }

  private void devicePool() {
    document.trunks().inOrder().stream()
        .filter(trunk -> isIt(trunk.pool()))
        .forEach(trunk -> uses.add("trunk " + trunk.name()));
    for (Person person : document.people()) {
      person.devices().stream()
          .filter(device -> isIt(device.pool()))
          .forEach(device -> uses.add("device " + device.name()));
      profile(person, person.user().profile().flatMap(RemoteDestinationProfile::pool));
    }
  }

  private void partition() {
    DialPlanSettings plan = document.dialPlan();
    plan.searchSpaces().stream()
        .filter(
            space -> space.space().partitions().stream().anyMatch(it -> it.value().equals(name)))
        .forEach(space -> uses.add("search space " + space.name()));
    plan.routePatterns().stream()
        .filter(it -> it.partition().value().equals(name))
        .forEach(it -> uses.add("route pattern " + it.pattern()));
    plan.translationPatterns().stream()
        .filter(it -> it.partition().value().equals(name))
        .forEach(it -> uses.add("translation pattern " + it.pattern()));
    plan.transformationPatterns().stream()
        .filter(it -> it.partition().value().equals(name))
        .forEach(it -> uses.add("transformation pattern " + it.pattern()));
    if (plan.defaults().linePartition().value().equals(name)) {
      uses.add("the dial plan's settings");
    }
    document.huntGroups().stream()
        .filter(group -> isIt(group.partition()))
        .forEach(group -> uses.add("hunt group " + group.name()));
    document.parks().stream()
        .filter(range -> range.partition().filter(it -> it.value().equals(name)).isPresent())
        .forEach(range -> uses.add("park numbers " + range.name()));
    document.lines().stream()
        .filter(line -> isIt(line.place().partition()))
        .forEach(line -> uses.add("line " + line.number()));
  }

  private void searchSpace() {
    DialPlanSettings plan = document.dialPlan();
    plan.translationPatterns().stream()
        .filter(it -> isIt(it.space()))
        .forEach(it -> uses.add("translation pattern " + it.pattern()));
    if (isIt(plan.defaults().phones())
        || isIt(plan.defaults().trunks())
        || isIt(plan.defaults().rerouting())) {
      uses.add("the dial plan's settings");
    }
    document.trunks().inOrder().stream()
        .filter(
            trunk ->
                isIt(trunk.searchSpace())
                    || isIt(trunk.numbers().callingTransformations())
                    || isIt(trunk.numbers().calledTransformations()))
        .forEach(trunk -> uses.add("trunk " + trunk.name()));
    document.huntGroups().stream()
        .filter(group -> isIt(group.searchSpace()))
        .forEach(group -> uses.add("hunt group " + group.name()));
    document.parks().stream()
        .filter(range -> range.searchSpace().filter(it -> it.value().equals(name)).isPresent())
        .forEach(range -> uses.add("park numbers " + range.name()));
    for (Person person : document.people()) {
      person.lines().stream()
          .filter(line -> isIt(line.searchSpace()) || isIt(line.forwarding().searchSpace()))
          .forEach(line -> uses.add("line " + line.number()));
      person.devices().stream()
          .filter(device -> isIt(device.searchSpace()))
          .forEach(device -> uses.add("device " + device.name()));
      profile(person, person.user().profile().flatMap(RemoteDestinationProfile::searchSpace));
      profile(
          person, person.user().profile().flatMap(RemoteDestinationProfile::reroutingSearchSpace));
    }
  }

  private void profile(Person person, Optional<?> reference) {
    if (isIt(reference)) {
      uses.add("the profile of user " + person.id());
    }
  }

  private boolean isIt(Optional<?> reference) {
    return reference.filter(it -> it.toString().equals(name)).isPresent();
  }
}
