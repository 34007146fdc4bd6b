package org.ringspan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.trunk.DigitDelivery;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** What the linter finds, and that it finds nothing in what is right. */
class ConfigurationFindingsTest {
  private DigitDelivery digits = DigitDelivery.RFC4733;
  private String number = "+14085557890";
  private ReachTimers timers = ReachTimers.DEFAULT;
  private Optional<AccessList> list = Optional.empty();
  private Optional<RingSchedule> schedule = Optional.empty();
  private Optional<RemoteDestinationProfile> profile =
      Optional.of(RemoteDestinationProfile.OF_ALL_LINES);
  private LineForwarding forwarding = LineForwarding.toVoicemail(Duration.ofSeconds(20));
  private Optional<String> bobsNumber = Optional.empty();
  private ReachSettings settings = ReachSettings.DEFAULT;

  @Test
  @DisplayName("Nothing is found in the usual configuration")
  void nothing() {
    assertThat(sentences()).isEmpty();
  }

  @Test
  @DisplayName("A destination that is a line of ours, or can't be dialled")
  void numbers() {
    number = "+14085551234";
    assertThat(sentences()).anyMatch(text -> text.contains("is line 51234 of ours"));
    number = "4711";
    assertThat(sentences()).anyMatch(text -> text.contains("can't be dialled"));
  }

  @Test
  @DisplayName("A destination that two users share is an error")
  void shared() {
    bobsNumber = Optional.of(number);
    assertThat(findings())
        .anyMatch(
            finding ->
                finding.severity() == Finding.Severity.ERROR
                    && finding.where().equals("alice +14085557890, bob +14085557890"));
  }

  @Test
  @DisplayName("D7: forward-no-answer well above the delay, and before the operator's mailbox")
  void timers() {
    forwarding = LineForwarding.toVoicemail(Duration.ofSeconds(5));
    assertThat(sentences()).anyMatch(text -> text.contains("rings too short"));
    forwarding = LineForwarding.toVoicemail(Duration.ofSeconds(60));
    assertThat(sentences()).isEmpty();
    timers =
        new ReachTimers(Duration.ofMillis(4000), Duration.ofMillis(1500), Duration.ofSeconds(60));
    assertThat(sentences()).anyMatch(text -> text.contains("mailbox has answered"));
    timers = new ReachTimers(Duration.ofMillis(4000), Duration.ofMillis(1500), Duration.ZERO);
    assertThat(sentences()).anyMatch(text -> text.contains("no answer-too-late timer"));
  }

  @Test
  @DisplayName("D15, page 21-58: user control needs digits and time for a key, but no late timer")
  void userControl() {
    settings =
        new ReachSettings(
            new CallerMatching.Complete(),
            ReachSettings.InboundSpace.TRUNK,
            2,
            VoicemailAvoidance.USER_CONTROL,
            UserControl.DEFAULT,
            SessionControl.DEFAULT,
            MidCallSettings.DEFAULT,
            AccessSettings.DEFAULT);
    timers = new ReachTimers(Duration.ofMillis(4000), Duration.ofMillis(1500), Duration.ZERO);
    assertThat(sentences()).isEmpty();
    forwarding = LineForwarding.toVoicemail(Duration.ofSeconds(17));
    assertThat(sentences()).anyMatch(text -> text.contains("rings too short"));
    digits = DigitDelivery.NONE;
    assertThat(sentences()).anyMatch(text -> text.contains("no trunk to it delivers digits"));
  }

  @Test
  @DisplayName("Lists and schedules that let nobody through")
  void filters() {
    list = Optional.of(new AccessList(AccessList.Kind.ALLOWED, Set.of()));
    assertThat(sentences()).anyMatch(text -> text.contains("allowed callers is empty"));
    list =
        Optional.of(
            new AccessList(AccessList.Kind.BLOCKED, Set.of(new AccessList.NumberMask("+!"))));
    assertThat(sentences()).anyMatch(text -> text.contains("names every number"));
    list = Optional.empty();
    schedule = Optional.of(new RingSchedule(java.time.ZoneOffset.UTC, List.of()));
    assertThat(sentences()).anyMatch(text -> text.contains("has no period"));
  }

  @Test
  @DisplayName("A user without a profile, a match of few digits, a forged caller")
  void profilesAndMatching() {
    profile = Optional.empty();
    assertThat(sentences()).anyMatch(text -> text.contains("no remote destination profile"));
    settings =
        new ReachSettings(
            new CallerMatching.Partial(4), ReachSettings.InboundSpace.PROFILE_AND_LINE, 2);
    assertThat(sentences())
        .anyMatch(text -> text.contains("last 4 digits"))
        .anyMatch(text -> text.contains("forges"));
  }

  @Test
  @DisplayName("Forwards that lead nowhere, or to the line itself")
  void forwards() {
    forwarding = forward("51234");
    assertThat(sentences()).anyMatch(text -> text.contains("to itself"));
    forwarding = forward("4711");
    assertThat(sentences()).anyMatch(text -> text.contains("can't dial"));
  }

  private static LineForwarding forward(String number) {
    return new LineForwarding(
        Map.of(ForwardCondition.ALL, new ForwardTarget.ToNumber(number)),
        Duration.ofSeconds(20),
        Optional.empty());
  }

  private List<String> sentences() {
    return findings().stream().map(Finding::sentence).toList();
  }

  private List<Finding> findings() {
    TrunkName pstn = new TrunkName("pstn");
    Line line =
        new Line(
            new DirectoryNumber("51234"),
            Optional.of(new E164Number("+14085551234")),
            new UserId("alice"),
            List.of(),
            true,
            Duration.ofSeconds(20));
    return ConfigurationFindings.of(
        new ConfigurationSnapshot(
            1,
            "ringspan.test",
            List.of(
                new User(new UserId("alice"), "Alice", true, profile, List.of(destination(number))),
                new User(
                    new UserId("bob"),
                    "Bob",
                    bobsNumber.isPresent(),
                    bobsNumber.map(text -> List.of(destination(text))).orElse(List.of()))),
            List.of(
                new Line(
                    line.number(),
                    line.did(),
                    line.owner(),
                    line.devices(),
                    true,
                    forwarding,
                    line.busyTrigger(),
                    line.place())),
            List.of(),
            Trunks.of(TestTrunks.with(Trunk.at(pstn, "127.0.0.1", 5070, Transport.UDP), digits)),
            Optional.of(
                new Voicemail(new DirectoryNumber("59999"), new E164Number("+14085559999"), pstn)),
            DialPlanSettings.NONE,
            settings));
  }

  private RemoteDestination destination(String text) {
    return new RemoteDestination(
        new DestinationNumber(text),
        "mobile",
        new RemoteDestination.ToProfile(),
        true,
        true,
        timers,
        list,
        schedule);
  }
}
