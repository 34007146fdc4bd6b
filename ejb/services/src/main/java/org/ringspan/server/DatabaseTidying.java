package org.ringspan.server;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the file of the default database from growing without an end; see {@link H2File}. */
@ApplicationScoped
public class DatabaseTidying {
  private static final Logger LOG = Logger.getLogger(DatabaseTidying.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration REUSED_AFTER = Duration.ofSeconds(15);

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/ringspan")
  private ManagedScheduledExecutorService scheduler;

  private volatile @Nullable ScheduledFuture<?> running;
  private boolean failed;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DatabaseTidying() {}

  /** Begins, if the database is one that needs it. */
  public void start() {
    try (Connection connection = database.getConnection()) {
      if (H2File.of(connection).isEmpty()) {
        return;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database can't be looked at: " + e.getMessage(), e);
    }
    running =
        scheduler.scheduleWithFixedDelay(
            this::tidy, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends. */
  public void stop() {
    ScheduledFuture<?> now = running;
    if (now != null) {
      now.cancel(false);
    }
  }

  private void tidy() {
    try (Connection connection = database.getConnection()) {
      Optional<H2File> file = H2File.of(connection);
      file.ifPresent(it -> it.tidy(REUSED_AFTER));
      failed = false;
    } catch (SQLException | RuntimeException e) {
      // The database is away or its disk is full, which others tell; it is tried again.
      if (!failed) {
        LOG.warnf(e, "The file of the database can't be tidied up now");
      }
      failed = true;
    }
  }
}
