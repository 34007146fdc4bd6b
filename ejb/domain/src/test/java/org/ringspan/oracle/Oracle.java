package org.ringspan.oracle;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.oracle.World.Call;
import org.ringspan.oracle.World.Extension;
import org.ringspan.oracle.World.Filter;
import org.ringspan.oracle.World.Hours;
import org.ringspan.oracle.World.Mailbox;
import org.ringspan.oracle.World.Mobile;
import org.ringspan.oracle.World.Person;
import org.ringspan.oracle.World.Phone;
import org.ringspan.oracle.World.Place;
import org.ringspan.oracle.World.Schedule;

/** Answers a call from the documents, a line of text for everything that is decided. */
final class Oracle {
  private final World world;
  private final Call call;
  private final List<String> answer = new ArrayList<>();

  private Oracle(World world, Call call) {
    this.world = world;
    this.call = call;
  }

  static List<String> answer(World world, Call call) {
    Oracle oracle = new Oracle(world, call);
    oracle.decide();
    return oracle.answer;
  }

  private void decide() {
    Extension line = calledLine();
    if (line != null) {
      ringLine(line);
      return;
    }
    if (call.fromGateway()) {
      // A call from outside never leaves again as dialled: toll fraud.
      answer.add("refuse NOT_A_NUMBER_OF_OURS");
      return;
    }
    if (world.mailbox().isPresent() && world.mailbox().get().pilot().equals(call.called())) {
      Mailbox mailbox = world.mailbox().get();
      answer.add("place " + call.called() + " of nobody by " + callerInside());
      answer.add(
          "mailbox %s ring 0 shown %s by %s"
              .formatted(
                  mailbox.routedAs(),
                  callerOutside(),
                  way(mailbox.gateway(), mailbox.routedAs(), callerOutside())));
      answer.add("forward nowhere");
      return;
    }
    if (isPublicNumber(call.called())) {
      if (world.gateways().isEmpty()) {
        answer.add("refuse NO_TRUNK");
        return;
      }
      answer.add("place " + call.called() + " of nobody by " + callerInside());
      answer.add(
          "outside %s ring 0 shown %s by %s"
              .formatted(
                  call.called(),
                  callerOutside(),
                  way(world.gateways().getFirst().name(), call.called(), callerOutside())));
      answer.add("forward nowhere");
      return;
    }
    answer.add("refuse NO_SUCH_NUMBER");
  }

  /** From outside only public numbers reach a line; inside also its number and its user's name. */
  private @Nullable Extension calledLine() {
    for (Extension line : world.lines()) {
      if (line.did().isPresent() && line.did().get().equals(call.called())) {
        return line;
      }
    }
    if (call.fromGateway()) {
      return null;
    }
    for (Extension line : world.lines()) {
      if (line.number().equals(call.called())) {
        return line;
      }
    }
    for (Extension line : world.lines()) {
      if (line.owner().equals(call.called())) {
        return line;
      }
    }
    return null;
  }

  private void ringLine(Extension line) {
    answer.add("place " + call.called() + " of " + line.owner() + " by " + callerInside());
    for (Phone phone : world.phones()) {
      if (phone.lines().contains(line.number())) {
        ringPhone(phone);
      }
    }
    for (Person person : world.people()) {
      if (person.id().equals(line.owner())) {
        for (Mobile mobile : person.mobiles()) {
          ringMobile(line, person, mobile);
        }
      }
    }
    if (line.mailbox() && world.mailbox().isPresent()) {
      Mailbox mailbox = world.mailbox().get();
      answer.add(
          "forward mailbox %s after %d shown %s on %s by %s"
              .formatted(
                  mailbox.routedAs(),
                  line.forwardAfterMillis(),
                  callerOutside(),
                  line.did().orElse("-"),
                  way(mailbox.gateway(), mailbox.routedAs(), callerOutside())));
    } else if (line.mailbox()) {
      answer.add(
          "forward to leave a message for %s after %d shown %s"
              .formatted(line.owner(), line.forwardAfterMillis(), callerOutside()));
    } else {
      answer.add("forward nowhere");
    }
  }

  /** Page 21-50: the desk phone rings at once, wherever it is registered. */
  private void ringPhone(Phone phone) {
    if (!call.fromGateway() && phone.name().equals(call.from())) {
      answer.add("phone " + phone.name() + " IS_THE_CALLER");
      return;
    }
    boolean rings = false;
    for (Place place : phone.places()) {
      if (place.secondsLeft() > 0) {
        answer.add(
            "phone %s at %s ring 0 shown %s"
                .formatted(phone.name(), place.contact(), callerInside()));
        rings = true;
      }
    }
    if (!rings) {
      answer.add("phone " + phone.name() + " NOT_REGISTERED");
    }
  }

  private void ringMobile(Extension line, Person person, Mobile mobile) {
    String objection = objection(person, mobile);
    if (!objection.isEmpty()) {
      answer.add("mobile %s %s %s".formatted(mobile.name(), mobile.number(), objection));
      return;
    }
    answer.add(
        "mobile %s %s ring %d shown %s for %s window %s by %s"
            .formatted(
                mobile.name(),
                mobile.number(),
                mobile.delayMillis(),
                callerOutside(),
                line.did().map(did -> did + " follow-me").orElse("-"),
                // Page 21-58: a second, then five; the window is out of use.
                mobile.keyed()
                    ? "key after 1000 within 5000"
                    : mobile.tooSoonMillis() + "-" + mobile.tooLateMillis(),
                way(world.gateways().getFirst().name(), mobile.number(), callerOutside())));
  }

