package org.ringspan.configuration.adapter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.identity.Role;
import org.ringspan.trunk.Trunks;

/**
 * The configuration of a company as a document says it: what is written into the tables and read
 * back, without secrets. Immutable.
 *
 * @param domain its SIP domain
 * @param people users with what is theirs, in the order of the document
 * @param trunks with their groups and lists, and the device pools
 * @param reach what holds for single number reach in the whole domain
 * @param huntGroups by their names
 * @param parks park numbers, by their names
 */
record ConfigurationDocument(
    String domain,
    List<Person> people,
    Trunks trunks,
    Optional<Voicemail> voicemail,
    DialPlanSettings dialPlan,
    ReachSettings reach,
    List<HuntGroup> huntGroups,
    List<ParkNumbers> parks) {
  ConfigurationDocument {
    people = linked(people);
    huntGroups =
        huntGroups.stream().sorted(Comparator.comparing(group -> group.name().value())).toList();
    parks = parks.stream().sorted(Comparator.comparing(range -> range.name().value())).toList();
  }

  /**
   * A user with the lines and devices that are theirs.
   *
   * @param enabled whether the user may log in and has telephones
   */
  record Person(User user, Role role, boolean enabled, List<Line> lines, List<Device> devices) {
    Person {
      lines = List.copyOf(lines);
      devices = List.copyOf(devices);
    }

    UserId id() {
      return user.id();
    }

    Person withLines(List<Line> others) {
      return new Person(user, role, enabled, others, devices);
    }

    Person withDevices(List<Device> others) {
      return new Person(user, role, enabled, lines, others);
    }
  }

  /** Nothing is configured but the domain. */
  static ConfigurationDocument empty(String domain) {
    return new ConfigurationDocument(
        domain,
        List.of(),
        Trunks.none(),
        Optional.empty(),
        DialPlanSettings.NONE,
        ReachSettings.DEFAULT,
        List.of(),
        List.of());
  }

  List<User> users() {
    return people.stream().map(Person::user).toList();
  }

  List<Line> lines() {
    return people.stream().flatMap(person -> person.lines().stream()).toList();
  }

  List<Device> devices() {
    return people.stream().flatMap(person -> person.devices().stream()).toList();
  }

  Optional<Person> person(UserId id) {
    return people.stream().filter(person -> person.id().equals(id)).findFirst();
  }

  ConfigurationDocument withPeople(List<Person> others) {
    return new ConfigurationDocument(
        domain, others, trunks, voicemail, dialPlan, reach, huntGroups, parks);
  }

  ConfigurationDocument withTrunks(Trunks others) {
    return new ConfigurationDocument(
        domain, people, others, voicemail, dialPlan, reach, huntGroups, parks);
  }

  ConfigurationDocument withVoicemail(Optional<Voicemail> other) {
    return new ConfigurationDocument(
        domain, people, trunks, other, dialPlan, reach, huntGroups, parks);
  }

  ConfigurationDocument withDialPlan(DialPlanSettings other) {
    return new ConfigurationDocument(
        domain, people, trunks, voicemail, other, reach, huntGroups, parks);
  }

  ConfigurationDocument withReach(ReachSettings other) {
    return new ConfigurationDocument(
        domain, people, trunks, voicemail, dialPlan, other, huntGroups, parks);
  }

  ConfigurationDocument withHuntGroups(List<HuntGroup> others) {
    return new ConfigurationDocument(
        domain, people, trunks, voicemail, dialPlan, reach, others, parks);
  }

  ConfigurationDocument withParks(List<ParkNumbers> others) {
    return new ConfigurationDocument(
        domain, people, trunks, voicemail, dialPlan, reach, huntGroups, others);
  }

  /** Every line knows the devices that carry it, in the order of the document. */
  private static List<Person> linked(List<Person> people) {
    Map<DirectoryNumber, List<DeviceName>> devices = HashMap.newHashMap(people.size());
    for (Person person : people) {
      for (Device device : person.devices()) {
        for (DirectoryNumber line : device.lines()) {
          devices.computeIfAbsent(line, number -> new ArrayList<>(1)).add(device.name());
        }
      }
    }
    List<Person> linked = new ArrayList<>(people.size());
    for (Person person : people) {
      List<Line> lines = new ArrayList<>(person.lines().size());
      for (Line line : person.lines()) {
        lines.add(line.on(devices.getOrDefault(line.number(), List.of())));
      }
      linked.add(person.withLines(lines));
    }
    return Collections.unmodifiableList(linked);
  }

  /**
   * The same as calls see it: who is disabled is out of service.
   *
   * @throws IllegalArgumentException when it isn't whole; the message names what doesn't fit
   */
  ConfigurationSnapshot snapshot(long version) {
    return new ConfigurationSnapshot(
        version,
        domain,
        users(),
        lines(),
        devices(),
        trunks,
        voicemail,
        dialPlan,
        reach,
        huntGroups,
        parks,
        people.stream().filter(person -> !person.enabled()).map(Person::id).toList());
  }

  /**
   * The same, with what is refused where it is configured although calls could bear it.
   *
   * @throws SeedRefused when it isn't whole
   */
  ConfigurationSnapshot checkedSnapshot(long version) {
    ConfigurationSnapshot snapshot;
    try {
      snapshot = snapshot(version);
    } catch (IllegalArgumentException e) {
      throw new SeedRefused(Place.ROOT, String.valueOf(e.getMessage()));
    }
    requireDestinationsOutside();
    for (Device device : devices()) {
      if (Set.copyOf(device.lines()).size() < device.lines().size()) {
        throw new SeedRefused(Place.ROOT, "device " + device.name() + " carries a line twice");
      }
    }
    return snapshot;
  }

  /** A call to a number of ours is placed inside: out and in again it would ring itself. */
  private void requireDestinationsOutside() {
    Set<String> ours = new HashSet<>();
    lines().forEach(line -> line.did().ifPresent(did -> ours.add(did.value())));
    huntGroups.forEach(group -> group.did().ifPresent(did -> ours.add(did.value())));
    voicemail
        .flatMap(Voicemail::outside)
        .ifPresent(mailbox -> ours.add(mailbox.routedAs().value()));
    for (int i = 0; i < people.size(); i++) {
      List<RemoteDestination> destinations = people.get(i).user().remoteDestinations();
      for (int j = 0; j < destinations.size(); j++) {
        if (ours.contains(destinations.get(j).number().value())) {
          throw new SeedRefused(
              Place.ROOT
                  .field("users")
                  .element(i)
                  .field("remoteDestinations")
                  .element(j)
                  .field("number"),
              "a line of ours can't be a remote destination");
        }
      }
    }
  }
}
