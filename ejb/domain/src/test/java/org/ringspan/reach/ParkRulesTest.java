package org.ringspan.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.ParkName;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.LineForwarding;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.VoicemailAvoidance;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.LinePlace;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.reach.RoutingDecision.ParkAt;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.reach.RoutingDecision.Retrieve;
import org.ringspan.reach.RoutingDecision.Why;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.Registrations;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** Park numbers: what is configured, and what dialling them means (design guide table 21-2). */
class ParkRulesTest {
  private static final TrunkName PSTN = new TrunkName("pstn");
  private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
  private static final UserId ALICE = new UserId("alice");
  private static final DeviceName DESK = new DeviceName("alice-desk");
  private static final DirectoryNumber LINE = new DirectoryNumber("51234");
  private static final DestinationNumber MOBILE = new DestinationNumber("+14085557890");
  private static final DirectoryNumber FIRST = new DirectoryNumber("53000");
  private static final AccessPerson AT_MOBILE = new AccessPerson(ALICE, MOBILE, 1);

  private static ParkNumbers park(String first, String last, String prefix, String revertTo) {
    return new ParkNumbers(
        new ParkName("hall"),
        new DirectoryNumber(first),
        new DirectoryNumber(last),
        prefix,
        Optional.empty(),
        ParkNumbers.USUAL_REVERSION,
        revertTo.isEmpty() ? Optional.empty() : Optional.of(revertTo),
        Optional.empty());
  }

  private static ConfigurationSnapshot company(ParkNumbers... parks) {
    return new ConfigurationSnapshot(
        1,
        "ringspan.test",
        List.of(
            new User(
                ALICE,
                "Alice",
                true,
                List.of(
                    new RemoteDestination(
                        MOBILE,
                        "mobile",
                        new RemoteDestination.ToProfile(),
                        true,
                        true,
                        ReachTimers.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(VoicemailAvoidance.USER_CONTROL))))),
        List.of(
            new Line(
                LINE,
                Optional.of(new E164Number("+14085551234")),
                ALICE,
                List.of(DESK),
                true,
                new LineForwarding(Map.of(), Duration.ofSeconds(20), Optional.empty()),
                Line.DEFAULT_BUSY_TRIGGER,
                LinePlace.DEFAULT)),
        List.of(new Device(DESK, ALICE, List.of(LINE))),
        Trunks.of(Trunk.at(PSTN, "127.0.0.1", 5070, Transport.UDP)),
        Optional.of(Voicemail.ours(new DirectoryNumber("59999"))),
        DialPlanSettings.NONE,
        ReachSettings.DEFAULT,
        List.of(),
        List.of(parks));
  }

  private static final ConfigurationSnapshot COMPANY = company(park("53000", "53009", "*5", ""));

  private static final Registrations PHONES =
      (device, at) ->
          List.of(
              new Binding(
                  device,
                  "sip:" + device + "@127.0.0.1:5080",
                  new Flow(Transport.UDP, "127.0.0.1", 5080),
                  "call-id",
                  1,
                  Instant.MAX));

  private static RoutingDecision dialled(CallOrigin origin, String number) {
    return ReachRules.route(
        COMPANY,
        PHONES,
        TestTrunks.selection(COMPANY.trunks(), COMPANY.dialPlan()),
        Occupied.NOBODY,
        call(origin, number),
        NOW);
  }

  private static RoutingDecision keyed(String number, boolean joins) {
    return ReachRules.dialled(
        COMPANY,
        PHONES,
        TestTrunks.selection(COMPANY.trunks(), COMPANY.dialPlan()),
        Occupied.NOBODY,
        IdleTimes.NONE,
        AT_MOBILE,
        call(new CallOrigin.FromTrunk(PSTN), number),
        joins,
        NOW);
  }

  private static IncomingCall call(CallOrigin origin, String number) {
    return new IncomingCall(
        origin, number, new CallerIdentity("", Optional.of("+14085550100"), false));
  }

  private static RoutingDecision recall(ConfigurationSnapshot company) {
    return ReachRules.recall(
        company,
        PHONES,
        TestTrunks.selection(company.trunks(), company.dialPlan()),
        Occupied.NOBODY,
        IdleTimes.NONE,
        call(new CallOrigin.FromTrunk(PSTN), ""),
        ALICE,
        company.parks().find(FIRST).orElseThrow(),
        NOW);
  }

  @Test
  @DisplayName(
      "UM7: prefix and number retrieve, at telephones and by access; the number only parks")
  void dialling() {
    CallOrigin desk = new CallOrigin.FromDevice(DESK);
    assertThat(dialled(desk, "*553004"))
        .isInstanceOfSatisfying(
            Retrieve.class, it -> assertThat(it.number().digits()).isEqualTo("53004"));
    assertThat(dialled(desk, "53004")).isEqualTo(new Refuse(Why.NOTHING_TO_PARK));
    assertThat(dialled(desk, "*553010")).isInstanceOf(Refuse.class);
    assertThat(keyed("53004", true)).isEqualTo(new ParkAt(new DirectoryNumber("53004")));
    assertThat(keyed("53004", false)).isEqualTo(new Refuse(Why.NOTHING_TO_PARK));
    assertThat(keyed("*553004", true)).isInstanceOf(Refuse.class);
    // Who retrieves at the mobile has a call there: it counts.
    assertThat(keyed("*553004", false))
        .isInstanceOfSatisfying(
            Retrieve.class, it -> assertThat(it.plan().claims().users()).containsExactly(ALICE));
  }

