package org.ringspan.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.ringspan.oracle.World.Call;
import org.ringspan.oracle.World.Extension;
import org.ringspan.oracle.World.Filter;
import org.ringspan.oracle.World.Gateway;
import org.ringspan.oracle.World.Hours;
import org.ringspan.oracle.World.Mailbox;
import org.ringspan.oracle.World.Mobile;
import org.ringspan.oracle.World.Person;
import org.ringspan.oracle.World.Phone;
import org.ringspan.oracle.World.Place;
import org.ringspan.oracle.World.Schedule;

/**
 * Makes companies and calls from a seed. Numbers come from small pools, so that a caller often is
 * somebody's destination or stands in somebody's list.
 */
final class Worlds {
  /** Numbers in the telephone network; none is a line of ours. */
  private static final List<String> OUTSIDE =
      List.of(
          "+14085557890",
          "+14085557891",
          "+14085557892",
          "+14085550100",
          "+14085550666",
          "+442079460000",
          "+442079460001",
          "+4930123456");

  private static final List<String> ZONES =
      List.of("America/Los_Angeles", "Europe/London", "Asia/Kolkata", "Pacific/Auckland", "UTC");

  /** Moments around which calls arrive: a Friday, both changes of daylight saving, a new year. */
  private static final List<Long> MOMENTS =
      List.of(1_795_197_600L, 1_772_964_000L, 1_793_523_600L, 1_798_761_600L);

  private final Random random;

  Worlds(long seed) {
    random = new Random(seed);
  }

  World world() {
    List<Gateway> gateways = gateways();
    List<Person> people = new ArrayList<>();
    List<Extension> lines = new ArrayList<>();
    List<Phone> phones = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      String id = "user" + i;
      people.add(new Person(id, "User " + i, chance(85), mobiles(id)));
      for (int j = 0; j < random.nextInt(3); j++) {
        lines.add(extension(id, 51230 + lines.size()));
      }
    }
    for (int i = 0; i < random.nextInt(6); i++) {
      phones.add(phone("phone" + i, one(people).id(), lines));
    }
    Optional<Mailbox> mailbox =
        gateways.isEmpty() || chance(20)
            ? Optional.empty()
            : Optional.of(new Mailbox("59999", "+14085559999", one(gateways).name()));
    return new World(people, lines, phones, gateways, mailbox);
  }

  private List<Gateway> gateways() {
    List<Gateway> gateways = new ArrayList<>();
    for (int i = 0; i < (chance(90) ? 1 + random.nextInt(2) : 0); i++) {
      gateways.add(new Gateway("gateway" + i, 5070 + i));
    }
    return gateways;
  }

  private Extension extension(String owner, int number) {
    Optional<String> did =
        chance(80) ? Optional.of("+1408555" + (number - 50000)) : Optional.empty();
    return new Extension(
        Integer.toString(number), did, owner, chance(70), 500 * random.nextInt(60));
  }

  private Phone phone(String name, String owner, List<Extension> lines) {
    List<String> carried = new ArrayList<>(lines.stream().map(Extension::number).toList());
    Collections.shuffle(carried, random);
    int count =
        carried.isEmpty() || chance(3) ? 0 : 1 + random.nextInt(Math.min(3, carried.size()));
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      places.add(
          new Place("sip:" + name + "@127.0.0.1:" + (5080 + i), one(List.of(-1, 0, 1, 3600))));
    }
    return new Phone(name, owner, List.copyOf(carried.subList(0, count)), places);
  }

  private List<Mobile> mobiles(String owner) {
    List<String> numbers = new ArrayList<>(OUTSIDE);
    Collections.shuffle(numbers, random);
    List<Mobile> mobiles = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      int soon = one(List.of(0, 1500, 2000));
      mobiles.add(
          new Mobile(
              numbers.get(i),
              owner + "-mobile" + i,
              chance(80),
              one(List.of(0, 4000, 250, 10_000)),
              soon,
              Math.max(1000, soon + 1 + random.nextInt(20_000)),
              chance(20),
              chance(50) ? Optional.of(filter()) : Optional.empty(),
              chance(40) ? Optional.of(schedule()) : Optional.empty()));
    }
    return mobiles;
  }

  private Filter filter() {
    Set<String> members = new TreeSet<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      members.add(
          switch (random.nextInt(6)) {
            case 0 -> "private";
            case 1 -> "not available";
            case 2, 3 -> mask(one(OUTSIDE));
            case 4 -> mask("5123" + random.nextInt(10));
            default -> mask("+1408555123" + random.nextInt(10));
          });
    }
    return new Filter(chance(50), members);
  }

  /** The number with some digits open; sometimes a digit too short or without its plus. */
  private String mask(String number) {
    StringBuilder mask = new StringBuilder(number);
    for (int i = 0; i < random.nextInt(5); i++) {
      int at = 1 + random.nextInt(mask.length() - 1);
      mask.setCharAt(at, 'X');
    }
    if (chance(10)) {
      mask.setLength(mask.length() - 1);
    }
    if (chance(10) && mask.charAt(0) == '+') {
      mask.deleteCharAt(0);
    }
    return mask.toString();
  }

  private Schedule schedule() {
    List<Hours> hours = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      Set<Integer> days = new HashSet<>();
      for (int day = 1; day <= 7; day++) {
        if (chance(60)) {
          days.add(day);
        }
      }
      int from = 15 * random.nextInt(96);
      hours.add(new Hours(days, from, from + 15 * (1 + random.nextInt((1440 - from) / 15))));
    }
    return new Schedule(one(ZONES), hours);
  }

  /** A call that may come from anywhere and go anywhere, mostly to somebody. */
  Call call(World world) {
    // Whole quarters of an hour hit the edges of schedules.
    long at = one(MOMENTS) + 900L * (random.nextInt(7 * 96) - 3 * 96) + one(List.of(0, 0, -1, 1));
    boolean fromGateway = world.phones().isEmpty() || (!world.gateways().isEmpty() && chance(50));
    if (fromGateway && world.gateways().isEmpty()) {
      return new Call("nowhere", true, called(world), "", Optional.empty(), false, at);
    }
    String from = fromGateway ? one(world.gateways()).name() : one(world.phones()).name();
    return new Call(
        from,
        fromGateway,
        called(world),
        chance(50) ? "Somebody" : "",
        shown(world),
        chance(15),
        at);
  }

  private Optional<String> shown(World world) {
    return switch (random.nextInt(8)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(anyLine(world));
      case 2 -> Optional.of(anyDid(world));
      default -> Optional.of(one(OUTSIDE));
    };
  }

  private String called(World world) {
    return switch (random.nextInt(12)) {
      case 0 -> one(world.people()).id();
      case 1 -> "59999";
      case 2 -> one(List.of("4711", "", "nobody", "0014085550100", "+1", "911"));
      case 3 -> one(OUTSIDE);
      case 4, 5, 6, 7 -> anyLine(world);
      default -> anyDid(world);
    };
  }

  private String anyLine(World world) {
    return world.lines().isEmpty() ? "51299" : one(world.lines()).number();
  }

  private String anyDid(World world) {
    List<String> dids = world.lines().stream().flatMap(line -> line.did().stream()).toList();
    return dids.isEmpty() ? "+14085551299" : one(dids);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
