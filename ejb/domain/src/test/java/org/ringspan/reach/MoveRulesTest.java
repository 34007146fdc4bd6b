package org.ringspan.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.User;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.reach.CallOrigin.FromDevice;
import org.ringspan.reach.CallOrigin.FromTrunk;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** To which telephones a call moves that stands. */
class MoveRulesTest {
  private static final UserId ALICE = new UserId("alice");
  private static final DeviceName DESK = new DeviceName("alice-desk");
  private static final DeviceName LAPTOP = new DeviceName("alice-laptop");
  private static final DestinationNumber MOBILE = new DestinationNumber("+14085557890");
  private static final DestinationNumber HOME = new DestinationNumber("+14085557891");
  private static final TrunkName PSTN = new TrunkName("pstn");
  private static final String STRANGER = "+14085550100";
  private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

  private final Set<DeviceName> registered = new HashSet<>(Set.of(DESK));
  private boolean mobility = true;
  private boolean counted;
  private Optional<LegTarget> at = Optional.of(new LegTarget.SilentDevice(DESK));
  private IncomingCall other = fromTrunk(STRANGER);

  private static IncomingCall fromTrunk(String number) {
    return new IncomingCall(
        new FromTrunk(PSTN), "", new CallerIdentity("", Optional.of(number), false));
  }

  @Test
  @DisplayName("Figure 21-20: mobile phones ring at once, whatever schedule and access list say")
  void toMobile() {
    MoveRules.Plan plan = plan(MoveRules.To.MOBILE);
    assertThat(words(plan)).containsExactly("+14085557890 now", "+14085557891 NOT_A_MOBILE_PHONE");
    LegPlan mobile = plan.legs().getFirst();
    assertThat(mobile.window().orElseThrow().tooSoon()).isEqualTo(Duration.ofMillis(1500));
    assertThat(mobile.shown().number()).contains(STRANGER);
    assertThat(mobile.diversions())
        .containsExactly(new Diversion(new E164Number("+14085551234"), Diversion.Reason.FOLLOW_ME));
    assertThat(mobile.target().routes()).extracting(TrunkRoute::trunk).containsExactly(PSTN);
  }

  @Test
  @DisplayName("D2: a call that goes to a mobile counts for its user, unless it does already")
  void claims() {
    assertThat(plan(MoveRules.To.MOBILE).claims().users()).containsExactly(ALICE);
    assertThat(plan(MoveRules.To.DESK).claims()).isEqualTo(Claims.NONE);
    counted = true;
    assertThat(plan(MoveRules.To.MOBILE).claims()).isEqualTo(Claims.NONE);
    counted = false;
    mobility = false;
    assertThat(plan(MoveRules.To.MOBILE).claims()).isEqualTo(Claims.NONE);
    assertThat(words(plan(MoveRules.To.MOBILE)).getFirst()).endsWith("MOBILITY_DISABLED");
  }

  @Test
  @DisplayName("Too many calls: nothing rings, and each telephone says so")
  void tooMany() {
    MoveRules.Plan plan = plan(MoveRules.To.MOBILE).tooMany();
    assertThat(plan.rings()).isFalse();
    assertThat(words(plan))
        .containsExactly("+14085557890 TOO_MANY_CALLS", "+14085557891 NOT_A_MOBILE_PHONE");
  }

  @Test
  @DisplayName("Page 21-51: registered telephones of the user ring, but not where the call is")
  void toDesk() {
    assertThat(words(plan(MoveRules.To.DESK)))
        .containsExactly("alice-desk IS_IN_THE_CALL", "alice-laptop NOT_REGISTERED");
    registered.add(LAPTOP);
    at = Optional.of(new LegTarget.Destination(ALICE, "mobile", MOBILE, List.of()));
    assertThat(words(plan(MoveRules.To.DESK)))
        .containsExactly("alice-desk now", "alice-laptop now");
    assertThat(words(plan(MoveRules.To.MOBILE)).getFirst()).endsWith("IS_IN_THE_CALL");
  }

  @Test
  @DisplayName("The other party is shown as it is shown when it calls: a colleague by its line")
  void shown() {
    registered.add(LAPTOP);
    other =
        new IncomingCall(
            new FromDevice(new DeviceName("bob-desk")),
            "",
            new CallerIdentity("", Optional.empty(), false));
    assertThat(plan(MoveRules.To.DESK).legs().getLast().shown().number()).contains("51235");
    assertThat(plan(MoveRules.To.MOBILE).legs().getFirst().shown().number())
        .contains("+14085551235");
    other = fromTrunk(MOBILE.value());
    assertThat(words(plan(MoveRules.To.MOBILE)).getFirst()).endsWith("CALLER_IS_THE_DESTINATION");
  }

