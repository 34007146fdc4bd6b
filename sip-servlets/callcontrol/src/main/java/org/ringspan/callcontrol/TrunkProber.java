package org.ringspan.callcontrol;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.trunk.Observation;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.boundary.TrunkWatch;

/**
 * Asks the trunks by OPTIONS (RFC 3261 section 11) if they are there, whenever a probe is due.
 *
 * <p>rfc3261#section-11: "The SIP method OPTIONS allows a UA to query another UA or a proxy server
 * as to its capabilities." What it can do isn't looked at: any answer but 503 says that somebody is
 * there.
 */
@ApplicationScoped
public class TrunkProber {
  private static final Logger LOG = Logger.getLogger(TrunkProber.class);
  private static final String ATTRIBUTE = "org.ringspan.trunk.probe";
  private static final int MINUTES_KEPT = 1;
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Inject private SipFactory factory;
  @Inject private TrunkWatch watch;
  @Inject private ConfigurationSource configuration;
  @Inject private TrunkNames names;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  /**
   * Not the clock of the calls: what that still runs tells whether a call has left something. Nor
   * one of the container, which calls it an error that a server that stops has work left.
   */
  private @Nullable ScheduledExecutorService clock;

  /** A probe on its way. */
  private record Sent(TrunkName trunk, Peer peer, AtomicBoolean settled) {}

  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(threads);
    clock = made;
    made.scheduleWithFixedDelay(
        () -> look(made), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void end() {
    if (clock != null) {
      clock.shutdownNow();
    }
  }

  private void look(ScheduledExecutorService now) {
    try {
      watch.due().forEach(probe -> send(probe, now));
    } catch (RuntimeException e) {
      // Probing goes on at the next look; until then calls tell what is up.
      LOG.warn("trunks can't be probed now", e);
    }
  }

  private void send(TrunkWatch.Probe probe, ScheduledExecutorService now) {
    Sent sent = new Sent(probe.trunk().name(), probe.peer(), new AtomicBoolean());
    try {
      options(probe, sent).send();
      now.schedule(
          () -> settle(sent, new Observation.Silent()),
          watch.probeTimeout().toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (IOException | ServletParseException | IllegalStateException e) {
      LOG.debugf("no OPTIONS can be sent to trunk %s: %s", sent.trunk(), e.getMessage());
      settle(sent, new Observation.Unreachable());
    }
  }

  private SipServletRequest options(TrunkWatch.Probe probe, Sent sent)
      throws ServletParseException {
    names.require();
    SipURI uri = TrunkUris.of(factory, "", probe.peer(), probe.trunk().transport());
    Address from = factory.createAddress("<sip:" + configuration.current().domain() + ">");
    SipApplicationSession session = factory.createApplicationSession();
    // A probe that nobody answers leaves nothing for longer than its transaction lasts.
    session.setExpires(MINUTES_KEPT);
    SipServletRequest options =
        factory.createRequest(session, "OPTIONS", from, factory.createAddress(uri));
    options.setRequestURI(uri);
    options.setHeader("Accept", "application/sdp");
    options.getSession().setAttribute(ATTRIBUTE, sent);
    return options;
  }

  /**
   * Takes the answer to a probe.
   *
   * @return false when the response answers something else
   */
  boolean answered(SipServletResponse response) {
    if (!response.getMethod().equals("OPTIONS")
        || !response.getSession().isValid()
        || !(response.getSession().getAttribute(ATTRIBUTE) instanceof Sent sent)) {
      return false;
    }
    if (response.getStatus() >= 200) {
      settle(sent, TrunkObservations.of(response));
      response.getApplicationSession().invalidate();
    }
    return true;
  }

  private void settle(Sent sent, Observation observation) {
    if (sent.settled().compareAndSet(false, true)) {
      watch.observed(sent.trunk(), sent.peer(), observation);
    }
  }
}
