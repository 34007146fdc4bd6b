package org.ringspan.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.AccessSettings;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.User;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.CallingChange;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.reach.CallOrigin.FromDevice;
import org.ringspan.reach.CallOrigin.FromTrunk;
import org.ringspan.reach.RoutingDecision.Access;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.reach.RoutingDecision.Why;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** Which calls the server answers itself, for whom, and what they may call then. */
class AccessRulesTest {
  private static final TrunkName PSTN = new TrunkName("pstn");
  private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
  private static final String FEATURE = "+14085552345";
  private static final String VOICE = "+14085552346";
  private static final String MOBILE = "+14085557890";
  private static final String HOME = "+14085557891";
  private static final String HOTEL = "+14155550100";
  private static final UserId ALICE = new UserId("alice");
  private static final AccessPerson AT_MOBILE =
      new AccessPerson(ALICE, new DestinationNumber(MOBILE), 2);
  private static final PartitionName OUT = new PartitionName("out");
  private static final SearchSpaceName SPACE = new SearchSpaceName("out");

  private AccessSettings settings =
      new AccessSettings(
          Optional.of(FEATURE), List.of("52346", VOICE), true, true, false, List.of("8111"));
  private boolean mobility = true;
  private boolean voiceAccess = true;

  @Test
  @DisplayName("pages 21-63 to 21-65: numbers mean something unless feature access is off")
  void numbers() {
    assertThat(access(FEATURE, HOTEL).terms()).isEqualTo(new AccessTerms(false, true, false));
    assertThat(access(VOICE, HOTEL).terms()).isEqualTo(new AccessTerms(true, true, false));
    assertThat(access("52346", HOTEL).terms()).isEqualTo(new AccessTerms(true, true, false));
    settings =
        new AccessSettings(Optional.of(FEATURE), List.of(VOICE), false, false, true, List.of());
    assertThat(route(FEATURE, HOTEL)).isEqualTo(new Refuse(Why.NOT_A_NUMBER_OF_OURS));
    assertThat(access(VOICE, HOTEL).terms()).isEqualTo(new AccessTerms(true, false, true));
  }

  @Test
  @DisplayName("page 21-61: a known destination says who calls, other numbers and telephones don't")
  void callers() {
    assertThat(access(VOICE, MOBILE).caller()).contains(AT_MOBILE);
    assertThat(access(FEATURE, MOBILE).caller()).contains(AT_MOBILE);
    assertThat(access(VOICE, HOTEL).caller()).isEmpty();
    Access fromDesk =
        (Access)
            route(
                new IncomingCall(
                    new FromDevice(new DeviceName("alice-desk")),
                    VOICE,
                    new CallerIdentity("", Optional.of(MOBILE), false)));
    assertThat(fromDesk.caller()).isEmpty();
    assertThat(fromDesk.plan().claims()).isEqualTo(Claims.NONE);
    mobility = false;
    assertThat(access(VOICE, MOBILE).caller()).isEmpty();
    mobility = true;
    settings =
        new AccessSettings(Optional.of(FEATURE), List.of(VOICE), true, true, true, List.of());
    assertThat(access(VOICE, MOBILE).caller()).as("hairpin").isEmpty();
    assertThat(access(FEATURE, MOBILE).caller()).contains(AT_MOBILE);
  }

  @Test
  @DisplayName("A call to an access number takes a channel of its trunk and nothing of a user")
  void claims() {
    ReachPlan plan = access(VOICE, MOBILE).plan();
    assertThat(plan.legs()).isEmpty();
    assertThat(plan.claims()).isEqualTo(new Claims(Set.of(), Set.of(), Optional.of(PSTN)));
  }

  @Test
  @DisplayName("page 21-61: who may not use voice access is nobody to it")
  void mayNotUseVoice() {
    voiceAccess = false;
    assertThat(access(VOICE, MOBILE).caller()).isEmpty();
    assertThat(AccessRules.identified(snapshot(), "14085557890")).isEmpty();
    assertThat(access(FEATURE, MOBILE).caller()).contains(AT_MOBILE);
  }

