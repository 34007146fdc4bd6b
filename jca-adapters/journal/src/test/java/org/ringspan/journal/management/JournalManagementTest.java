package org.ringspan.journal.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringspan.journal.Stage.errorOf;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.openmbean.CompositeData;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;

@DisplayName("A journal over JMX")
class JournalManagementTest {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Stage stage = new Stage();

  private Object attribute(String name) throws Exception {
    return server.getAttribute(JournalManagement.objectName("test"), name);
  }

  private Object repair(String operation, Object... parameters) throws Exception {
    var types = new String[parameters.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = parameters[i] instanceof Boolean ? "boolean" : String.class.getName();
    }
    return server.invoke(JournalManagement.objectName("test"), operation, parameters, types);
  }

  @Test
  @DisplayName("shows figures, open branches and parked intents, and repairs these, by plain types")
  void showsAndRepairs() throws Exception {
    try (var management = JournalManagement.offer(stage.journal(), "test", stage.clock)) {
      assertThat(management).isNotNull();
      assertThat(attribute("OldestOpenSeconds")).isEqualTo(0L);
      stage.remote.obstacle((attempt, wish) -> Outcome.refused("no such group"));
      for (var name : new String[] {"t", "u", "v"}) {
        var xid = stage.prepared(name, new Wish(name, "1"));
        assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XAException.XA_HEURRB);
      }
      stage.prepared("w", new Wish("w", "1"));
      stage.clock.pass(Duration.ofSeconds(90));
      assertThat(attribute("ParkedIntents")).isEqualTo(3);
      assertThat(attribute("InDoubtBranches")).isEqualTo(1);
      assertThat(attribute("HeuristicBranches")).isEqualTo(3);
      assertThat(attribute("OldestOpenSeconds")).isEqualTo(90L);
      assertThat((long) attribute("LiveBytes")).isPositive();
      assertThat((long) attribute("Forces")).isPositive();
      assertThat((String[]) attribute("Damages")).isEmpty();
      var open = (CompositeData[]) attribute("Open");
      assertThat(open).hasSize(4);
      assertThat(open[3].get("phase")).isEqualTo("IN_DOUBT");
      var parked = (CompositeData[]) attribute("Parked");
      assertThat(parked).hasSize(3);
      assertThat(parked[0].get("reason")).isEqualTo("no such group");
      assertThat(parked[0].get("why")).isEqualTo("REFUSED");
      assertThat(parked[0].get("preparedAt")).isEqualTo("2026-11-30T12:00:00Z");
      assertThat(repair("retry", parked[0].get("key"), false, "ann")).isEqualTo("ACCEPTED");
      assertThat(repair("discard", parked[1].get("key"), "ann")).isEqualTo("ACCEPTED");
      assertThat(repair("markAsDone", parked[2].get("key"), "ann")).isEqualTo("ACCEPTED");
      assertThat(repair("discard", parked[2].get("key"), "ann")).isEqualTo("NOT_PARKED");
      assertThat(repair("discard", "NOT A KEY", "ann")).isEqualTo("NOT_PARKED");
      assertThat(attribute("ParkedIntents")).isEqualTo(0);
      assertThatThrownBy(() -> JournalManagement.offer(stage.journal(), "test", stage.clock))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(server.isRegistered(JournalManagement.objectName("test"))).isFalse();
  }
}
