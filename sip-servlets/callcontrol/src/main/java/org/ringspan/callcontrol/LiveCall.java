package org.ringspan.callcontrol;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallMailbox;
import org.ringspan.call.CallState;
import org.ringspan.call.LegId;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegTarget;
import org.ringspan.record.CallId;

/**
 * One call as SIP knows it: one application session, one party for each leg. Freed when the call is
 * released.
 */
final class LiveCall {
  /** The attribute of a SIP session that says whose dialog it is. */
  private static final String PARTY = "org.ringspan.callcontrol.party";

  /** What the id is called in the context of log messages. */
  private static final String LOGGED_AS = "call";

  /** More than legs that a call rings. */
  private static final int ARRIVALS = 1000;

  private final AtomicInteger arrivals = new AtomicInteger();
  private final CallId id;
  private final Instant arrived;
  private final SipApplicationSession session;
  private final IncomingCall placed;
  private final Map<LegId, Party> parties = new ConcurrentHashMap<>();
  private final Map<LegId, LegTarget> targets = new ConcurrentHashMap<>();
  private final CallReport report;
  private final CallMailbox mailbox;
  private final CallerResponses responses;
  private final HeldClaims claims;
  private final Links links;
  private final CallTransfers transfers = new CallTransfers();

  /** When somebody was put on hold last, by the clock of {@link System#nanoTime}. */
  private volatile long heldAt;

  private final Consumer<LiveCall> watcher;
  private final AtomicBoolean news = new AtomicBoolean();

  /**
   * @param placed as the rules were asked for it
   * @param report is told everything that happens
   * @param claims what was reserved for it
   * @param watcher is told after each event, when it may stand somewhere new; must not wait
   * @param shell makes what carries out the effects of this call
   */
  LiveCall(
      CallId id,
      Instant arrived,
      IncomingCall placed,
      SipServletRequest invite,
      CallReport report,
      HeldClaims claims,
      Consumer<LiveCall> watcher,
      Function<LiveCall, CallMailbox.Shell> shell) {
    this.id = id;
    this.arrived = arrived;
    this.placed = placed;
    this.claims = claims;
    this.watcher = watcher;
    this.session = invite.getApplicationSession();
    this.report = report;
    this.links = new Links(this);
    this.mailbox = new CallMailbox(shell.apply(this));
    this.responses = new CallerResponses(invite, join(LegId.CALLER, invite), report);
    report.received(LegId.CALLER, invite);
  }

  /** Whatever is logged while the event is handled has the call's id in its context. */
  void post(CallEvent event) {
    Object outer = MDC.get(LOGGED_AS);
    if (id.value().equals(outer)) {
      handle(event);
      return;
    }
    MDC.put(LOGGED_AS, id.value());
    try {
      handle(event);
    } finally {
      // A call may have posted to another one.
      if (outer == null) {
        MDC.remove(LOGGED_AS);
      } else {
        MDC.put(LOGGED_AS, outer);
      }
    }
  }

  private void handle(CallEvent event) {
    report.happened(event);
    mailbox.post(event);
    watcher.accept(this);
  }

  /** Whether it is to be put where changed calls wait to be looked at: it isn't there yet. */
  boolean becomesNews() {
    return news.compareAndSet(false, true);
  }

  /** It is going to be looked at. */
  void isNoNews() {
    news.set(false);
  }

  CallReport report() {
    return report;
  }

  CallId id() {
    return id;
  }

  /** What was reserved for it. */
  HeldClaims claims() {
    return claims;
  }

  /** What joins it with other calls. */
  Links links() {
    return links;
  }

  /** Where it is sent by telephones. */
  CallTransfers transfers() {
    return transfers;
  }

  /** Somebody is put on hold now. */
  void holds() {
    heldAt = System.nanoTime();
  }

  /** When that was last, to be compared with other calls only. */
  long heldAt() {
    return heldAt;
  }

  Instant arrived() {
    return arrived;
  }

  SipApplicationSession session() {
    return session;
  }

  /** A leg becomes a party; messages of its session are its from now on. */
  Party join(LegId leg, SipServletRequest invite) {
    Party party = new Party(this, leg, invite);
    parties.put(leg, party);
    invite.getSession().setAttribute(PARTY, party);
    return party;
  }

  /** Where it stands now; for display and for asking, since it may have changed already. */
  CallState state() {
    return mailbox.state();
  }

  /** How it came. */
  IncomingCall placed() {
    return placed;
  }

  /** A leg rings somebody. */
  void rings(LegId leg, LegTarget target) {
    targets.put(leg, target);
  }

  /** Whom a leg has rung; none for the caller. */
  Optional<LegTarget> target(LegId leg) {
    return Optional.ofNullable(targets.get(leg));
  }

  /** What the caller's INVITE is answered with. */
  CallerResponses responses() {
    return responses;
  }

  /** What a telephone is called that calls to take this call: no leg of ours has such a number. */
  LegId arrival() {
    return new LegId(ARRIVALS * arrivals.incrementAndGet());
  }

  /** The party of a leg, if it was ever invited. */
  Optional<Party> partyIfAny(LegId leg) {
    return Optional.ofNullable(parties.get(leg));
  }

  /** It is over: nobody is asked for keys any more. */
  void forgetKeys() {
    parties.values().forEach(party -> party.keys().forget());
  }

  Party caller() {
    return party(LegId.CALLER);
  }

  /**
   * @throws IllegalStateException when the leg was never invited
   */
  Party party(LegId leg) {
    Party party = parties.get(leg);
    if (party == null) {
      throw new IllegalStateException("no party for " + leg);
    }
    return party;
  }

  /** Whose dialog a SIP session is; nobody's when the call is over. */
  static Optional<Party> partyOf(@Nullable SipSession session) {
    return session != null
            && session.isValid()
            && session.getAttribute(PARTY) instanceof Party party
        ? Optional.of(party)
        : Optional.empty();
  }
}
