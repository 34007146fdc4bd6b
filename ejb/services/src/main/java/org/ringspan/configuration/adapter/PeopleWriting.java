package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.toSet;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.identity.adapter.SeedSecrets;

/**
 * Makes the tables of users, lines, devices and destinations say what a checked document says. Only
 * rows of what has changed are touched. A line keeps its row by its number and a device by its
 * name, also when they go to another user.
 */
final class PeopleWriting {
  private final EntityManager tables;
  private final Rows rows;
  private final long organisation;
  private final SeedSecrets secrets;
  private final DialPlanWriting.Ids dialPlan;
  private final Map<String, Long> pools;

  PeopleWriting(
      EntityManager tables,
      long organisation,
      SeedSecrets secrets,
      DialPlanWriting.Ids dialPlan,
      Map<String, Long> pools) {
    this.tables = tables;
    this.rows = new Rows(tables);
    this.organisation = organisation;
    this.secrets = secrets;
    this.dialPlan = dialPlan;
    this.pools = pools;
  }

  /** Something of a user, with its place among the user's. */
  private record Placed<T>(String owner, int position, T it) {}

  /**
   * @param before what the tables say
   */
  void write(List<Person> before, List<Person> after) {
    Map<String, Person> oldPeople = index(before.stream(), person -> person.id().value());
    Map<String, Person> people = index(after.stream(), person -> person.id().value());
    Map<String, Placed<Line>> oldLines = lines(before);
    Map<String, Placed<Line>> lines = lines(after);
    Map<String, Placed<Device>> oldDevices = devices(before);
    Map<String, Placed<Device>> devices = devices(after);

    freeDids(oldLines, lines);
    putUsers(changed(oldPeople, people));
    putLines(changed(oldLines, lines));
    putDevices(
        devices.values().stream()
            .filter(
                device ->
                    !device.equals(oldDevices.get(device.it().name().value()))
                        || secrets.knows(device.it().name()))
            .toList());
    List<Person> otherReach =
        changed(oldPeople, people).stream()
            .filter(
                person -> {
                  Person old = oldPeople.get(person.id().value());
                  return old == null || !old.user().equals(person.user());
                })
            .toList();
    Set<String> gone = gone(oldPeople, people);
    removeReach(
        Stream.concat(otherReach.stream().map(person -> person.id().value()), gone.stream())
            .filter(oldPeople::containsKey)
            .toList());
    putReach(otherReach);
    rows.execute("delete from DeviceEntity d where d.name in :keys", gone(oldDevices, devices));
    rows.execute("delete from LineEntity l where l.number in :keys", gone(oldLines, lines));
    rows.execute("delete from UserEntity u where u.login in :keys", gone);
  }

  /** A public number may go from one line to another: it is free before it is taken. */
  private void freeDids(Map<String, Placed<Line>> old, Map<String, Placed<Line>> lines) {
    List<String> freed =
        old.entrySet().stream()
            .filter(line -> line.getValue().it().did().isPresent())
            .filter(
                line -> {
                  Placed<Line> now = lines.get(line.getKey());
                  return now == null || !now.it().did().equals(line.getValue().it().did());
                })
            .map(Map.Entry::getKey)
            .toList();
    rows.execute("update LineEntity l set l.did = null where l.number in :keys", freed);
  }

  private void putUsers(List<Person> people) {
    List<String> logins = people.stream().map(person -> person.id().value()).toList();
    rows.put(
        people,
        person -> person.id().value(),
        Rows.byKey(rows.some(UserEntity.class, "login", logins), row -> row.login),
        UserEntity::new,
        (row, position, person) -> {
          row.set(organisation, person);
          secrets.passwordHash(person.id()).ifPresent(row::password);
        });
    tables.flush();
  }

  private void putLines(List<Placed<Line>> lines) {
    Map<String, Long> users = owners(lines);
    rows.put(
        lines,
        line -> line.it().number().digits(),
        Rows.byKey(
            rows.some(
                LineEntity.class,
                "number",
                lines.stream().map(line -> line.it().number().digits()).toList()),
            row -> row.number),
        LineEntity::new,
        (row, unused, line) ->
            row.set(
                organisation, Rows.id(users, line.owner()), line.position(), line.it(), dialPlan));
    tables.flush();
  }

  private void putDevices(List<Placed<Device>> devices) {
    Map<String, Long> users = owners(devices);
    Map<String, DeviceEntity> all =
        Rows.byKey(
            rows.some(
                DeviceEntity.class,
                "name",
                devices.stream().map(device -> device.it().name().value()).toList()),
            row -> row.name);
    rows.put(
        devices,
        device -> device.it().name().value(),
        all,
        DeviceEntity::new,
        (row, unused, device) -> {
          row.set(
              organisation,
              Rows.id(users, device.owner()),
              device.position(),
              device.it(),
              device.it().pool().map(name -> Rows.id(pools, name.value())).orElse(null),
              dialPlan.space(device.it().searchSpace()));
          secrets.deviceHashes(device.it().name()).ifPresent(row::password);
        });
    putCarried(devices, all);
  }