  @Test
  @DisplayName(
      "A number of a destination, its last seven digits, or a number inside says who it is")
  void identified() {
    for (String keyed : List.of("14085557890", "4085557890", "5557890", "51234", "14085551234")) {
      assertThat(AccessRules.identified(snapshot(), keyed)).as(keyed).contains(AT_MOBILE);
    }
    for (String keyed : List.of("557890", "14155550100", "51235", "", "*", "99914085557890")) {
      assertThat(AccessRules.identified(snapshot(), keyed)).as(keyed).isEmpty();
    }
  }

  @Test
  @DisplayName("page 21-64: one of one's own destinations is told by its last four digits")
  void ownDestinations() {
    assertThat(AccessRules.destinationOf(snapshot(), ALICE, "7891"))
        .contains(new AccessPerson(ALICE, new DestinationNumber(HOME), 2));
    assertThat(AccessRules.destinationOf(snapshot(), ALICE, "891")).isEmpty();
    assertThat(AccessRules.destinationOf(snapshot(), ALICE, "1234")).isEmpty();
    assertThat(AccessRules.destinationOf(snapshot(), new UserId("bob"), "7891")).isEmpty();
  }

  @Test
  @DisplayName("page 21-71: what is keyed is called in the profile's space, with the user's number")
  void asAtTheDesk() {
    ReachPlan outside = dialled("8555", Occupied.NOBODY);
    LegTarget target = outside.legs().getFirst().target();
    assertThat(target).isInstanceOf(LegTarget.OutsideNumber.class);
    assertThat(target.routes().getFirst().shown().number()).contains("+14085551234");
    assertThat(outside.anchoring())
        .isEqualTo(new Anchoring.Anchored(ALICE, new DestinationNumber(MOBILE)));
    assertThat(outside.claims()).isEqualTo(new Claims(Set.of(ALICE), Set.of()));
    // From the trunk itself the number means nothing.
    assertThat(route("8555", MOBILE)).isEqualTo(new Refuse(Why.NOT_A_NUMBER_OF_OURS));
    ReachPlan inside = dialled("51235", Occupied.NOBODY);
    assertThat(inside.user()).contains(new UserId("bob"));
    assertThat(inside.caller().number()).contains("51234");
    assertThat(inside.claims().lines()).containsExactly(new DirectoryNumber("51235"));
  }

  @Test
  @DisplayName("D2: beyond the user's limit the call is made, but isn't the mobile's any more")
  void limit() {
    ReachPlan plan = dialled("8555", new Occupied(Set.of(ALICE), Set.of()));
    assertThat(plan.anchoring()).isEqualTo(new Anchoring.NotAnchored(Anchoring.Why.LIMIT_REACHED));
    assertThat(plan.claims()).isEqualTo(Claims.NONE);
  }

  @Test
  @DisplayName("D2: a call that is to be joined with the one on hold doesn't count for the limit")
  void limitWhileJoining() {
    RoutingDecision decision = decide("8555", new Occupied(Set.of(ALICE), Set.of()), true);
    assertThat(decision).isInstanceOf(Place.class);
    ReachPlan plan = ((Place) decision).plan();
    assertThat(plan.anchoring())
        .isEqualTo(new Anchoring.Anchored(ALICE, new DestinationNumber(MOBILE)));
    assertThat(plan.claims()).isEqualTo(Claims.NONE);
    assertThat(decide("8111", Occupied.NOBODY, true)).isEqualTo(new Refuse(Why.BLOCKED_FOR_ACCESS));
  }

  @Test
  @DisplayName("page 21-65: blocked numbers, emergency numbers and access numbers aren't called")
  void blocked() {
    assertThat(decide("8111", Occupied.NOBODY)).isEqualTo(new Refuse(Why.BLOCKED_FOR_ACCESS));
    assertThat(decide("112", Occupied.NOBODY)).isEqualTo(new Refuse(Why.NOT_A_NUMBER_OF_OURS));
    assertThat(decide("52346", Occupied.NOBODY)).isEqualTo(new Refuse(Why.NO_SUCH_NUMBER));
    mobility = false;
    assertThat(decide("8555", Occupied.NOBODY)).isEqualTo(new Refuse(Why.NO_SUCH_NUMBER));
  }