  @Test
  @DisplayName("From outside park numbers are nobody's")
  void fromOutside() {
    for (String number : List.of("53004", "*553004")) {
      assertThat(dialled(new CallOrigin.FromTrunk(PSTN), number)).isInstanceOf(Refuse.class);
    }
  }

  @Test
  @DisplayName("UM3: a call that comes back rings desk and mobile, which has to press a key")
  void reversion() {
    assertThat(recall(COMPANY))
        .isInstanceOfSatisfying(
            Place.class,
            place -> {
              List<LegPlan> legs = place.plan().legs().stream().filter(LegPlan::rings).toList();
              assertThat(legs).hasSize(2);
              assertThat(legs.getFirst().target()).isInstanceOf(LegTarget.RegisteredDevice.class);
              assertThat(legs.getLast().target()).isInstanceOf(LegTarget.Destination.class);
              assertThat(legs.getLast().userControl()).isPresent();
              // The trunk that the waiting call has come by is held already.
              assertThat(place.plan().claims().trunk()).isEmpty();
            });
  }

  @Test
  @DisplayName("It rings another number in its place, be it outside")
  void reversionElsewhere() {
    assertThat(recall(company(park("53000", "53009", "*5", "+14085550177"))))
        .isInstanceOfSatisfying(
            Place.class,
            place ->
                assertThat(place.plan().legs().getFirst().target())
                    .isInstanceOf(LegTarget.OutsideNumber.class));
    assertThat(recall(company(park("53000", "53009", "*5", "51299")))).isInstanceOf(Refuse.class);
  }

  @Test
  @DisplayName(
      "Ranges: from first to last, of one length, 100 at most, with a prefix to be dialled")
  void ranges() {
    assertThat(park("0098", "0101", "8", "").numbers())
        .extracting(DirectoryNumber::digits)
        .containsExactly("0098", "0099", "0100", "0101");
    assertThat(park("53000", "53000", "8", "").retrieval(FIRST)).isEqualTo("853000");
    for (String[] bad :
        List.of(
            new String[] {"53001", "53000", "8", ""},
            new String[] {"53000", "530001", "8", ""},
            new String[] {"53000", "53100", "8", ""},
            new String[] {"53000", "53000", "", ""},
            new String[] {"53000", "53000", "8a", ""},
            new String[] {"53000", "53000", "123456789", ""},
            new String[] {"53000", "53000", "8", "alice"})) {
      assertThatThrownBy(() -> park(bad[0], bad[1], bad[2], bad[3]))
          .as(String.join(" ", bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("Numbers that are something else, or clash with each other, are refused")
  void clashes() {
    assertThatThrownBy(() -> company(park("51230", "51239", "8", "")))
        .hasMessageContaining("51234 is a line");
    assertThatThrownBy(() -> company(park("59990", "59999", "8", "")))
        .hasMessageContaining("59999");
    // What retrieves would be a line: 5 and 1234.
    assertThatThrownBy(() -> company(park("1234", "1234", "5", "")))
        .hasMessageContaining("51234 is a line");
    assertThatThrownBy(
            () ->
                company(
                    park("53000", "53009", "8", ""),
                    new ParkNumbers(
                        new ParkName("door"),
                        new DirectoryNumber("53009"),
                        new DirectoryNumber("53010"),
                        "9",
                        Optional.empty(),
                        ParkNumbers.USUAL_REVERSION,
                        Optional.empty(),
                        Optional.empty())))
        .hasMessageContaining("53009 stands in two ranges");
    assertThatThrownBy(
            () ->
                company(
                    new ParkNumbers(
                        new ParkName("door"),
                        FIRST,
                        FIRST,
                        "9",
                        Optional.of(new PartitionName("nowhere")),
                        ParkNumbers.USUAL_REVERSION,
                        Optional.empty(),
                        Optional.empty())))
        .hasMessageContaining("nowhere");
  }

  @Test
  @DisplayName("The linter: calls that come back to nowhere, and parking that nobody can")
  void linter() {
    assertThat(findings(company(park("53000", "53000", "8", "51299"))))
        .anyMatch(it -> it.contains("51299, where no telephone rings"))
        .anyMatch(it -> it.contains("nobody can park by keys"));
    assertThat(findings(COMPANY)).noneMatch(it -> it.contains("where no telephone rings"));
  }

  private static List<String> findings(ConfigurationSnapshot company) {
    return ConfigurationLinter.findings(company).stream().map(Finding::sentence).toList();
  }
}
