package org.ringspan.sip.container;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.ringspan.sip.container.GatedDispatcher.Gate;
import org.ringspan.sip.container.api.SipContainerMXBean;
import org.ringspan.sip.wire.WireHardening;
import org.ringspan.sip.wire.WireStatistics;

/** Reads the container's figures where they arise. */
final class ContainerFigures implements SipContainerMXBean {
  private final SipEngine engine;
  private final WireStatistics wire;

  ContainerFigures(SipEngine engine) {
    this.engine = engine;
    this.wire = WireHardening.statistics(engine.stack());
  }

  /** Makes the figures of an engine visible over JMX. */
  static void register(SipEngine engine) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    server.registerMBean(new ContainerFigures(engine), new ObjectName(OBJECT_NAME));
  }

  @Override
  public int getApplicationSessions() {
    SipApplication application = engine.attached();
    return application == null ? 0 : application.getSipManager().getActiveSipApplicationSessions();
  }

  @Override
  public int getSipSessions() {
    SipApplication application = engine.attached();
    return application == null ? 0 : application.getSipManager().getActiveSipSessions();
  }

  @Override
  public int getServerTransactions() {
    return engine.stack().getServerTransactionTableSize();
  }

  @Override
  public int getClientTransactions() {
    return engine.stack().getClientTransactionTableSize();
  }

  @Override
  public int getDialogs() {
    return engine.stack().getDialogs().size();
  }

  @Override
  public long getForcedLockReleases() {
    // Locks are only forced open by a session's acquire(), which SipApplication.enterSipApp never
    // calls.
    return 0;
  }

  @Override
  public long getMessagesIn() {
    return wire.messagesIn();
  }

  @Override
  public long getMessagesOut() {
    return wire.messagesOut();
  }

  @Override
  public Map<Integer, Long> getResponsesIn() {
    return wire.responsesInByStatus();
  }

  @Override
  public Map<Integer, Long> getResponsesOut() {
    return wire.responsesOutByStatus();
  }

  @Override
  public Map<String, Long> getDropped() {
    Map<String, Long> dropped = new TreeMap<>();
    wire.droppedByReason().forEach((reason, count) -> dropped.put(reason.name(), count));
    return dropped;
  }

  @Override
  public long getConnections() {
    return wire.openConnections();
  }

  @Override
  public long getProcessingFailures() {
    return wire.processingFailures();
  }

  @Override
  public long getRetransmissions() {
    return engine.dispatcher().retransmissions();
  }

  @Override
  public long getRejected() {
    return engine.dispatcher().rejected() + wire.rejected();
  }

  @Override
  public long getReceiverRestarts() {
    return wire.receiverRestarts();
  }

  @Override
  public boolean isAccepting() {
    return engine.dispatcher().gate() == Gate.OPEN;
  }

  @Override
  public long getCertificateDaysLeft() {
    WatchedKey key = engine.tlsKey();
    return key == null ? -1000 : Duration.between(Instant.now(), key.expires()).toDays();
  }
}