  private String objection(Person person, Mobile mobile) {
    // Page 21-50, note: the user's Enable Mobility and the destination's own box must be checked.
    if (!person.mobility()) {
      return "MOBILITY_DISABLED";
    }
    if (!mobile.reach()) {
      return "REACH_SWITCHED_OFF";
    }
    if (callerNumbers().contains(mobile.number())) {
      return "CALLER_IS_THE_DESTINATION";
    }
    // Page 21-58: the ring schedule together with the list provides time-of-day call filtering.
    if (mobile.schedule().isPresent() && !rings(mobile.schedule().get())) {
      return "OUTSIDE_RING_SCHEDULE";
    }
    if (mobile.filter().isPresent() && !lets(mobile.filter().get())) {
      return "CALLER_NOT_ALLOWED";
    }
    return world.gateways().isEmpty() ? "NO_TRUNK" : "";
  }

  private boolean rings(Schedule schedule) {
    ZonedDateTime there = Instant.ofEpochSecond(call.at()).atZone(ZoneId.of(schedule.zone()));
    int day = there.getDayOfWeek().getValue();
    int secondOfDay = there.getHour() * 3600 + there.getMinute() * 60 + there.getSecond();
    for (Hours hours : schedule.hours()) {
      if (hours.days().contains(day)
          && secondOfDay >= hours.from() * 60
          && secondOfDay < hours.to() * 60) {
        return true;
      }
    }
    return false;
  }

  /** Page 21-58: an allowed list ends with "deny all", a blocked one with "allow all". */
  private boolean lets(Filter filter) {
    for (String member : filter.members()) {
      boolean named =
          switch (member) {
            case "private" -> call.hidden();
            case "not available" -> !call.hidden() && callerNumbers().isEmpty();
            default ->
                !call.hidden() && callerNumbers().stream().anyMatch(number -> fits(member, number));
          };
      if (named) {
        return filter.allowed();
      }
    }
    return !filter.allowed();
  }

  private static boolean fits(String mask, String number) {
    if (mask.length() != number.length()) {
      return false;
    }
    for (int i = 0; i < mask.length(); i++) {
      boolean fits =
          mask.charAt(i) == 'X'
              ? "0123456789".indexOf(number.charAt(i)) >= 0
              : mask.charAt(i) == number.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** A colleague is known by the internal and the public number, and by the mobile that calls. */
  private List<String> callerNumbers() {
    List<String> numbers = new ArrayList<>();
    callingLine().ifPresent(line -> numbers.add(line.number()));
    callingLine().flatMap(Extension::did).ifPresent(numbers::add);
    if (call.fromGateway()) {
      call.shownNumber().ifPresent(numbers::add);
    }
    return numbers;
  }

  /**
   * Page 21-70: the caller ID is compared against all remote destinations; page 21-66: without a
   * single match matching fails.
   */
  private Optional<Extension> lineOfCallingMobile() {
    List<Person> owners = new ArrayList<>();
    for (Person person : world.people()) {
      for (Mobile mobile : person.mobiles()) {
        if (call.shownNumber().isPresent() && call.shownNumber().get().equals(mobile.number())) {
          owners.add(person);
        }
      }
    }
    if (owners.size() != 1 || !owners.getFirst().mobility()) {
      return Optional.empty();
    }
    for (Extension line : world.lines()) {
      if (line.owner().equals(owners.getFirst().id())) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** UM15: a colleague has the line's number inside and its public number outside. */
  private Optional<String> callerNumber(boolean inside) {
    Optional<Extension> line = callingLine();
    if (call.fromGateway() && line.isEmpty()) {
      return call.shownNumber();
    }
    return inside ? line.map(Extension::number) : line.flatMap(Extension::did);
  }

  /** What a phone says of itself isn't believed: it calls with its first line. */
  private Optional<Extension> callingLine() {
    if (call.fromGateway()) {
      return lineOfCallingMobile();
    }
    for (Phone phone : world.phones()) {
      if (phone.name().equals(call.from()) && !phone.lines().isEmpty()) {
        for (Extension line : world.lines()) {
          if (line.number().equals(phone.lines().getFirst())) {
            return Optional.of(line);
          }
        }
      }
    }
    return Optional.empty();
  }

  private String callerName() {
    if (call.fromGateway()) {
      for (Person person : world.people()) {
        if (callingLine().isPresent() && person.id().equals(callingLine().get().owner())) {
          return person.name();
        }
      }
      return call.shownName();
    }
    for (Phone phone : world.phones()) {
      if (phone.name().equals(call.from())) {
        for (Person person : world.people()) {
          if (person.id().equals(callingLine().map(Extension::owner).orElse(phone.owner()))) {
            return person.name();
          }
        }
      }
    }
    return "";
  }

  private String callerInside() {
    return caller(callerName(), callerNumber(true), call.hidden());
  }

  private String callerOutside() {
    return caller(callerName(), callerNumber(false), call.hidden());
  }

  static String caller(String name, Optional<String> number, boolean hidden) {
    return "\"%s\" %s%s".formatted(name, number.orElse("-"), hidden ? " hidden" : "");
  }

  static String way(String gateway, String number, String shown) {
    return "[" + gateway + " " + number + " " + shown + "]";
  }

  private static boolean isPublicNumber(String text) {
    if (text.length() < 4 || text.length() > 16 || text.charAt(0) != '+' || text.charAt(1) == '0') {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if ("0123456789".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
