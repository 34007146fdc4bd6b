package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.address.RouteListName;
import org.ringspan.dialplan.BlockCause;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.CallingChange;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.Discard;
import org.ringspan.dialplan.LinePlace;
import org.ringspan.dialplan.NumberMask;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.dialplan.SearchSpaceName;

/** The dial plan in a seed document. */
class SeedDialPlanTest {
  /** Everything that can stand in one. */
  static final String COMPANY =
      """
      {"domain": "ringspan.test",
       "users": [
         {"id": "alice", "name": "Alice Adams",
          "lines": [{"number": "51234", "did": "+14085551234", "partition": "internal",
                     "searchSpace": "employees"}],
          "devices": [{"name": "alice-desk", "lines": ["51234"], "searchSpace": "site"}]},
         {"id": "bob", "name": "Bob Brown", "lines": [{"number": "51235"}],
          "devices": [{"name": "bob-desk", "lines": ["51235"]}]}],
       "trunks": [{"name": "pstn", "host": "127.0.0.1", "port": 5070, "transport": "udp",
         "numbers": {"callingTransformations": "site", "calledTransformations": "nothing"}}],
       "dialPlan": {
         "outsidePrefix": "9",
         "phoneSearchSpace": "employees",
         "trunkSearchSpace": "incoming",
         "reroutingSearchSpace": "site",
         "linePartition": "internal",
         "partitions": ["internal", "national", "habits", "emergency"],
         "searchSpaces": [
           {"name": "employees", "partitions": ["internal", "<dids>", "national"]},
           {"name": "site", "partitions": ["habits", "national"]},
           {"name": "incoming", "partitions": ["<dids>"]},
           {"name": "nothing", "partitions": []}],
         "routePatterns": [
           {"pattern": "911", "partition": "emergency", "routeList": "to-pstn",
            "class": "emergency"},
           {"pattern": "\\\\+1[2-9]XX[2-9]XXXXXX", "partition": "national", "trunk": "pstn"},
           {"pattern": "0011.!#", "partition": "national", "routeList": "to-pstn",
            "urgent": true, "class": "international", "offNet": true,
            "called": {"discard": "pre-dot-trailing-hash", "mask": "XXXX", "prefix": "+"},
            "calling": {"useExternalNumber": false, "mask": "+1408555XXXX", "prefix": "7",
                        "presentation": "restricted"}},
           {"pattern": "1900!", "partition": "national", "block": "call-rejected",
            "class": "premium"}],
         "translationPatterns": [
           {"pattern": "9.1XXXXXXXXXX", "partition": "habits", "searchSpace": "employees",
            "called": {"discard": "pre-dot", "prefix": "+"}},
           {"pattern": "0", "partition": "habits", "urgent": false,
            "called": {"mask": "51234"}}],
         "transformationPatterns": [
           {"kind": "calling", "pattern": "5XXXX", "partition": "habits",
            "change": {"prefix": "+1408555"}, "presentation": "allowed"},
           {"kind": "called", "pattern": "\\\\+.1XXXXXXXXXX", "partition": "habits",
            "change": {"discard": "pre-dot"}}],
         "applicationDialRules": [
           {"name": "local", "beginsWith": "555", "numberOfDigits": 7, "digitsToRemove": 0,
            "prefix": "91408"},
           {"name": "any", "numberOfDigits": 10, "digitsToRemove": 3}]}}
      """;

