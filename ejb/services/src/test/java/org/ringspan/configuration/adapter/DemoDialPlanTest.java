package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.dialplan.BlockCause;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.Resolution;
import org.ringspan.dialplan.SearchSpace;

/** The dial plan of the demo company does what the administrators' guide says. */
class DemoDialPlanTest {
  private static final Path DOCUMENT =
      Path.of(
          "../../wildfly-config/launcher/src/main/resources/org/ringspan/launcher/demo-company.json");

  private final ConfigurationSnapshot company;
  private final DialPlan plan;
  private final SearchSpace phones;

  DemoDialPlanTest() throws IOException {
    ConfigurationDocument document =
        SeedParser.parse(
            Files.readString(DOCUMENT)
                .replace("${ringspan.domain}", "ringspan.test")
                .replace("${ringspan.bind.address}", "127.0.0.1")
                .getBytes(StandardCharsets.UTF_8));
    company =
        new ConfigurationSnapshot(
            1,
            document.domain(),
            document.users(),
            document.lines(),
            document.devices(),
            document.trunks(),
            document.voicemail(),
            document.dialPlan(),
            document.reach());
    plan = company.dialPlan();
    phones = plan.spaceOf(Optional.empty(), Optional.empty());
  }

  private void assertRoute(String dialled, String called, CallClass callClass) {
    assertThat(plan.resolve(dialled, phones))
        .as(dialled)
        .isInstanceOfSatisfying(
            Resolution.Route.class,
            route -> {
              assertThat(route.called()).isEqualTo(called);
              assertThat(route.callClass()).isEqualTo(callClass);
            });
  }

  @Test
  @DisplayName("Outside numbers in every habit")
  void outside() {
    assertRoute("914085557890", "+14085557890", CallClass.NATIONAL);
    assertRoute("94085557890", "+14085557890", CallClass.NATIONAL);
    assertRoute("+14085557890", "+14085557890", CallClass.NATIONAL);
    assertRoute("90114930123456", "+4930123456", CallClass.INTERNATIONAL);
    assertRoute("90114930123456#", "+4930123456", CallClass.INTERNATIONAL);
    assertRoute("+4930123456", "+4930123456", CallClass.INTERNATIONAL);
    assertThat(plan.resolve("+19005551234", phones))
        .isEqualTo(new Resolution.Blocked(BlockCause.CALL_REJECTED));
  }

  @Test
  @DisplayName("Emergency numbers, with and without the prefix")
  void emergency() {
    for (String dialled : List.of("911", "9911")) {
      assertRoute(dialled, "911", CallClass.EMERGENCY);
    }
    for (String dialled : List.of("112", "9112")) {
      assertRoute(dialled, "112", CallClass.EMERGENCY);
    }
  }

  @Test
  @DisplayName("Colleagues by number, public number in any habit, and name; the mailbox")
  void inside() {
    Resolution bob = new Resolution.Line(new DirectoryNumber("51235"), List.of());
    for (String dialled : List.of("51235", "+14085551235", "914085551235", "bob")) {
      assertThat(plan.resolve(dialled, phones)).as(dialled).isEqualTo(bob);
    }
    assertThat(plan.resolve("59999", phones)).isInstanceOf(Resolution.Voicemail.class);
  }

  @Test
  @DisplayName("The telephone network reaches public numbers of lines and nothing else")
  void incoming() {
    SearchSpace trunks = plan.spaceOfTrunk(Optional.empty());
    assertThat(plan.resolve("+14085551235", trunks)).isInstanceOf(Resolution.Line.class);
    for (String dialled : List.of("51235", "+14085557890", "914085557890", "bob")) {
      assertThat(plan.resolve(dialled, trunks)).as(dialled).isInstanceOf(Resolution.NoMatch.class);
    }
  }

  @Test
  @DisplayName("There is nothing to find fault with")
  void findings() {
    assertThat(ConfigurationLinter.findings(company)).isEmpty();
  }
}
