package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.Finding.Severity;

/** What the log says of a configuration's findings, and how often. */
class FindingsLogTest {
  private final List<String> lines = new ArrayList<>();
  private final FindingsLog log = new FindingsLog(lines::add);

  private static List<Finding> findings(int count, Severity severity) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Finding(severity, "line " + i, "is wrong.", "mend it"))
        .toList();
  }

  @Test
  @DisplayName("One line each, with the remedy; notes are left out")
  void oneLineEach() {
    log.tell(findings(1, Severity.ERROR));
    log.tell(findings(1, Severity.WARNING));
    log.tell(findings(5, Severity.NOTE));

    assertThat(lines)
        .containsExactly(
            "Configuration error, line 0: is wrong; mend it",
            "Configuration warning, line 0: is wrong; mend it");
  }

  @Test
  @DisplayName("The same is told once, and again after it has changed")
  void once() {
    log.tell(findings(2, Severity.ERROR));
    log.tell(findings(2, Severity.ERROR));
    assertThat(lines).hasSize(2);

    log.tell(List.of());
    log.tell(findings(2, Severity.ERROR));
    assertThat(lines).hasSize(4);
  }

  @Test
  @DisplayName("Many are counted, not shown")
  void bounded() {
    log.tell(findings(1000, Severity.WARNING));

    assertThat(lines).hasSize(FindingsLog.MOST_LINES + 1);
    assertThat(lines.getLast()).isEqualTo("980 more findings in the configuration");
  }

  private static ConfigurationSnapshot snapshot(String text) {
    ConfigurationDocument seed = SeedParser.parse(text.getBytes(StandardCharsets.UTF_8));
    return new ConfigurationSnapshot(
        1,
        seed.domain(),
        seed.users(),
        seed.lines(),
        seed.devices(),
        seed.trunks(),
        seed.voicemail(),
        seed.dialPlan(),
        seed.reach());
  }

  @Test
  @DisplayName("A large dial plan is looked through only when somebody asks")
  void largePlan() {
    String patterns =
        IntStream.rangeClosed(0, ConfigurationLinter.LARGEST_QUICK_PLAN)
            .mapToObj(
                i ->
                    "{\"pattern\": \"%d\", \"partition\": \"cells\", \"trunk\": \"pstn\"}"
                        .formatted(10_000 + i))
            .collect(java.util.stream.Collectors.joining(","));
    ConfigurationSnapshot large =
        snapshot(
            SeedReachTest.COMPANY.replace(
                "\"partitions\": [\"cells\"],",
                "\"partitions\": [\"cells\"], \"routePatterns\": [" + patterns + "],"));

    assertThat(ConfigurationLinter.quickFindings(large))
        .filteredOn(finding -> finding.where().equals("dial plan"))
        .extracting(Finding::sentence)
        .containsExactly("has more than 1000 patterns and wasn't looked through");
    assertThat(ConfigurationLinter.findings(large))
        .anyMatch(finding -> finding.sentence().contains("No pattern is of class emergency"));
  }

  @Test
  @DisplayName("A seed document with faults of every feature is found out")
  void ofSeed() {
    String text =
        SeedReachTest.COMPANY.replace(
            "\"transport\": \"udp\"", "\"transport\": \"udp\", \"caller\": {\"policy\": \"own\"}");

    log.tell(ConfigurationLinter.quickFindings(snapshot(text)));

    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("Configuration error, line 51234: forwards ALL to 91408*#"))
        .anySatisfy(
            line -> assertThat(line).contains("dial plan: Partition cells is in no search space"))
        .anySatisfy(
            line -> assertThat(line).startsWith("Configuration warning, trunk pstn: shows only"))
        .isSortedAccordingTo(java.util.Comparator.comparing(line -> line.contains("warning, ")))
        .hasSizeLessThanOrEqualTo(FindingsLog.MOST_LINES + 1);
  }
}
