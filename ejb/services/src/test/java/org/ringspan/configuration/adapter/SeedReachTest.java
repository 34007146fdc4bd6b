package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.AccessSettings;
import org.ringspan.configuration.CallerMatching;
import org.ringspan.configuration.ForwardCondition;
import org.ringspan.configuration.ForwardTarget;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.LineForwarding;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.SessionControl;
import org.ringspan.configuration.UserControl;
import org.ringspan.configuration.VoicemailAvoidance;
import org.ringspan.dialplan.SearchSpaceName;

/** Profiles, forwards, destinations and the domain's settings of reach in a seed document. */
class SeedReachTest {
  /** Everything that can stand in one. */
  static final String COMPANY =
      """
      {"domain": "ringspan.test",
       "users": [
         {"id": "alice", "name": "Alice Adams", "mobility": true,
          "remoteDestinationProfile": {
            "lines": ["51235", "51234"], "searchSpace": "abroad", "reroutingSearchSpace": "mobiles",
            "devicePool": "munich", "userHoldSource": "jazz", "networkHoldSource": "beep"},
          "lines": [
            {"number": "51234", "voicemail": true, "forwardNoAnswer": 15000, "busyTrigger": 2,
             "forwarding": {"all": "91408*#", "busyInternal": "51235", "noAnswer": "none",
                            "noAnswerExternal": "+14085550000", "notRegistered": "voicemail",
                            "searchSpace": "abroad"}},
            {"number": "51235", "voicemail": true},
            {"number": "51236", "forwarding": {"busy": "voicemail", "busyExternal": "none"}}],
          "devices": [{"name": "alice-dual", "lines": ["51234"]}],
          "remoteDestinations": [
            {"number": "914085557890", "name": "mobile", "device": "alice-dual"},
            {"number": "+14085557891", "name": "home"}]},
         {"id": "bob", "name": "Bob Brown", "remoteDestinationProfile": "none",
          "lines": [{"number": "51237"}]},
         {"id": "carol", "name": "Carol Clark", "remoteDestinationProfile": {"lines": []}}],
       "trunks": [{"name": "pstn", "host": "127.0.0.1", "port": 5070, "transport": "udp"}],
       "devicePools": [{"name": "munich"}],
       "dialPlan": {"partitions": ["cells"],
                    "searchSpaces": [{"name": "abroad", "partitions": ["<lines>", "<outside>"]},
                                     {"name": "mobiles", "partitions": ["<outside>"]}]},
       "reach": {"callerMatching": "partial", "callerMatchingDigits": 10,
                 "inboundSearchSpace": "profile-and-line", "callsPerUser": 3,
                 "access": {"featureAccessNumber": "+14085552345",
                   "voiceAccessNumbers": ["+14085552346", "52346"], "featureAccess": false,
                   "voiceAccess": false, "hairpin": true, "blockedNumbers": ["9911", "*99"]}}}
      """;

