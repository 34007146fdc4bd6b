package org.ringspan.backup.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ringspan.backup.boundary.DatabaseBackup;

/** Takes copies for services of ours and, by an MBean, for the command that makes backups. */
@ApplicationScoped
public class BackupDoor implements DatabaseBackup {
  private static final Logger LOG = Logger.getLogger(BackupDoor.class);
  private static final String NAME = "org.ringspan:type=Backup";

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  @Inject private Clock clock;
  private volatile long lastSeconds;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public BackupDoor() {}

  /** Opens the door for the command. */
  public void start() {
    BackupMXBean door =
        new BackupMXBean() {
          @Override
          public long getLastSeconds() {
            return lastSeconds;
          }

          @Override
          public long writeTo(String file) {
            try {
              return BackupDoor.this.writeTo(Path.of(file));
            } catch (InvalidPathException | BackupFailed e) {
              // The caller has none of our classes.
              throw new IllegalArgumentException(e.getMessage());
            }
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new StandardMBean(door, BackupMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("backups can't be offered", e);
    }
  }

  /** Closes it. */
  public void stop() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("backups can't be withdrawn", e);
    }
  }

  @Override
  public long writeTo(Path file) {
    long size = H2Backup.write(database, file);
    lastSeconds = clock.instant().getEpochSecond();
    LOG.infof("The database is copied to %s, %d octets", file, size);
    return size;
  }
}