  private Access access(String called, String caller) {
    RoutingDecision decision = route(called, caller);
    assertThat(decision).isInstanceOf(Access.class);
    return (Access) decision;
  }

  private static IncomingCall from(String caller, String called) {
    return new IncomingCall(
        new FromTrunk(PSTN), called, new CallerIdentity("", Optional.of(caller), false));
  }

  private RoutingDecision route(String called, String caller) {
    return route(from(caller, called));
  }

  private RoutingDecision route(IncomingCall call) {
    ConfigurationSnapshot snapshot = snapshot();
    return ReachRules.route(
        snapshot,
        (device, at) -> List.of(),
        TestTrunks.selection(snapshot.trunks(), snapshot.dialPlan()),
        Occupied.NOBODY,
        call,
        NOW);
  }

  private ReachPlan dialled(String number, Occupied occupied) {
    RoutingDecision decision = decide(number, occupied);
    assertThat(decision).isInstanceOf(Place.class);
    return ((Place) decision).plan();
  }

  private RoutingDecision decide(String number, Occupied occupied) {
    return decide(number, occupied, false);
  }

  private RoutingDecision decide(String number, Occupied occupied, boolean joins) {
    ConfigurationSnapshot snapshot = snapshot();
    return ReachRules.dialled(
        snapshot,
        (device, at) -> List.of(),
        TestTrunks.selection(snapshot.trunks(), snapshot.dialPlan()),
        occupied,
        IdleTimes.NONE,
        AT_MOBILE,
        from(HOTEL, number),
        joins,
        NOW);
  }

  private ConfigurationSnapshot snapshot() {
    return new ConfigurationSnapshot(
        1,
        "ringspan.test",
        List.of(
            new User(
                ALICE,
                "Alice",
                mobility,
                false,
                Optional.of(
                    new RemoteDestinationProfile(
                        Optional.empty(),
                        Optional.of(SPACE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                List.of(destination(MOBILE), destination(HOME)),
                User.USUAL_PICKUP,
                voiceAccess),
            new User(new UserId("bob"), "Bob", true, List.of())),
        List.of(line("51234", "alice"), line("51235", "bob")),
        List.of(
            new Device(new DeviceName("alice-desk"), ALICE, List.of(new DirectoryNumber("51234")))),
        Trunks.of(Trunk.at(PSTN, "127.0.0.1", 5070, Transport.UDP)),
        Optional.empty(),
        new DialPlanSettings(
            List.of(OUT, new PartitionName("emergency")),
            List.of(
                new CallingSearchSpace(SPACE, new SearchSpace(List.of(PartitionName.LINES, OUT)))),
            List.of(
                pattern("8XXX", OUT, CallClass.NATIONAL),
                pattern("112", new PartitionName("emergency"), CallClass.EMERGENCY)),
            List.of(),
            List.of(),
            List.of(),
            DialPlanSettings.Defaults.NONE),
        ReachSettings.DEFAULT.with(settings));
  }

  private static RoutePattern pattern(String pattern, PartitionName partition, CallClass kind) {
    return new RoutePattern(
        NumberPattern.of(pattern),
        partition,
        new RouteTarget.ToTrunk(PSTN),
        kind == CallClass.EMERGENCY,
        kind,
        true,
        CalledChange.NONE,
        CallingChange.NONE);
  }

  private static Line line(String number, String owner) {
    return new Line(
        new DirectoryNumber(number),
        Optional.of(new E164Number("+1408555" + number.substring(1))),
        new UserId(owner),
        List.of(),
        false,
        Duration.ofSeconds(20));
  }

  private static RemoteDestination destination(String number) {
    return new RemoteDestination(
        new DestinationNumber(number),
        "mobile",
        new RemoteDestination.ToProfile(),
        true,
        true,
        ReachTimers.DEFAULT,
        Optional.empty(),
        Optional.empty());
  }
}