  private static ConfigurationDocument parse(String json) {
    return SeedParser.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ForwardTarget number(String dialled) {
    return new ForwardTarget.ToNumber(dialled);
  }

  @Test
  @DisplayName("Profiles are read: with everything, none, and one without a line")
  void profiles() {
    ConfigurationDocument document = parse(COMPANY);

    assertThat(document.users().get(0).profile())
        .contains(
            new RemoteDestinationProfile(
                Optional.of(List.of(new DirectoryNumber("51235"), new DirectoryNumber("51234"))),
                Optional.of(new SearchSpaceName("abroad")),
                Optional.of(new SearchSpaceName("mobiles")),
                Optional.of(new DevicePoolName("munich")),
                Optional.of("jazz"),
                Optional.of("beep")));
    assertThat(document.users().get(1).profile()).isEmpty();
    assertThat(document.users().get(2).profile().orElseThrow().lines()).contains(List.of());
  }

  @Test
  @DisplayName("Forwards are read; what isn't named goes to the mailbox if the line has one")
  void forwards() {
    List<Line> lines = parse(COMPANY).lines();

    ForwardTarget mailbox = new ForwardTarget.ToVoicemail();
    assertThat(lines.get(0).forwarding())
        .isEqualTo(
            new LineForwarding(
                Map.of(
                    ForwardCondition.ALL, number("91408*#"),
                    ForwardCondition.BUSY_INTERNAL, number("51235"),
                    ForwardCondition.BUSY_EXTERNAL, mailbox,
                    ForwardCondition.NO_ANSWER_EXTERNAL, number("+14085550000"),
                    ForwardCondition.NOT_REGISTERED, mailbox),
                Duration.ofSeconds(15),
                Optional.of(new SearchSpaceName("abroad"))));
    assertThat(lines.get(0).busyTrigger()).isEqualTo(2);
    assertThat(lines.get(1).forwarding())
        .isEqualTo(LineForwarding.toVoicemail(LineForwarding.DEFAULT_NO_ANSWER_AFTER));
    assertThat(lines.get(1).busyTrigger()).isEqualTo(Line.DEFAULT_BUSY_TRIGGER);
    assertThat(lines.get(2).forwarding().targets())
        .isEqualTo(Map.of(ForwardCondition.BUSY_INTERNAL, mailbox));
    assertThat(lines.get(3).forwarding()).isEqualTo(LineForwarding.NONE);
  }

  @Test
  @DisplayName("A destination is a number as it is dialled, of the profile or of a telephone")
  void destinations() {
    List<RemoteDestination> destinations = parse(COMPANY).users().getFirst().remoteDestinations();

    assertThat(destinations.get(0).number().value()).isEqualTo("914085557890");
    assertThat(destinations.get(0).attachment())
        .isEqualTo(new RemoteDestination.ToDevice(new DeviceName("alice-dual")));
    assertThat(destinations.get(1).attachment()).isEqualTo(new RemoteDestination.ToProfile());
  }

  @Test
  @DisplayName("page 21-57: a destination without timers has those of the design guide")
  void usualTimers() {
    RemoteDestination bare =
        parse(
                """
                {"domain": "d", "users": [{"id": "u", "name": "U", "mobility": true,
                  "remoteDestinations": [{"number": "+14085557890", "name": "mobile"}]}]}""")
            .users()
            .getFirst()
            .remoteDestinations()
            .getFirst();
    assertThat(bare.timers().delayBeforeRinging()).hasMillis(4000);
    assertThat(bare.timers().answerTooSoon()).hasMillis(1500);
    assertThat(bare.timers().answerTooLate()).hasMillis(19_000);
  }

  @Test
  @DisplayName("UM3, UM14: user control and session control are read and written")
  void userControl() {
    ConfigurationDocument document =
        parse(
            """
            {"domain": "d",
              "reach": {"voicemailAvoidance": "user-control", "promptAfter": 0, "confirmWithin": 9000,
                "announceCaller": true,
                "sessionControl": true, "ringAllSharedLines": false, "ignoreForwardAll": false},
              "users": [{"id": "u", "name": "U", "mobility": true,
                "remoteDestinations": [{"number": "+14085557890", "name": "mobile",
                  "voicemailAvoidance": "timer-control"}]}]}""");
    assertThat(document.reach().avoidance()).isEqualTo(VoicemailAvoidance.USER_CONTROL);
    assertThat(document.reach().userControl())
        .isEqualTo(new UserControl(Duration.ZERO, Duration.ofSeconds(9), true));
    assertThat(document.reach().sessionControl()).isEqualTo(new SessionControl(true, false, false));
    assertThat(document.users().getFirst().remoteDestinations().getFirst().avoidance())
        .contains(VoicemailAvoidance.TIMER_CONTROL);
    assertThat(SeedWriter.reach(document.reach()).toString())
        .contains(
            "\"voicemailAvoidance\":\"user-control\"",
            "\"confirmWithin\":9000",
            "\"announceCaller\":true");
  }

  @Test
  @DisplayName("UM10, UM11: the ways to call in are read and written")
  void access() {
    ConfigurationDocument document =
        parse(
            """
            {"domain": "d",
              "reach": {"access": {"featureAccessNumber": "+14085552345",
                "voiceAccessNumbers": ["+14085552346", "52346"], "featureAccess": false,
                "voiceAccess": false, "hairpin": true, "blockedNumbers": ["9911"]}},
              "users": [{"id": "u", "name": "U", "voiceAccess": false}]}""");
    AccessSettings access =
        new AccessSettings(
            Optional.of("+14085552345"),
            List.of("+14085552346", "52346"),
            false,
            false,
            true,
            List.of("9911"));
    assertThat(document.reach()).isEqualTo(ReachSettings.DEFAULT.with(access));
    assertThat(document.users().getFirst().voiceAccess()).isFalse();
    assertThat(SeedWriter.reach(document.reach()).getJsonObject("access"))
        .hasToString(
            "{\"featureAccessNumber\":\"+14085552345\","
                + "\"voiceAccessNumbers\":[\"+14085552346\",\"52346\"],"
                + "\"featureAccess\":false,\"voiceAccess\":false,"
                + "\"hairpin\":true,\"blockedNumbers\":[\"9911\"]}");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"featureAccessNumber\": \"52345\", \"voiceAccessNumbers\": [\"52345\"]"
            + "|no access number stands twice",
        "\"voiceAccessNumbers\": [\"52345\", \"52345\"]|no access number stands twice",
        "\"featureAccessNumber\": \"5x\"|an access number is an optional + and 2-24 digits",
        "\"blockedNumbers\": [\"9 11\"]|a blocked number is 1-32 of 0-9 *"
      })
  @DisplayName("Access numbers that can't be are refused")
  void noAccess(String access, String why) {
    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(
            () ->
                parse(
                    "{\"domain\": \"d\", \"reach\": {\"access\": {"
                        + access
                        + "}},"
                        + " \"users\": [{\"id\": \"u\", \"name\": \"U\"}]}"))
        .withMessageContaining(why);
  }

