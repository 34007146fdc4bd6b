package org.ringspan.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.LinePlace;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** A snapshot finds everything by its key and refuses what refers to nothing, naming it. */
class ConfigurationSnapshotTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final DeviceName DESK = new DeviceName("alice-desk");
  private static final DirectoryNumber FIRST = new DirectoryNumber("51234");
  private static final DirectoryNumber SECOND = new DirectoryNumber("51200");

  private final List<User> users = new ArrayList<>(List.of(user(BOB), user(ALICE)));
  private final List<Line> lines =
      new ArrayList<>(List.of(line(FIRST, ALICE, "+14085551234"), line(SECOND, ALICE, "")));
  private final List<Device> devices =
      new ArrayList<>(List.of(new Device(DESK, ALICE, List.of(FIRST, SECOND))));
  private Optional<Voicemail> voicemail = Optional.empty();

  private static User user(UserId id) {
    return new User(id, id.value(), true, List.of());
  }

  private static Line line(DirectoryNumber number, UserId owner, String did) {
    return new Line(
        number,
        E164Number.in(did),
        owner,
        List.of(DESK),
        false,
        LineForwarding.DEFAULT_NO_ANSWER_AFTER);
  }

  private ConfigurationSnapshot snapshot() {
    return new ConfigurationSnapshot(
        7,
        "ringspan.test",
        users,
        lines,
        devices,
        Trunks.of(Trunk.at(new TrunkName("pstn"), "192.0.2.1", 5060, Transport.UDP)),
        voicemail,
        DialPlanSettings.NONE);
  }

  private void isRefused(String why) {
    assertThatThrownBy(this::snapshot).isInstanceOf(IllegalArgumentException.class).hasMessage(why);
  }

  @Test
  @DisplayName("Everything is found by its key and listed in its order")
  void found() {
    ConfigurationSnapshot snapshot = snapshot();

    assertThat(snapshot.users()).extracting(User::id).containsExactly(BOB, ALICE);
    assertThat(snapshot.lines()).extracting(Line::number).containsExactly(FIRST, SECOND);
    assertThat(snapshot.primaryLine(ALICE)).map(Line::number).contains(FIRST);
    assertThat(snapshot.primaryLine(BOB)).isEmpty();
    assertThat(snapshot.linesOf(ALICE)).extracting(Line::number).containsExactly(FIRST, SECOND);
    assertThat(snapshot.linesOf(BOB)).isEmpty();
    assertThat(snapshot.line(new E164Number("+14085551234"))).map(Line::number).contains(FIRST);
    assertThat(snapshot.device(DESK)).map(Device::owner).contains(ALICE);
  }

  @Test
  @DisplayName("Nothing is there twice")
  void twice() {
    users.add(user(ALICE));
    isRefused("configured twice: alice");
    users.removeLast();
    lines.add(line(FIRST, BOB, ""));
    isRefused("configured twice: 51234");
    lines.removeLast();
    lines.add(line(new DirectoryNumber("51299"), BOB, "+14085551234"));
    isRefused("configured twice: +14085551234");
    lines.removeLast();
    devices.add(new Device(DESK, BOB, List.of()));
    isRefused("configured twice: alice-desk");
  }

  private ConfigurationSnapshot without(UserId... outOfService) {
    return new ConfigurationSnapshot(
        7,
        "ringspan.test",
        users,
        lines,
        devices,
        Trunks.none(),
        voicemail,
        DialPlanSettings.NONE,
        ReachSettings.DEFAULT,
        List.of(),
        List.of(),
        List.of(outOfService));
  }

  @Test
  @DisplayName("Who is out of service has the number and its mailbox, and no telephone")
  void outOfService() {
    DeviceName bobs = new DeviceName("bob-desk");
    DirectoryNumber third = new DirectoryNumber("51300");
    E164Number mobile = new E164Number("+14085557890");
    users.set(
        1,
        new User(
            ALICE,
            "Alice",
            true,
            List.of(
                new RemoteDestination(
                    new DestinationNumber(mobile.value()),
                    "mobile",
                    new RemoteDestination.ToProfile(),
                    true,
                    true,
                    ReachTimers.DEFAULT,
                    Optional.empty(),
                    Optional.empty()))));
    devices.add(new Device(bobs, BOB, List.of(FIRST, third)));
    LineForwarding forwarding =
        new LineForwarding(
            Map.of(
                ForwardCondition.ALL,
                new ForwardTarget.ToNumber("914085550000"),
                ForwardCondition.NO_ANSWER_EXTERNAL,
                new ForwardTarget.ToVoicemail()),
            Duration.ofSeconds(20),
            Optional.empty());
    lines.set(0, lines.getFirst().on(List.of(DESK, bobs)).forwarding(forwarding));
    lines.add(line(third, BOB, "").on(List.of(bobs)));

    ConfigurationSnapshot all = without();
    ConfigurationSnapshot few = without(ALICE);

    assertThat(all.device(DESK)).isPresent();
    assertThat(all.destinations().find(mobile.value()))
        .isInstanceOf(DestinationIndex.Match.One.class);
    assertThat(few.device(DESK)).isEmpty();
    assertThat(few.device(bobs)).isPresent();
    assertThat(few.destinations().find(mobile.value()))
        .isInstanceOf(DestinationIndex.Match.None.class);
    Line line = few.line(new E164Number("+14085551234")).orElseThrow();
    assertThat(line.devices()).as("another's telephone shares it").containsExactly(bobs);
    assertThat(line.forwarding().target(ForwardCondition.ALL)).isEmpty();
    assertThat(line.forwarding().notRegistered(false)).contains(new ForwardTarget.ToVoicemail());
    assertThat(few.line(third)).isEqualTo(all.line(third));
    assertThat(few.linesOf(ALICE)).containsExactly(line, few.line(SECOND).orElseThrow());
    assertThat(few.user(ALICE).orElseThrow().voiceAccess()).isFalse();
    assertThat(few.user(BOB)).isEqualTo(all.user(BOB));
    assertThat(without(BOB).line(FIRST).orElseThrow().devices()).containsExactly(DESK);
  }

  @Test
  @DisplayName("What is of somebody out of service is checked all the same")
  void outOfServiceIsChecked() {
    lines.add(line(new DirectoryNumber("51299"), BOB, "").on(List.of(new DeviceName("gone"))));
    assertThatThrownBy(() -> without(BOB)).hasMessage("line 51299 has no device gone");
  }

  @Test
  @DisplayName("Lines and devices have users and each other")
  void owners() {
    lines.add(line(new DirectoryNumber("51299"), new UserId("carol"), ""));
    isRefused("line 51299 has no user carol");
    lines.removeLast();
    lines.add(lines.removeLast().on(List.of(new DeviceName("gone"))));
    isRefused("line 51200 has no device gone");
    lines.add(lines.removeLast().on(List.of(DESK)));
    devices.add(new Device(new DeviceName("stray"), new UserId("carol"), List.of()));
    isRefused("device stray has no user carol");
    devices.removeLast();
    devices.add(
        new Device(new DeviceName("stray"), BOB, List.of(), pool("nowhere"), Optional.empty()));
    isRefused("device stray has no device pool nowhere");
    devices.removeLast();
    devices.add(new Device(new DeviceName("stray"), BOB, List.of(new DirectoryNumber("59999"))));
    isRefused("device stray has no line 59999");
  }

  private static Optional<DevicePoolName> pool(String name) {
    return Optional.of(new DevicePoolName(name));
  }

  @Test
  @DisplayName("A user has ten devices, and no eleventh")
  void devicesOfAUser() {
    for (int i = devices.size(); i < Device.MOST_OF_A_USER; i++) {
      devices.add(new Device(new DeviceName("desk-" + i), ALICE, List.of()));
    }
    assertThat(snapshot().devices()).hasSize(Device.MOST_OF_A_USER);
    devices.add(new Device(new DeviceName("desk-eleven"), ALICE, List.of()));
    isRefused("user alice has 11 devices, more than 10");
  }

  @Test
  @DisplayName("Voicemail has a trunk and a number of its own")
  void mailbox() {
    E164Number routedAs = new E164Number("+14085559999");
    voicemail =
        Optional.of(
            new Voicemail(new DirectoryNumber("59999"), routedAs, new TrunkName("nowhere")));
    isRefused("voicemail has no trunk nowhere");
    voicemail = Optional.of(new Voicemail(FIRST, routedAs, new TrunkName("pstn")));
    isRefused("the voicemail pilot 51234 is also a line");
  }

  @Test
  @DisplayName("Search spaces and partitions that are named are there")
  void spaces() {
    Optional<SearchSpaceName> abroad = Optional.of(new SearchSpaceName("abroad"));
    Line good = lines.getLast();
    lines.add(lines.removeLast().at(new LinePlace(Optional.empty(), abroad)));
    isRefused("line 51200 names no search space that is there: abroad");
    lines.removeLast();
    lines.add(good.at(new LinePlace(Optional.of(new PartitionName("west")), Optional.empty())));
    isRefused("line 51200 names no partition that is there: west");
    lines.removeLast();
    lines.add(
        new Line(
            SECOND,
            Optional.empty(),
            ALICE,
            List.of(),
            false,
            new LineForwarding(Map.of(), Duration.ofSeconds(20), abroad),
            Line.DEFAULT_BUSY_TRIGGER,
            LinePlace.DEFAULT));
    isRefused("line 51200 names no search space that is there: abroad");
    lines.removeLast();
    devices.set(0, new Device(DESK, ALICE, List.of(), Optional.empty(), abroad));
    isRefused("device alice-desk names no search space that is there: abroad");
    devices.set(0, new Device(DESK, ALICE, List.of()));
    users.set(0, with(Optional.empty(), abroad, Optional.empty()));
    isRefused("the profile of bob names no search space that is there: abroad");
  }

  @Test
  @DisplayName("Profiles and destinations refer to what is their user's")
  void reach() {
    users.set(0, with(Optional.of(List.of(FIRST)), Optional.empty(), Optional.empty()));
    isRefused("the profile of bob shares line 51234, which isn't the user's");
    users.set(0, with(Optional.empty(), Optional.empty(), pool("nowhere")));
    isRefused("the profile of bob has no device pool nowhere");
    users.set(
        0,
        new User(
            BOB,
            "Bob",
            true,
            List.of(
                new RemoteDestination(
                    new DestinationNumber("+14085557890"),
                    "mobile",
                    new RemoteDestination.ToDevice(DESK),
                    true,
                    true,
                    ReachTimers.DEFAULT,
                    Optional.empty(),
                    Optional.empty()))));
    isRefused("remote destination +14085557890 has no device alice-desk of bob");
  }

  @Test
  @DisplayName("page 21-49: a user has at most ten destinations, each number once")
  void tenDestinations() {
    List<RemoteDestination> ten =
        IntStream.range(0, 10).mapToObj(i -> destination("+1408555789" + i)).toList();
    assertThat(new User(BOB, "Bob", true, ten).remoteDestinations()).hasSize(10);
    List<RemoteDestination> eleven = new ArrayList<>(ten);
    eleven.add(destination("+14085557700"));
    assertThatThrownBy(() -> new User(BOB, "Bob", true, eleven)).hasMessageContaining("at most 10");
    List<RemoteDestination> twice = List.of(ten.getFirst(), ten.getFirst());
    assertThatThrownBy(() -> new User(BOB, "Bob", true, twice)).hasMessageContaining("once");
  }

  private static RemoteDestination destination(String number) {
    return new RemoteDestination(
        new DestinationNumber(number),
        number,
        new RemoteDestination.ToProfile(),
        true,
        true,
        ReachTimers.DEFAULT,
        Optional.empty(),
        Optional.empty());
  }

  private static User with(
      Optional<List<DirectoryNumber>> lines,
      Optional<SearchSpaceName> space,
      Optional<DevicePoolName> pool) {
    return new User(
        BOB,
        "Bob",
        true,
        Optional.of(
            new RemoteDestinationProfile(
                lines, space, Optional.empty(), pool, Optional.empty(), Optional.empty())),
        List.of());
  }
}
