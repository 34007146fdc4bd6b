package org.ringspan.oracle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A company in plain values: numbers and names are strings, times are milliseconds or minutes of
 * the day. Everything stands in lists in the order of its configuration.
 */
record World(
    List<Person> people,
    List<Extension> lines,
    List<Phone> phones,
    List<Gateway> gateways,
    Optional<Mailbox> mailbox) {

  /** A user. */
  record Person(String id, String name, boolean mobility, List<Mobile> mobiles) {}

  /** A number inside, with the public number that reaches it. */
  record Extension(
      String number, Optional<String> did, String owner, boolean mailbox, int forwardAfterMillis) {}

  /** A telephone inside; {@code places} are where it is registered. */
  record Phone(String name, String owner, List<String> lines, List<Place> places) {}

  /** A registration. {@code secondsLeft} counts from the moment of the call. */
  record Place(String contact, int secondsLeft) {}

  /** A remote destination; {@code keyed}: a key confirms the answer there. */
  record Mobile(
      String number,
      String name,
      boolean reach,
      int delayMillis,
      int tooSoonMillis,
      int tooLateMillis,
      boolean keyed,
      Optional<Filter> filter,
      Optional<Schedule> schedule) {}

  /** An access list; a member is a mask, {@code private} or {@code not available}. */
  record Filter(boolean allowed, Set<String> members) {}

  /** A ring schedule. */
  record Schedule(String zone, List<Hours> hours) {}

  /** Days 1 (Monday) to 7; minutes of the day, {@code to} up to 1440. */
  record Hours(Set<Integer> days, int from, int to) {}

  /** A trunk. */
  record Gateway(String name, int port) {}

  /** Where unanswered calls go. */
  record Mailbox(String pilot, String routedAs, String gateway) {}

  /**
   * A call.
   *
   * @param from the name of a gateway or of a phone
   * @param fromGateway which of the two
   * @param called what was dialled
   * @param shownName the display name it came with
   * @param shownNumber the number it came with
   * @param hidden whether the caller withholds the number
   * @param at when, seconds since 1970
   */
  record Call(
      String from,
      boolean fromGateway,
      String called,
      String shownName,
      Optional<String> shownNumber,
      boolean hidden,
      long at) {}

  /** The company for people to read. */
  String inWords() {
    return Stream.of(
            people.stream().map(Record::toString),
            lines.stream().map(Record::toString),
            phones.stream().map(Record::toString),
            gateways.stream().map(Record::toString),
            mailbox.stream().map(Record::toString))
        .flatMap(lines -> lines)
        .map(line -> "  " + line)
        .collect(Collectors.joining("\n"));
  }
}