  private static ConfigurationDocument parse(String json) {
    return SeedParser.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("Everything is read")
  void everything() {
    ConfigurationDocument document = parse(COMPANY);
    DialPlanSettings plan = document.dialPlan();

    assertThat(plan.partitions())
        .extracting(PartitionName::value)
        .containsExactly("internal", "national", "habits", "emergency");
    assertThat(plan.searchSpaces()).hasSize(4);
    assertThat(plan.searchSpaces().getFirst().space())
        .isEqualTo(
            SearchSpace.of(
                new PartitionName("internal"), PartitionName.DIDS, new PartitionName("national")));
    assertThat(plan.routePatterns().get(2))
        .isEqualTo(
            new RoutePattern(
                NumberPattern.of("0011.!#"),
                new PartitionName("national"),
                new RouteTarget.ToRouteList(new RouteListName("to-pstn")),
                true,
                CallClass.INTERNATIONAL,
                true,
                new CalledChange(
                    Discard.PRE_DOT_TRAILING_HASH, Optional.of(new NumberMask("XXXX")), "+"),
                new CallingChange(
                    false,
                    Optional.of(new NumberMask("+1408555XXXX")),
                    "7",
                    Presentation.RESTRICTED)));
    assertThat(plan.routePatterns().getLast().target())
        .isEqualTo(new RouteTarget.Block(BlockCause.CALL_REJECTED));
    assertThat(plan.defaults().outsidePrefix()).contains("9");
    assertThat(plan.defaults().rerouting()).contains(new SearchSpaceName("site"));
    assertThat(document.lines().getFirst().place())
        .isEqualTo(
            new LinePlace(
                Optional.of(new PartitionName("internal")),
                Optional.of(new SearchSpaceName("employees"))));
    assertThat(document.lines().getLast().place()).isEqualTo(LinePlace.DEFAULT);
    assertThat(document.devices().getFirst().searchSpace()).contains(new SearchSpaceName("site"));
  }

  @Test
  @DisplayName("What is not said: an off-net route shows the caller's public number, others don't")
  void defaults() {
    DialPlanSettings plan = parse(COMPANY).dialPlan();

    RoutePattern national = plan.routePatterns().get(1);
    assertThat(national.callClass()).isEqualTo(CallClass.NATIONAL);
    assertThat(national.urgent()).isFalse();
    assertThat(national.offNet()).isTrue();
    assertThat(national.called()).isEqualTo(CalledChange.NONE);
    assertThat(national.calling().useExternal()).isTrue();
    assertThat(plan.translationPatterns().getFirst().urgent()).isTrue();
    assertThat(plan.translationPatterns().getFirst().calling()).isEqualTo(CallingChange.NONE);
    assertThat(plan.translationPatterns().getLast().space()).isEmpty();
  }

  @Test
  @DisplayName("Without the part there is no plan")
  void none() {
    assertThat(parse("{\"domain\": \"ringspan.test\"}").dialPlan())
        .isEqualTo(DialPlanSettings.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"partitions\": [\"<lines>\"]}"
            + "|dialPlan.partitions[0]: this partition is always there",
        "{\"partitions\": [\"a\", \"a\"]}|partition a is configured twice",
        "{\"partitions\": [\"a/b\"]}"
            + "|dialPlan.partitions[0]: not a partition name: 1-50 of A-Z a-z 0-9 blank . _ -,"
            + " or <lines>, <dids>, <outside>",
        "{\"searchSpaces\": [{\"name\": \"s\", \"partitions\": [\"a\"]}]}"
            + "|search space s names no partition that is there: a",
        "{\"searchSpaces\": [{\"name\": \"s\", \"partitions\": [\"<dids>\", \"<dids>\"]}]}"
            + "|dialPlan.searchSpaces[0]: a search space names a partition once",
        "{\"phoneSearchSpace\": \"s\"}"
            + "|the default of phones names no search space that is there: s",
        "{\"outsidePrefix\": \"9*\"}|dialPlan: an outside prefix is 1-4 digits",
        "{\"routePatterns\": [{\"pattern\": \"9@\", \"partition\": \"a\", \"trunk\": \"t\"}]}"
            + "|dialPlan.routePatterns[0].pattern: pattern, character 2: @ is not supported: write"
            + " the numbers of your country as patterns",
        "{\"routePatterns\": [{\"pattern\": \"9\", \"partition\": \"a\"}]}"
            + "|dialPlan.routePatterns[0]: must have one of routeList, trunk and block",
        "{\"routePatterns\": [{\"pattern\": \"9\", \"partition\": \"a\", \"trunk\": \"t\","
            + " \"block\": \"call-rejected\"}]}"
            + "|dialPlan.routePatterns[0]: must have one of routeList, trunk and block",
        "{\"routePatterns\": [{\"pattern\": \"9\", \"partition\": \"a\", \"block\": \"loop\"}]}"
            + "|dialPlan.routePatterns[0].block: must be one of unallocated-number, call-rejected,"
            + " number-changed, invalid-number-format",
        "{\"routePatterns\": [{\"pattern\": \"9!\", \"partition\": \"a\", \"trunk\": \"t\","
            + " \"class\": \"emergency\"}]}"
            + "|dialPlan.routePatterns[0]: emergency pattern 9! has no fixed length: ! isn't"
            + " allowed in one",
        "{\"routePatterns\": [{\"pattern\": \"9\", \"partition\": \"a\", \"trunk\": \"t\","
            + " \"called\": {\"discard\": \"pre-dot\"}}]}"
            + "|dialPlan.routePatterns[0]: pattern 9 has no dot, so nothing can be discarded before"
            + " it",
        "{\"routePatterns\": [{\"pattern\": \"9\", \"partition\": \"a\", \"trunk\": \"t\","
            + " \"called\": {\"mask\": \"y\"}}]}"
            + "|dialPlan.routePatterns[0].called.mask: a mask is 1-24 of 0-9 X * #, + only in front",
        "{\"routePatterns\": [{\"pattern\": \"9\", \"partition\": \"a\", \"trunk\": \"t\","
            + " \"calling\": {\"hide\": true}}]}"
            + "|dialPlan.routePatterns[0].calling.hide: unknown field",
        "{\"routePatterns\": [{\"pattern\": \"9\", \"partition\": \"a\", \"trunk\": \"t\"}]}"
            + "|route pattern 9 names no partition that is there: a",
        "{\"translationPatterns\": [{\"pattern\": \"9\", \"partition\": \"<dids>\"}]}"
            + "|translation pattern 9 can't be in partition <dids>",
        "{\"applicationDialRules\": [{\"name\": \"r\", \"numberOfDigits\": 3,"
            + " \"digitsToRemove\": 3}]}"
            + "|dialPlan.applicationDialRules[0]: the rule leaves nothing to dial",
        "{\"routes\": []}|dialPlan.routes: unknown field"
      })
  void refused(String plan, String why) {
    assertThatThrownBy(() -> parse("{\"domain\": \"ringspan.test\", \"dialPlan\": " + plan + "}"))
        .isInstanceOf(SeedRefused.class)
        .hasMessage("seed document: " + why);
  }

  @Test
  @DisplayName("A line or device with a search space that isn't there is refused")
  void strangers() {
    String lines =
        "{\"domain\": \"ringspan.test\", \"users\": [{\"id\": \"a\", \"name\": \"A\","
            + " \"lines\": [{\"number\": \"12\", \"%s\": \"gone\"}]}]}";
    assertThatThrownBy(() -> parse(lines.formatted("searchSpace")))
        .hasMessage("seed document: line 12 names no search space that is there: gone");
    assertThatThrownBy(() -> parse(lines.formatted("partition")))
        .hasMessage("seed document: line 12 names no partition that is there: gone");
  }
}
