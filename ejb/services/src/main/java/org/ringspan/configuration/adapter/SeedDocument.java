package org.ringspan.configuration.adapter;

import java.util.List;
import java.util.Optional;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.identity.Role;
import org.ringspan.trunk.Trunks;

/**
 * The first configuration of a company, whole and checked.
 *
 * @param domain its SIP domain
 * @param people users with what is theirs, in the order of the document
 * @param reach what holds for single number reach in the whole domain
 * @param trunks with their groups and lists, and the device pools
 */
record SeedDocument(
    String domain,
    List<Person> people,
    Trunks trunks,
    Optional<Voicemail> voicemail,
    DialPlanSettings dialPlan,
    ReachSettings reach) {
  SeedDocument {
    people = List.copyOf(people);
  }

  /**
   * A user with the lines and devices that are theirs.
   *
   * @param enabled whether the user may log in
   */
  record Person(User user, Role role, boolean enabled, List<Line> lines, List<Device> devices) {
    Person {
      lines = List.copyOf(lines);
      devices = List.copyOf(devices);
    }
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
}
