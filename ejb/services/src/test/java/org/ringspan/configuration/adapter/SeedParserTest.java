package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.identity.Role;

/** A seed document is taken whole or refused with the field that is wrong. */
class SeedParserTest {
  private static ConfigurationDocument parse(String json) {
    return SeedParser.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("Every field is read, what is left out has its default")
  void whole() {
    ConfigurationDocument document = parse(SeedTexts.COMPANY);

    assertThat(document.domain()).isEqualTo("ringspan.test");
    assertThat(document.people())
        .extracting(ConfigurationDocument.Person::role)
        .containsExactly(Role.USER, Role.USER, Role.ADMINISTRATOR);
    assertThat(document.lines().getFirst().devices()).hasSize(2);
    assertThat(document.lines().getLast().forwardNoAnswerAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(document.lines().getLast().voicemail()).isFalse();
    assertThat(parse("{\"domain\":\"d\"}").people()).isEmpty();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("\"mobility\": true", "\"mobilty\": true", "users[0].mobilty: unknown field"),
        fault(
            "\"kind\": \"blocked\"",
            "\"kind\": \"greylisted\"",
            "users[0].remoteDestinations[0].accessList.kind: must be allowed or blocked"),
        fault(
            "\"number\": \"51234\"",
            "\"number\": \"5\"",
            "users[0].lines[0].number: not a directory number"),
        fault(
            "\"number\": \"51234\"",
            "\"number\": 51234",
            "users[0].lines[0].number: must be a text"),
        fault(", \"trunk\": \"pstn\"}", "}", "voicemail.trunk: missing"),
        fault("\"port\": 5070", "\"port\": 1e999999999", "trunks[0].port: must be a whole number"),
        fault(
            "\"digits\": \"in-band\"",
            "\"digits\": \"inband\"",
            "trunks[1].digits: must be one of rfc4733, info, kpml, in-band, none"),
        fault(
            "\"form\": \"national\", \"region\": \"DE\"",
            "\"form\": \"national\", \"region\": \"XX\"",
            "trunks[1].numbers.called.region: no region with a numbering plan"),
        fault(
            "\"form\": \"national\", \"region\": \"DE\"",
            "\"form\": \"national\"",
            "trunks[1].numbers.called: a region belongs to the national form"),
        fault(
            "\"by\": \"digest\"", "\"by\": \"trust\"", "trunks[1].acceptance: by must be address"),
        fault(
            "5061, \"transport\": \"tls\"",
            "5061, \"transport\": \"tcp\"",
            "trunks[3]: only a trunk over tls shows a certificate"),
        fault(
            "Border.Carrier.Example",
            "*.Carrier.Example",
            "trunks[3].acceptance: not a domain name"),
        fault(
            "{\"by\": \"address\"}",
            "{\"by\": \"tls-name\", \"name\": \"border.carrier.example\"}",
            "trunks sbc and border are both told by certificate border.carrier.example"),
        fault(
            "\"name\": \"carrier-in\"",
            "\"name\": \"bob-desk\"",
            "a trunk authenticates with the name of device bob-desk"),
        fault("\"weight\": 7", "\"weight\": 65536", "trunks[1].peers[1]: priority and weight"),
        fault("\"channels\": 30", "\"channels\": 100001", "trunks[1]: a trunk's channels are"),
        fault(
            "\"domain\": \"Sip.Carrier.Example\"",
            "\"domain\": \"a.b\", \"host\": \"192.0.2.9\", \"port\": 1",
            "trunks[2]: must have one of host, peers and domain"),
        fault("\"transport\": \"tls\"", "\"transport\": \"wss\"", "trunks[2]: a trunk's transport"),
        fault(
            "[\"carrier\", \"sbc\"]",
            "[\"carrier\", \"isdn\"]",
            "route group germany has no trunk isdn"),
        fault("\"usa\", \"germany\"", "\"asia\"", "route list mobiles has no route group asia"),
        fault(
            "[\"<local>\", ", "[\"usa\", ", "routeLists[0]: a route list has a route group twice"),
        fault(
            "\"mailboxOf\": \"51234\"",
            "\"mailboxOf\": \"51235\"",
            "hunt group sales has no mailbox of line 51235"),
        fault(
            "\"number\": \"52001\"",
            "\"number\": \"51234\"",
            "the number 51234 of hunt group all is also a line"),
        fault(
            "\"did\": \"+14085552000\"",
            "\"did\": \"+14085551234\"",
            "hunt group sales has the public number of a line"),
        fault("\"ringFor\": 10000", "\"ringFor\": 4999", "huntGroups[0]: ringFor is 5000-120000"),
        fault(
            "\"forwardTo\": \"52000\"",
            "\"forwardTo\": \"52000\", \"mailboxOf\": \"51234\"",
            "huntGroups[1].mailboxOf: stands beside forwardTo"),
        fault(
            "\"forwardTo\": \"52000\"",
            "\"forwardTo\": \"52001\"",
            "hunt group all leads back to all"),
        fault(
            "{\"line\": \"51234\"}]",
            "{\"line\": \"51299\"}]",
            "hunt group sales has no line 51299"),
        fault(
            "\"localRouteGroup\": \"germany\"",
            "\"localRouteGroup\": \"none\"",
            "device pool munich has no route group none"),
        fault(
            "[\"51234\"], \"devicePool\": \"munich\"",
            "[\"51234\"], \"devicePool\": \"berlin\"",
            "device alice-desk has no device pool berlin"),
        fault("\"port\": 5070", "\"port\": 70000", "trunks[0]: a trunk's port is 1-65535"),
        fault(
            "\"host\": \"127.0.0.1\"",
            "\"host\": \"pstn.example\"",
            "trunks[0].host: must be an IP address"),
        fault(
            "\"delayBeforeRinging\": 4000",
            "\"delayBeforeRinging\": -1",
            "users[0].remoteDestinations[0].delayBeforeRinging: must be a whole number"),
        fault(
            "\"answerTooLate\": 19000",
            "\"answerTooLate\": 1000",
            "users[0].remoteDestinations[0]: answerTooLate must be longer"),
        fault(
            "+14085557890",
            "+14085551234",
            "users[0].remoteDestinations[0].number: a line of ours can't be a remote destination"),
        fault(
            "\"51234\", \"51235\"",
            "\"51234\", \"51239\"",
            "device alice-laptop has no line 51239"),
        fault(
            "\"51234\", \"51235\"",
            "\"51234\", \"51234\"",
            "device alice-laptop carries a line twice"),
        fault("\"bob-desk\"", "\"alice-desk\"", "configured twice: alice-desk"),
        fault("\"trunk\": \"pstn\"", "\"trunk\": \"isdn\"", "voicemail has no trunk isdn"),
        fault("America/Los_Angeles", "America/Atlantis", "ringSchedule.timeZone"),
        fault("\"to\": \"18:30\"", "\"to\": \"25:00\"", "periods[0].to: must be a time of day"),
        fault("\"from\": \"08:00\"", "\"from\": \"19:00\"", "periods[0]: a ring period must end"),
        fault("[\"MONDAY\"]", "[]", "days must name at least one day"),
        fault(
            "\"name\": \"Bob Brown\"",
            "\"name\": \"Bob\\u0000\"",
            "users[1].name: must not hold control"),
        fault(
            "\"role\": \"user\",", "\"role\": \"user\", \"role\": \"administrator\",", "not JSON"),
        fault(
            "\"domain\": \"ringspan.test\"",
            "\"domain\": \"ring span\"",
            "domain: not a domain name"),
        fault("\"domain\": \"ringspan.test\",", "", "domain: missing"),
        fault("\"trunks\": [", "\"trunks\": [null, ", "trunks[0]: must be an object"));
  }

  private static Arguments fault(String right, String wrong, String message) {
    assertThat(SeedTexts.COMPANY).contains(right);
    return Arguments.of(SeedTexts.COMPANY.replace(right, wrong), message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("faults")
  @DisplayName("A fault is refused with its field, in one line")
  void refused(String document, String message) {
    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(() -> parse(document))
        .satisfies(
            refusal -> assertThat(refusal.getMessage()).contains(message).doesNotContain("\n"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @DisplayName("What isn't a document at all is refused, not survived by luck")
  void hostile(String text) {
    assertThatExceptionOfType(SeedRefused.class).isThrownBy(() -> parse(text));
  }

  static Stream<String> hostile() {
    return Stream.of(
        "",
        "[]",
        "null",
        "{",
        "{\"domain\":\"d\"} {}",
        "{\"domain\":\"d\"",
        "{'domain':'d'}",
        "{}x",
        "[".repeat(100_000),
        "{\"a\":".repeat(50_000),
        "{\"domain\":\"d\", \"" + "x".repeat(5_000) + "\":1}");
  }
}
