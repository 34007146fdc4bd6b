package org.ringspan.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.provisioning.ProvisioningRun;
import org.ringspan.provisioning.ProvisioningRun.Phase;
import org.ringspan.provisioning.Step.Action;
import org.ringspan.provisioning.ThingKind;

/** As monitoring reads them: from the platform's MBean server. */
class ProvisioningFiguresTest {
  private static final Instant THEN = Instant.parse("2026-12-01T00:00:00Z");
  private final ProvisioningFigures figures = new ProvisioningFigures();

  @BeforeEach
  void start() {
    figures.start();
  }

  @AfterEach
  void stop() {
    figures.stop();
  }

  private static Object read(String attribute) throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .getAttribute(new ObjectName("org.ringspan:type=Provisioning"), attribute);
  }

  private static Map<String, Long> table(String attribute) throws JMException {
    Map<String, Long> read = new TreeMap<>();
    for (Object row : ((TabularData) read(attribute)).values()) {
      CompositeData entry = (CompositeData) row;
      read.put((String) entry.get("key"), (Long) entry.get("value"));
    }
    return read;
  }

  private void ended(Phase phase, boolean dryRun, int refused) {
    figures.ended(
        new ProvisioningRun(
            "1",
            "carol",
            dryRun,
            phase,
            Map.of(Action.REFUSE, refused),
            0,
            Optional.empty(),
            THEN,
            Optional.of(THEN)));
  }

  @Test
  @DisplayName("HD5: before anything has run every outcome and kind is there, with nothing in it")
  void nothing() throws JMException {
    assertThat(table("Runs"))
        .isEqualTo(Map.of("done", 0L, "needs-consent", 0L, "failed", 0L, "cancelled", 0L));
    assertThat(table("There")).isEqualTo(Map.of("user", 0L, "group", 0L));
    assertThat(read("Refused")).isEqualTo(0L);
    assertThat(read("LastSuccessSeconds")).isEqualTo(0L);
  }

  @Test
  @DisplayName("HD5: runs are counted by outcome with what was refused; trials are not")
  void counted() throws JMException {
    ended(Phase.DONE, false, 2);
    ended(Phase.DONE, false, 0);
    ended(Phase.FAILED, false, 1);
    ended(Phase.CANCELLED, false, 1);
    ended(Phase.NEEDS_CONSENT, false, 5);
    ended(Phase.DONE, true, 7);
    assertThat(table("Runs"))
        .isEqualTo(Map.of("done", 2L, "needs-consent", 1L, "failed", 1L, "cancelled", 1L));
    assertThat(read("Refused")).isEqualTo(4L);
  }

  @Test
  @DisplayName("HD5: what the service has, and when a run was through last, are shown as stored")
  void stored() throws JMException {
    figures.show(new ProvisioningFigures.Stored(Map.of(ThingKind.USER, 3L), Optional.of(THEN)));
    assertThat(table("There")).isEqualTo(Map.of("user", 3L, "group", 0L));
    assertThat(read("LastSuccessSeconds")).isEqualTo(THEN.getEpochSecond());
  }
}
