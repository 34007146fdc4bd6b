package org.ringspan.server;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import javax.sql.DataSource;
import org.ringspan.backup.adapter.BackupDoor;
import org.ringspan.cluster.adapter.ClusterMembership;
import org.ringspan.configuration.adapter.CurrentConfiguration;
import org.ringspan.configuration.adapter.Seeding;
import org.ringspan.event.adapter.EventOutbox;
import org.ringspan.mail.adapter.MailSender;
import org.ringspan.metrics.adapter.FigureMeters;
import org.ringspan.record.adapter.RecordOutbox;
import org.ringspan.registration.adapter.Registrar;
import org.ringspan.secret.adapter.SecretDoor;
import org.ringspan.trace.adapter.TraceRecorder;
import org.ringspan.trunk.adapter.TrunkMonitor;
import org.ringspan.voicemail.adapter.VoicemailDoor;

/**
 * Starts the services in order when the application is deployed, and stops them in reverse. What
 * can't start fails the deployment: calls are refused rather than handled wrongly.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Lifecycle {
  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  @PersistenceUnit private EntityManagerFactory mapping;

  @Inject private ClusterMembership cluster;
  @Inject private Seeding seeding;
  @Inject private CurrentConfiguration configuration;
  @Inject private TrunkMonitor trunks;
  @Inject private Registrar registrar;
  @Inject private RecordOutbox records;
  @Inject private EventOutbox events;
  @Inject private FigureMeters meters;
  @Inject private BackupDoor backups;
  @Inject private DatabaseTidying tidying;
  @Inject private TraceRecorder traces;
  @Inject private VoicemailDoor voicemail;
  @Inject private MailSender mail;
  @Inject private SecretDoor secrets;

  @PostConstruct
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void start() {
    DatabaseRequirements.check(database);
    DatabaseSchema.migrate(database);
    DatabaseSchema.validate(mapping);
    cluster.start();
    seeding.seedOnce();
    configuration.start();
    secrets.start();
    trunks.start();
    registrar.start();
    records.start();
    events.start();
    meters.start();
    backups.start();
    tidying.start();
    traces.start();
    voicemail.start();
    mail.start();
    cluster.ready();
  }

  @PreDestroy
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void stop() {
    mail.stop();
    voicemail.stop();
    traces.stop();
    tidying.stop();
    backups.stop();
    events.stop();
    records.stop();
    registrar.stop();
    trunks.stop();
    secrets.stop();
    configuration.stop();
    cluster.stop();
  }
}
