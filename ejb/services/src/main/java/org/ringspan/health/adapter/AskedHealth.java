package org.ringspan.health.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.health.boundary.ServerHealth;

/** Asks when it is asked. Call control and the container tell by their figures. */
@ApplicationScoped
public class AskedHealth implements ServerHealth {
  private static final int DATABASE_WITHIN_SECONDS = 2;

  /**
   * A server whose timers don't run out can't be mended: calls in it ring for ever. Longer than any
   * pause of a machine that is merely overloaded.
   */
  private static final Duration TIMERS_TOO_LATE = Duration.ofSeconds(30);

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  @Inject private Cluster cluster;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AskedHealth() {}

  @Override
  public List<Check> readiness() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("database", databaseAnswers()));
    checks.add(
        new Check(
            "sip", figure("SipContainer", "Accepting").filter(Boolean.TRUE::equals).isPresent()));
    if (cluster.isShared()) {
      checks.add(new Check("cluster", cluster.isSound()));
    }
    return List.copyOf(checks);
  }

  @Override
  public List<Check> liveness() {
    boolean late =
        figure("Calls", "TimersOverdueMillis")
            .filter(millis -> (long) millis > TIMERS_TOO_LATE.toMillis())
            .isPresent();
    return List.of(new Check("timers", !late));
  }

  private boolean databaseAnswers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(DATABASE_WITHIN_SECONDS);
    } catch (SQLException e) {
      return false; // The data source logs why.
    }
  }

  /** None while call control isn't deployed. */
  private static Optional<Object> figure(String bean, String attribute) {
    try {
      return Optional.of(
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName("org.ringspan:type=" + bean), attribute));
    } catch (InstanceNotFoundException e) {
      return Optional.empty();
    } catch (JMException e) {
      throw new IllegalStateException("the figure " + attribute + " can't be read", e);
    }
  }
}