  /** Emptied first: a device may not carry a line twice, not even while two change places. */
  private void putCarried(List<Placed<Device>> devices, Map<String, DeviceEntity> all) {
    Map<String, Long> lines =
        rows.ids(
            LineEntity.class,
            "number",
            devices.stream()
                .flatMap(device -> device.it().lines().stream())
                .map(Object::toString)
                .collect(toSet()));
    Map<DeviceEntity, List<Long>> changed = new LinkedHashMap<>();
    for (Placed<Device> device : devices) {
      DeviceEntity row = all.get(device.it().name().value());
      List<Long> wanted =
          device.it().lines().stream().map(line -> Rows.id(lines, line.digits())).toList();
      if (row != null && !row.lineIds.equals(wanted)) {
        row.lineIds.clear();
        changed.put(row, wanted);
      }
    }
    tables.flush();
    changed.forEach((row, wanted) -> row.lineIds.addAll(wanted));
    tables.flush();
  }

  private void removeReach(Collection<String> logins) {
    Collection<Long> users = rows.ids(UserEntity.class, "login", logins).values();
    rows.execute("delete from RemoteDestinationEntity r where r.userId in :keys", users);
    rows.execute("delete from ReachProfileEntity p where p.userId in :keys", users);
  }

  private void putReach(List<Person> people) {
    Map<String, Long> users =
        rows.ids(
            UserEntity.class, "login", people.stream().map(person -> person.id().value()).toList());
    Map<String, Long> lines =
        rows.ids(
            LineEntity.class,
            "number",
            people.stream()
                .flatMap(person -> person.user().profile().stream())
                .flatMap(profile -> profile.lines().orElse(List.of()).stream())
                .map(Object::toString)
                .collect(toSet()));
    Map<String, Long> devices =
        rows.ids(
            DeviceEntity.class,
            "name",
            people.stream()
                .flatMap(person -> person.user().remoteDestinations().stream())
                .map(PeopleWriting::deviceOf)
                .filter(name -> !name.isEmpty())
                .collect(toSet()));
    for (Person person : people) {
      long user = Rows.id(users, person.id().value());
      person.user().profile().ifPresent(profile -> putProfile(user, profile, lines));
      List<RemoteDestination> destinations = person.user().remoteDestinations();
      for (int i = 0; i < destinations.size(); i++) {
        RemoteDestinationEntity row = new RemoteDestinationEntity(user, i, destinations.get(i));
        row.deviceId = deviceId(destinations.get(i), devices);
        tables.persist(row);
      }
    }
    tables.flush();
  }

  private void putProfile(long user, RemoteDestinationProfile profile, Map<String, Long> lines) {
    ReachProfileEntity row =
        new ReachProfileEntity(
            user,
            profile,
            profile.lines().orElse(List.of()).stream()
                .map(line -> Rows.id(lines, line.digits()))
                .toList());
    row.searchSpaceId = dialPlan.space(profile.searchSpace());
    row.reroutingSpaceId = dialPlan.space(profile.reroutingSearchSpace());
    row.devicePoolId = profile.pool().map(name -> Rows.id(pools, name.value())).orElse(null);
    tables.persist(row);
  }

  private static @Nullable Long deviceId(RemoteDestination destination, Map<String, Long> devices) {
    String name = deviceOf(destination);
    return name.isEmpty() ? null : Rows.id(devices, name);
  }

  private static String deviceOf(RemoteDestination destination) {
    return switch (destination.attachment()) {
      case RemoteDestination.ToProfile() -> "";
      case RemoteDestination.ToDevice(var name) -> name.value();
    };
  }

  private <T> Map<String, Long> owners(List<Placed<T>> things) {
    return rows.ids(UserEntity.class, "login", things.stream().map(Placed::owner).collect(toSet()));
  }

  private static Map<String, Placed<Line>> lines(List<Person> people) {
    Map<String, Placed<Line>> all = new LinkedHashMap<>();
    for (Person person : people) {
      for (int i = 0; i < person.lines().size(); i++) {
        // Which devices carry it stands with the devices.
        Line line = person.lines().get(i).on(List.of());
        all.put(line.number().digits(), new Placed<>(person.id().value(), i, line));
      }
    }
    return all;
  }

  private static Map<String, Placed<Device>> devices(List<Person> people) {
    Map<String, Placed<Device>> all = new LinkedHashMap<>();
    for (Person person : people) {
      for (int i = 0; i < person.devices().size(); i++) {
        Device device = person.devices().get(i);
        all.put(device.name().value(), new Placed<>(person.id().value(), i, device));
      }
    }
    return all;
  }

  private static <T> Map<String, T> index(Stream<T> things, Function<T, String> key) {
    Map<String, T> map = new LinkedHashMap<>();
    things.forEach(thing -> map.put(key.apply(thing), thing));
    return map;
  }

  private static <T> List<T> changed(Map<String, T> before, Map<String, T> after) {
    List<T> changed = new ArrayList<>();
    after.forEach(
        (key, thing) -> {
          if (!thing.equals(before.get(key))) {
            changed.add(thing);
          }
        });
    return changed;
  }

  private static Set<String> gone(Map<String, ?> before, Map<String, ?> after) {
    Map<String, Object> gone = new HashMap<>(before);
    gone.keySet().removeAll(after.keySet());
    return gone.keySet();
  }
}