  @Test
  @DisplayName("The domain's settings are read, and are the design guide's when nothing is said")
  void settings() {
    assertThat(parse(COMPANY).reach())
        .isEqualTo(
            new ReachSettings(
                    new CallerMatching.Partial(10), ReachSettings.InboundSpace.PROFILE_AND_LINE, 3)
                .with(
                    new AccessSettings(
                        Optional.of("+14085552345"),
                        List.of("+14085552346", "52346"),
                        false,
                        false,
                        true,
                        List.of("9911", "*99"))));
    ConfigurationDocument bare =
        parse("{\"domain\": \"d\", \"users\": [{\"id\": \"u\", \"name\": \"U\"}]}");
    assertThat(bare.reach()).isEqualTo(ReachSettings.DEFAULT);
    assertThat(bare.users().getFirst().profile()).contains(RemoteDestinationProfile.OF_ALL_LINES);
    assertThat(parse("{\"domain\": \"d\", \"reach\": {}}").reach())
        .isEqualTo(ReachSettings.DEFAULT);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"callerMatching\": \"partial\"|\"callerMatching\": \"some\""
            + "|reach.callerMatching: must be complete or partial",
        ", \"callerMatchingDigits\": 10||reach.callerMatchingDigits: missing",
        "\"callerMatchingDigits\": 10|\"callerMatchingDigits\": 2"
            + "|reach: a partial match is of 3-24 digits",
        "\"callerMatching\": \"partial\", |"
            + "|reach: callerMatchingDigits belongs to callerMatching partial",
        "profile-and-line|line|reach.inboundSearchSpace: must be one of trunk, profile-and-line",
        "\"callsPerUser\": 3|\"callsPerUser\": 0|reach: callsPerUser is 1-100",
        "\"callsPerUser\": 3|\"promptAfter\": 10001|reach: promptAfter is 0-10000 ms",
        "\"callsPerUser\": 3|\"confirmWithin\": 999|reach: confirmWithin is 1000-60000 ms",
        "\"callsPerUser\": 3|\"voicemailAvoidance\": \"both\""
            + "|reach.voicemailAvoidance: must be one of timer-control, user-control",
        "\"callsPerUser\": 3|\"calls\": 3|reach.calls: unknown field",
        "\"userHoldSource\"|\"holdSource\""
            + "|users[0].remoteDestinationProfile.holdSource: unknown field",
        "[\"51235\", \"51234\"]|[\"51235\", \"51235\"]"
            + "|users[0].remoteDestinationProfile: lines names a line twice",
        "[\"51235\", \"51234\"]|[\"51237\"]"
            + "|the profile of alice shares line 51237, which isn't the user's",
        "\"remoteDestinationProfile\": \"none\"|\"remoteDestinationProfile\": \"some\""
            + "|users[1].remoteDestinationProfile: must be an object",
        "\"devicePool\": \"munich\"|\"devicePool\": \"berlin\""
            + "|the profile of alice has no device pool berlin",
        "\"reroutingSearchSpace\": \"mobiles\"|\"reroutingSearchSpace\": \"cells\""
            + "|the profile of alice names no search space that is there: cells",
        "\"notRegistered\": \"voicemail\"|\"notRegistered\": \"mailbox\""
            + "|users[0].lines[0].forwarding.notRegistered: not a forward target",
        "\"notRegistered\"|\"unregistered\""
            + "|users[0].lines[0].forwarding.unregistered: unknown field",
        "\"forwardNoAnswer\": 15000|\"forwardNoAnswer\": 300001|users[0].lines[0]: forwardNoAnswer",
        "\"busyTrigger\": 2|\"busyTrigger\": 201|users[0].lines[0]: busyTrigger is 1-200 calls",
        "\"number\": \"914085557890\"|\"number\": \"9-1408\""
            + "|users[0].remoteDestinations[0].number: not a destination number",
        "\"device\": \"alice-dual\"|\"device\": \"bob-dual\""
            + "|remote destination 914085557890 has no device bob-dual of alice",
      })
  @DisplayName("A fault is refused with its field")
  void refused(String right, String wrong, String message) {
    assertThat(COMPANY).contains(right);
    String document = COMPANY.replace(right, wrong == null ? "" : wrong);

    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(() -> parse(document))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(message));
  }
}
