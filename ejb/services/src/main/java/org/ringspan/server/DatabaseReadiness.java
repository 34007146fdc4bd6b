package org.ringspan.server;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the database answers: without it no registration is accepted. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {
  private static final int WITHIN_SECONDS = 2;

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DatabaseReadiness() {}

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database").status(answers()).build();
  }

  private boolean answers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(WITHIN_SECONDS);
    } catch (SQLException e) {
      return false; // The data source logs why.
    }
  }
}