  @Test
  @DisplayName("Who has no line, or isn't there, has nowhere to move")
  void nobody() {
    for (String name : List.of("nobody", "carol")) {
      MoveRules.Plan plan =
          plan(
              new MoveRules.Question(
                  new UserId(name), MoveRules.To.DESK, other, Optional.empty(), false));
      assertThat(plan).isEqualTo(new MoveRules.Plan(List.of(), Claims.NONE));
    }
  }

  private MoveRules.Plan plan(MoveRules.To to) {
    return plan(new MoveRules.Question(ALICE, to, other, at, counted));
  }

  private MoveRules.Plan plan(MoveRules.Question question) {
    ConfigurationSnapshot company = company();
    return MoveRules.plan(
        company,
        (device, now) -> registered.contains(device) ? List.of(binding(device)) : List.of(),
        TestTrunks.selection(company.trunks(), company.dialPlan()),
        question,
        NOW);
  }

  private static List<String> words(MoveRules.Plan plan) {
    List<String> words = new ArrayList<>();
    for (LegPlan leg : plan.legs()) {
      String who =
          switch (leg.target()) {
            case LegTarget.RegisteredDevice phone -> phone.device().value();
            case LegTarget.SilentDevice phone -> phone.device().value();
            case LegTarget.Destination destination -> destination.number().value();
            case LegTarget.OutsideNumber outside -> outside.number();
            case LegTarget.Mailbox mailbox -> mailbox.number().value();
            case LegTarget.OwnMailbox mailbox -> "mailbox of " + mailbox.owner();
          };
      words.add(
          who
              + switch (leg.decision()) {
                case LegDecision.Ring(var after) -> after.isZero() ? " now" : " later";
                case LegDecision.DontRing(var why, var detail) -> " " + why.name();
              });
    }
    return words;
  }

  private static Binding binding(DeviceName device) {
    return new Binding(
        device,
        "sip:" + device + "@127.0.0.1:5080",
        new Flow(Transport.UDP, "127.0.0.1", 5080),
        "call-id",
        1,
        Instant.MAX);
  }

  private ConfigurationSnapshot company() {
    return new ConfigurationSnapshot(
        1,
        "ringspan.test",
        List.of(
            new User(
                ALICE,
                "Alice",
                mobility,
                false,
                Optional.of(RemoteDestinationProfile.OF_ALL_LINES),
                List.of(destination(MOBILE, true), destination(HOME, false))),
            new User(new UserId("bob"), "Bob", true, List.of()),
            new User(new UserId("carol"), "Carol", true, List.of())),
        List.of(
            line("51234", ALICE, List.of(DESK, LAPTOP)),
            line("51235", new UserId("bob"), List.of(new DeviceName("bob-desk")))),
        List.of(
            new Device(DESK, ALICE, List.of(new DirectoryNumber("51234"))),
            new Device(LAPTOP, ALICE, List.of(new DirectoryNumber("51234"))),
            new Device(
                new DeviceName("bob-desk"),
                new UserId("bob"),
                List.of(new DirectoryNumber("51235")))),
        Trunks.of(Trunk.at(PSTN, "127.0.0.1", 5070, Transport.UDP)),
        Optional.empty(),
        DialPlanSettings.NONE,
        ReachSettings.DEFAULT);
  }

  private static Line line(String number, UserId owner, List<DeviceName> on) {
    return new Line(
        new DirectoryNumber(number),
        Optional.of(new E164Number("+140855" + number)),
        owner,
        on,
        true,
        Duration.ofSeconds(20));
  }

  /** It lets nobody in, at no time: single number reach would leave it silent. */
  private static RemoteDestination destination(DestinationNumber number, boolean mobilePhone) {
    return new RemoteDestination(
        number,
        "mobile",
        new RemoteDestination.ToProfile(),
        mobilePhone,
        false,
        ReachTimers.DEFAULT,
        Optional.of(
            new AccessList(AccessList.Kind.BLOCKED, Set.of(new AccessList.NumberMask("+!")))),
        Optional.of(
            new RingSchedule(
                ZoneId.of("UTC"),
                List.of(
                    new RingSchedule.Period(
                        Set.of(java.time.DayOfWeek.MONDAY),
                        LocalTime.of(3, 0),
                        LocalTime.of(4, 0))))));
  }
}
