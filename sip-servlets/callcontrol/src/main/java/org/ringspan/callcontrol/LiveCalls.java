package org.ringspan.callcontrol;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.servlet.sip.SipServletRequest;
import org.jboss.logging.Logger;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.boundary.CallCommands;
import org.ringspan.call.boundary.MoveAnswer;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.event.boundary.CallEvents;
import org.ringspan.explain.CallChronicle;
import org.ringspan.explain.boundary.LiveChronicles;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.MoveRules;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.boundary.ReachService;
import org.ringspan.record.CallId;
import org.ringspan.record.boundary.CallRecords;
import org.ringspan.sip.container.api.ApplicationStopping;
import org.ringspan.trunk.TrunkChannels;

/**
 * The book of live calls: they are entered at their INVITE and struck out when they are released.
 */
@ApplicationScoped
public class LiveCalls {
  private static final Logger LOG = Logger.getLogger(LiveCalls.class);
  private static final String NAME = "org.ringspan:type=Calls";

  /** How long the parties have to answer our BYE when the application stops. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  @Inject private LegInvites invites;
  @Inject private CallTimers timers;
  @Inject private CallRecords records;
  @Inject private Redirects redirects;
  @Inject private CallEvents events;
  @Inject private CallMeters meters;
  @Inject private LiveChronicles chronicles;
  @Inject private TraceTap traces;
  @Inject private CallCommands commands;
  @Inject private CallMoves moves;
  @Inject private LineWatch lines;
  @Inject private ParkPlaces parks;
  @Inject private KeyTrunks keyTrunks;
  @Inject private ConfigurationSource configuration;
  @Inject private MediaEngines media;
  @Inject private VoiceQuestions questions;
  @Inject private Instance<TrunkChannels> channels;
  @Inject private ReachService reach;
  private final Clock clock = Clock.systemUTC();
  private final Set<LiveCall> live = ConcurrentHashMap.newKeySet();
  private final LongAdder started = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder ignored = new LongAdder();

  @PostConstruct
  void start() {
    chronicles.from(
        this::chronicle, () -> live.stream().map(call -> call.report().chronicle()).toList());
    commands.to(
        new CallCommands.Target() {
          @Override
          public boolean hangUp(CallId call) {
            return LiveCalls.this.hangUp(call);
          }

          @Override
          public MoveAnswer move(CallId call, Optional<UserId> whose, MoveRules.To to) {
            return find(call)
                .map(found -> moves.move(found, whose, to))
                .orElseGet(() -> MoveAnswer.of(MoveAnswer.Result.NO_SUCH_CALL));
          }
        });
    traces.connect();
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(new Figures(), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of calls can't be published", e);
    }
  }

  /** The figures and the media engine are there from the start, not from the first call. */
  void wake(@Observes @Initialized(ApplicationScoped.class) Object application) {
    LOG.debugf(
        "calls can begin, %d of them have media, %d octets are recorded",
        media.statistics().calls(), questions.recorded());
  }

  /**
   * The application is going to stop: new calls are refused already, live ones may end by
   * themselves for a while, then we end them (D19).
   */
  void drain(@Observes ApplicationStopping stopping) {
    if (!endsWithin(CallSetting.DRAIN.seconds())) {
      LOG.infof("%d calls are ended, since the application stops", live.size());
      live.forEach(call -> call.post(HangUpRequested.serverStops()));
      if (!endsWithin(FAREWELL)) {
        LOG.warnf("%d calls did not end in time", live.size());
      }
    }
  }

  private boolean endsWithin(Duration longest) {
    Instant until = clock.instant().plus(longest);
    synchronized (live) {
      try {
        for (Instant now = clock.instant();
            !live.isEmpty() && now.isBefore(until);
            now = clock.instant()) {
          live.wait(Math.max(1, Duration.between(now, until).toMillis()));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return live.isEmpty();
    }
  }

  @PreDestroy
  void stop() {
    chronicles.from(call -> Optional.empty(), List::of);
    commands.to(CallCommands.Target.NONE);
    traces.disconnect();
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      LOG.warn("the figures of calls can't be withdrawn", e);
    }
  }

  /** An administrator's wish: it happens on the call's own thread. */
  private boolean hangUp(CallId id) {
    Optional<LiveCall> found = find(id);
    found.ifPresent(call -> call.post(new HangUpRequested()));
    return found.isPresent();
  }

  private Optional<CallChronicle> chronicle(CallId id) {
    return find(id).map(call -> call.report().chronicle());
  }

  /** Those that live now. */
  Collection<LiveCall> all() {
    return Collections.unmodifiableSet(live);
  }

  private Optional<LiveCall> find(CallId id) {
    return live.stream().filter(call -> call.id().equals(id)).findAny();
  }

  LiveCall begin(
      SipServletRequest invite,
      Instant arrived,
      IncomingCall placed,
      ReachPlan plan,
      HeldClaims claims) {
    CallEnvironment environment =
        new CallEnvironment(
            this,
            invites,
            timers,
            redirects,
            moves,
            media,
            questions,
            channels.stream().findAny(),
            parks,
            reach);
    CallId id = new CallId(UUID.randomUUID().toString());
    CallChronicle chronicle =
        CallChronicle.begin(id, arrived, placed.origin(), plan, configuration.current());
    LiveCall call =
        new LiveCall(
            id,
            arrived,
            placed,
            invite,
            new CallReport(chronicle, records, events, meters, clock),
            claims,
            lines::changed,
            self -> new SipEffectExecutor(self, environment));
    if (keyTrunks.isFrom(placed.origin())) {
      call.caller().keys().offered(invite);
    }
    live.add(call);
    started.increment();
    return call;
  }

  void ended(LiveCall call) {
    // Before the call is seen to be gone: who sees that may be the next to need what it has held.
    call.claims().release();
    if (live.remove(call)) {
      LOG.debugf("call %s is released", call.id());
      ended.increment();
      if (live.isEmpty()) {
        synchronized (live) {
          live.notifyAll();
        }
      }
    }
  }

  void eventIgnored() {
    ignored.increment();
  }

  private final class Figures implements CallsMXBean {
    @Override
    public int getLiveCalls() {
      return live.size();
    }

    @Override
    public int getMediaCalls() {
      return media.statistics().calls();
    }

    @Override
    public int getMediaRelays() {
      return media.statistics().relays();
    }

    @Override
    public int getRunningTimers() {
      return timers.running();
    }

    @Override
    public long getTimersOverdueMillis() {
      return timers.overdue().toMillis();
    }

    @Override
    public long getCallsStarted() {
      return started.sum();
    }

    @Override
    public long getCallsEnded() {
      return ended.sum();
    }

    @Override
    public long getEventsIgnored() {
      return ignored.sum();
    }
  }
}
