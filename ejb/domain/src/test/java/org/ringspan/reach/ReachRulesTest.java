package org.ringspan.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.reach.CallOrigin.FromDevice;
import org.ringspan.reach.CallOrigin.FromTrunk;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegDecision.Why;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.PhoneInstance;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** Whom a call rings in the demo company, and why not. */
class ReachRulesTest {
  private static final TrunkName PSTN = new TrunkName("pstn");
  private static final CallerIdentity BOB_OUTSIDE =
      new CallerIdentity("Bob", Optional.of("+14085551235"), false);

  /** Friday, 10:00 in Los Angeles. */
  private static final Instant IN_OFFICE = Instant.parse("2026-11-20T18:00:00Z");

  private static final Instant SATURDAY = Instant.parse("2026-11-21T18:00:00Z");

  @ParameterizedTest(name = "{0} calls {1} at {2}: {3}")
  @CsvSource({
    "+14085550100, +14085551234, office, alice-desk now alice-laptop NOT_REGISTERED mobile after 4000",
    "+14085557890, +14085551234, office, alice-desk now alice-laptop NOT_REGISTERED mobile CALLER_IS_THE_DESTINATION",
    "+14085550100, +14085551235, office, bob-desk now",
    "+14085550100, +14085551236, office, carol-desk now mobile after 4000",
    "+14085550666, +14085551236, office, carol-desk now mobile CALLER_NOT_ALLOWED",
    "+14085550100, +14085551236, saturday, carol-desk now mobile OUTSIDE_RING_SCHEDULE",
    "bob-desk, 51234, office, alice-desk now alice-laptop NOT_REGISTERED mobile after 4000",
    "bob-desk, alice, office, alice-desk now alice-laptop NOT_REGISTERED mobile after 4000",
    "bob-desk, +14085551234, office, alice-desk now alice-laptop NOT_REGISTERED mobile after 4000",
    "alice-desk, 51234, office, alice-desk IS_THE_CALLER alice-laptop NOT_REGISTERED mobile after 4000",
  })
  @DisplayName("The demo company")
  void demoCompany(String caller, String called, String when, String expected) {
    assertThat(plan(company().route(caller, called, when.equals("office") ? IN_OFFICE : SATURDAY)))
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("A user who is not enabled for mobility: no destination rings")
  void mobilityDisabled() {
    Company company = company();
    company.mobility = false;
    assertThat(plan(company.route("+14085550100", "+14085551234", IN_OFFICE)))
        .endsWith("mobile MOBILITY_DISABLED");
  }

  @Test
  @DisplayName("Single number reach switched off: the destination does not ring")
  void reachSwitchedOff() {
    Company company = company();
    company.reach = false;
    assertThat(plan(company.route("+14085550100", "+14085551234", IN_OFFICE)))
        .endsWith("mobile REACH_SWITCHED_OFF");
  }

  @Test
  @DisplayName("Without a trunk the destination does not ring, and nothing goes out")
  void noTrunk() {
    Company company = company();
    company.trunk = false;
    assertThat(plan(company.route("bob-desk", "51234", IN_OFFICE))).endsWith("mobile NO_TRUNK");
    assertThat(company.route("bob-desk", "+14085550100", IN_OFFICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.NO_TRUNK));
  }

  @Test
  @DisplayName("A phone that is registered twice rings at both places")
  void twoBindings() {
    Company company = company();
    company.bindings = 2;
    assertThat(plan(company.route("+14085550100", "+14085551235", IN_OFFICE)))
        .isEqualTo("bob-desk now bob-desk now");
  }

  @Test
  @DisplayName("A phone with several flows rings once: over the newest, the others stand behind it")
  void severalFlows() {
    Company company = company();
    company.bindings = 3;
    company.phone = Optional.of("urn:uuid:1");
    assertThat(placed(company.route("+14085550100", "+14085551235", IN_OFFICE)).legs())
        .singleElement()
        .satisfies(
            leg ->
                assertThat(leg.target())
                    .isInstanceOfSatisfying(
                        LegTarget.RegisteredDevice.class,
                        phone -> {
                          assertThat(phone.binding().flow().port()).isEqualTo(5080);
                          assertThat(phone.otherFlows())
                              .extracting(binding -> binding.flow().port())
                              .containsExactly(5081, 5082);
                          assertThat(phone.over(2).binding().flow().port()).isEqualTo(5082);
                        }));
  }

  @Test
  @DisplayName("A phone's own address (GRUU) rings that phone alone, without forwarding")
  void gruu() {
    Company company = company();
    company.phone = Optional.of("urn:uuid:1");
    ReachPlan plan = placed(company.route(toPhone("bob-desk", "alice-desk"), IN_OFFICE));
    assertThat(plan.legs()).hasSize(1);
    assertThat(plan.forward()).isEqualTo(ForwardPlan.nowhere());
    assertThat(plan.user()).contains(new UserId("alice"));

    assertThat(company.route(toPhone("bob-desk", "alice-laptop"), IN_OFFICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.PHONE_NOT_REGISTERED));
    assertThat(company.route(toPhone("bob-desk", "nobody"), IN_OFFICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.NO_SUCH_NUMBER));
    assertThat(company.route(toPhone("bob-desk", "sip:;"), IN_OFFICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.NO_SUCH_NUMBER));
    company.phone = Optional.of("urn:uuid:2");
    assertThat(company.route(toPhone("bob-desk", "alice-desk"), IN_OFFICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.PHONE_NOT_REGISTERED));
  }

  @Test
  @DisplayName("From the telephone network no phone can be called by its own address")
  void gruuFromOutside() {
    Company company = company();
    company.phone = Optional.of("urn:uuid:1");
    IncomingCall call =
        new IncomingCall(
            new FromTrunk(PSTN),
            "alice-desk",
            new CallerIdentity("", Optional.empty(), false),
            Optional.of("urn:uuid:1"),
            List.of());
    assertThat(company.route(call, IN_OFFICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS));
  }

  private static IncomingCall toPhone(String caller, String device) {
    return new IncomingCall(
        new FromDevice(new DeviceName(caller)),
        device,
        new CallerIdentity("", Optional.empty(), false),
        Optional.of("urn:uuid:1"),
        List.of());
  }

  @Test
  @DisplayName("An eleventh device of a user can't be configured")
  void tooManyDevices() {
    Company company = company();
    company.moreDevices = 8;
    assertThat(company.snapshot()).isNotNull();
    company.moreDevices = 9;
    assertThatIllegalArgumentException()
        .isThrownBy(company::snapshot)
        .withMessage("user alice has 11 devices, more than 10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+14085550199",
        "+14085559999",
        "+14085557890",
        "51234",
        "59999",
        "alice",
        "+190055512345",
        "",
        "sip:51234"
      })
  @DisplayName(
      "Toll fraud: from the telephone network our public numbers are reached, nothing else")
  void tollFraud(String called) {
    assertThat(company().route("+14085550100", called, IN_OFFICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS));
  }

  @Test
  @DisplayName(
      "A phone reaches numbers outside by +E.164 and the mailbox by its pilot, with its own number")
  void outwards() {
    ReachPlan outside = placed(company().route("bob-desk", "+14085550100", IN_OFFICE));
    assertThat(outside.legs().getFirst().target())
        .isEqualTo(
            new LegTarget.OutsideNumber(
                "+14085550100",
                List.of(
                    new TrunkRoute(
                        PSTN,
                        Optional.of(Peer.at("127.0.0.1", 5070)),
                        "+14085550100",
                        BOB_OUTSIDE))));
    assertThat(outside.legs().getFirst().shown())
        .isEqualTo(new CallerIdentity("Bob", Optional.of("+14085551235"), false));
    assertThat(outside.forward()).isEqualTo(ForwardPlan.nowhere());
    ReachPlan mailbox = placed(company().route("bob-desk", "59999", IN_OFFICE));
    assertThat(mailbox.legs().getFirst().target())
        .isEqualTo(
            new LegTarget.Mailbox(
                new E164Number("+14085559999"),
                List.of(
                    new TrunkRoute(
                        PSTN,
                        Optional.of(Peer.at("127.0.0.1", 5070)),
                        "+14085559999",
                        BOB_OUTSIDE))));
    assertThat(company().route("bob-desk", "4711", IN_OFFICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.NO_SUCH_NUMBER));
  }

  @Test
  @DisplayName(
      "A colleague is shown by the internal number inside, by the public one outside (UM15)")
  void callerShown() {
    ReachPlan plan = placed(company().route("bob-desk", "51234", IN_OFFICE));
    assertThat(plan.caller().number()).contains("51235");
    assertThat(plan.legs().getFirst().shown().number()).contains("51235");
    assertThat(plan.legs().getLast().shown().number()).contains("+14085551235");
    assertThat(plan.legs().getLast().diversions())
        .contains(new Diversion(new E164Number("+14085551234"), Diversion.Reason.FOLLOW_ME));
  }

  @Test
  @DisplayName("A colleague without a public number is shown none outside")
  void noPublicNumber() {
    Company company = company();
    company.bobHasDid = false;
    ReachPlan plan = placed(company.route("bob-desk", "51234", IN_OFFICE));
    assertThat(plan.legs().getLast().shown().number()).isEmpty();
  }

  @Test
  @DisplayName("What a phone claims in From is not believed; that it wants to be private is")
  void claims() {
    CallerIdentity claim = new CallerIdentity("Carol", Optional.of("51236"), true);
    RoutingDecision decision =
        company()
            .route(
                new IncomingCall(new FromDevice(new DeviceName("bob-desk")), "51234", claim),
                IN_OFFICE);
    assertThat(placed(decision).caller())
        .isEqualTo(new CallerIdentity("Bob", Optional.of("51235"), true));
  }

  @Test
  @DisplayName("A phone without a line shows no number outside, whatever it claims")
  void claimsWithoutLine() {
    Company company = company();
    company.spare = true;
    CallerIdentity claim = new CallerIdentity("Police", Optional.of("+14085550911"), false);
    RoutingDecision decision =
        company.route(
            new IncomingCall(new FromDevice(new DeviceName("bob-spare")), "+14085550100", claim),
            IN_OFFICE);
    CallerIdentity bob = new CallerIdentity("Bob", Optional.empty(), false);
    assertThat(placed(decision).caller()).isEqualTo(bob);
    assertThat(placed(decision).legs().getFirst().shown()).isEqualTo(bob);
  }

  @Test
  @DisplayName("Nobody answers: the line's mailbox after 20 s, on behalf of the called number")
  void forward() {
    CallerIdentity caller = new CallerIdentity("", Optional.of("+14085550100"), false);
    assertThat(placed(company().route("+14085550100", "+14085551234", IN_OFFICE)).forward())
        .isEqualTo(
            ForwardPlan.always(
                Duration.ofSeconds(20),
                new Forward(
                    Optional.of(new E164Number("+14085551234")),
                    List.of(
                        new LegPlan(
                            new LegTarget.Mailbox(
                                new E164Number("+14085559999"),
                                List.of(
                                    new TrunkRoute(
                                        PSTN,
                                        Optional.of(Peer.at("127.0.0.1", 5070)),
                                        "+14085559999",
                                        caller))),
                            new LegDecision.Ring(Duration.ZERO),
                            caller,
                            List.of(),
                            Optional.empty())),
                    ForwardPlan.nowhere())));
  }

  @Test
  @DisplayName("A configuration that refers to something missing, or has something twice, is none")
  void whole() {
    Company company = company();
    company.orphan = true;
    assertThatIllegalArgumentException()
        .isThrownBy(company::snapshot)
        .withMessage("device orphan has no user nobody");
    Company twice = company();
    twice.twice = true;
    assertThatIllegalArgumentException()
        .isThrownBy(twice::snapshot)
        .withMessageStartingWith("configured twice");
  }

  @Test
  @DisplayName("A trunk is told by its address and its port (D22)")
  void trunkAt() {
    ConfigurationSnapshot snapshot = company().snapshot();
    assertThat(snapshot.trunkAt("127.0.0.1", 5070)).isPresent();
    assertThat(snapshot.trunkAt("127.0.0.1", 5071)).isEmpty();
    assertThat(snapshot.trunkAt("127.0.0.2", 5070)).isEmpty();
  }

  private static ReachPlan placed(RoutingDecision decision) {
    assertThat(decision).isInstanceOf(Place.class);
    return ((Place) decision).plan();
  }

  /** A plan in words: whom, and when or why not. */
  private static String plan(RoutingDecision decision) {
    List<String> words = new ArrayList<>();
    for (LegPlan leg : placed(decision).legs()) {
      words.add(
          switch (leg.target()) {
            case LegTarget.RegisteredDevice device -> device.device().value();
            case LegTarget.SilentDevice device -> device.device().value();
            case LegTarget.Destination destination -> destination.name();
            case LegTarget.OutsideNumber outside -> outside.number();
            case LegTarget.Mailbox mailbox -> "mailbox";
            case LegTarget.MessageTaking mailbox -> "message for " + mailbox.owner();
            case LegTarget.MailboxAccess mailbox -> "mailbox of " + mailbox.owner();
          });
      words.add(
          switch (leg.decision()) {
            case Ring(var after) when after.isZero() -> "now";
            case Ring(var after) -> "after " + after.toMillis();
            case DontRing(Why why, String detail) -> why.name();
          });
    }
    return String.join(" ", words);
  }

  private static Company company() {
    return new Company();
  }

  /** The demo company, with one thing changed where a test wants it. */
  private static final class Company {
    private boolean mobility = true;
    private boolean reach = true;
    private boolean trunk = true;
    private boolean bobHasDid = true;
    private boolean orphan;
    private boolean twice;
    private boolean spare;
    private int bindings = 1;
    private int moreDevices;
    private Optional<String> phone = Optional.empty();

    RoutingDecision route(String caller, String called, Instant now) {
      return caller.startsWith("+")
          ? route(
              new IncomingCall(
                  new FromTrunk(PSTN), called, new CallerIdentity("", Optional.of(caller), false)),
              now)
          : route(
              new IncomingCall(
                  new FromDevice(new DeviceName(caller)),
                  called,
                  new CallerIdentity("", Optional.empty(), false)),
              now);
    }

    RoutingDecision route(IncomingCall call, Instant now) {
      ConfigurationSnapshot snapshot = snapshot();
      return ReachRules.route(
          snapshot,
          (device, at) -> bindingsOf(device),
          TestTrunks.selection(snapshot.trunks()),
          Occupied.NOBODY,
          call,
          now);
    }

    private List<Binding> bindingsOf(DeviceName device) {
      List<Binding> found = new ArrayList<>();
      for (int i = 0; i < (device.value().equals("alice-laptop") ? 0 : bindings); i++) {
        found.add(binding(device, 5080 + i));
      }
      return found;
    }

    private Binding binding(DeviceName device, int port) {
      return new Binding(
          device,
          "sip:" + device + "@127.0.0.1:" + port,
          flow(port),
          "call-id",
          1,
          Instant.MAX,
          phone.map(urn -> new PhoneInstance(urn, OptionalInt.of(port))));
    }

    private static Flow flow(int port) {
      return new Flow(Transport.UDP, "127.0.0.1", port);
    }

    ConfigurationSnapshot snapshot() {
      AccessList blocked =
          new AccessList(
              AccessList.Kind.BLOCKED, Set.of(new AccessList.NumberMask("+14085550666")));
      RingSchedule office =
          new RingSchedule(
              ZoneId.of("America/Los_Angeles"),
              List.of(
                  new RingSchedule.Period(
                      Set.of(
                          DayOfWeek.MONDAY,
                          DayOfWeek.TUESDAY,
                          DayOfWeek.WEDNESDAY,
                          DayOfWeek.THURSDAY,
                          DayOfWeek.FRIDAY),
                      LocalTime.of(8, 0),
                      LocalTime.of(18, 0))));
      List<User> users =
          List.of(
              user("alice", "Alice", mobile("+14085557890", Optional.empty(), Optional.empty())),
              new User(new UserId("bob"), "Bob", true, List.of()),
              user(
                  "carol",
                  "Carol",
                  mobile("+14085557891", Optional.of(blocked), Optional.of(office))));
      List<Device> devices = new ArrayList<>();
      devices.add(device("alice-desk", "alice", "51234"));
      devices.add(device("alice-laptop", "alice", "51234"));
      devices.add(device("bob-desk", "bob", "51235"));
      devices.add(device("carol-desk", "carol", "51236"));
      for (int i = 0; i < moreDevices; i++) {
        devices.add(device("alice-" + i, "alice", "51234"));
      }
      if (spare) {
        devices.add(new Device(new DeviceName("bob-spare"), new UserId("bob"), List.of()));
      }
      if (orphan) {
        devices.add(new Device(new DeviceName("orphan"), new UserId("nobody"), List.of()));
      }
      if (twice) {
        devices.add(device("bob-desk", "bob", "51235"));
      }
      return new ConfigurationSnapshot(
          1,
          "ringspan.test",
          users,
          List.of(
              line("51234", true, "alice", "alice-desk", "alice-laptop"),
              line("51235", bobHasDid, "bob", "bob-desk"),
              line("51236", true, "carol", "carol-desk")),
          devices,
          trunk ? Trunks.of(Trunk.at(PSTN, "127.0.0.1", 5070, Transport.UDP)) : Trunks.none(),
          trunk
              ? Optional.of(
                  new Voicemail(new DirectoryNumber("59999"), new E164Number("+14085559999"), PSTN))
              : Optional.empty());
    }

    private User user(String id, String name, RemoteDestination destination) {
      return new User(new UserId(id), name, mobility, List.of(destination));
    }

    private RemoteDestination mobile(
        String number, Optional<AccessList> list, Optional<RingSchedule> schedule) {
      return new RemoteDestination(
          new DestinationNumber(number),
          "mobile",
          new RemoteDestination.ToProfile(),
          true,
          reach,
          ReachTimers.DEFAULT,
          list,
          schedule);
    }

    private static Device device(String name, String owner, String line) {
      return new Device(
          new DeviceName(name), new UserId(owner), List.of(new DirectoryNumber(line)));
    }

    private static Line line(String number, boolean did, String owner, String... devices) {
      return new Line(
          new DirectoryNumber(number),
          did ? Optional.of(new E164Number("+1408555" + number.substring(1))) : Optional.empty(),
          new UserId(owner),
          List.of(devices).stream().map(DeviceName::new).toList(),
          true,
          Duration.ofSeconds(20));
    }
  }
}
