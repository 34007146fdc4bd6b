package org.ringspan.media.rtpengine;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.embedded.FailureLog;
import org.ringspan.media.rtpengine.Bencode.Dictionary;
import org.ringspan.media.rtpengine.RtpengineSettings.Member;

/**
 * One rtpengine: whether it answers, and the sessions it has. Every second it is asked whether it
 * is there and what has become of some of its sessions, in turn: it may have been started anew in
 * the meantime, or have ended those that were silent.
 */
final class Instance implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PING_PATIENCE = Duration.ofSeconds(1);

  /** Sessions that are asked for in a second, and forgotten ones that are ended. */
  private static final int AT_ONCE = 50;

  /** Sessions that may wait to be ended; rtpengine ends others itself when they are silent. */
  private static final int MOST_FORGOTTEN = 10_000;

  private static final Logger LOG = System.getLogger("org.ringspan.media");

  private final Member member;
  private final FailureLog log;
  private final NgChannel channel;
  private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
  private final Queue<Relay> audited = new LinkedBlockingQueue<>();
  private final Queue<String> forgotten = new LinkedBlockingQueue<>(MOST_FORGOTTEN);
  private InstanceHealth health = InstanceHealth.UNKNOWN;

  Instance(Member member, ScheduledExecutorService timer, FailureLog log) throws IOException {
    this.member = member;
    this.log = log;
    this.channel = new NgChannel(member.address(), timer, log);
    var unused = timer.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
  }

  synchronized boolean isUp() {
    return health.up();
  }

  /** How full it is, by its weight. */
  double load() {
    return (relays.size() + 1.0) / member.weight();
  }

  int sessions() {
    return relays.size();
  }

  Collection<Relay> relays() {
    return relays;
  }

  /** Asks whether it is there. */
  CompletableFuture<NgReply> ping() {
    return ask(NgCommands.ping(), PING_PATIENCE);
  }

  CompletableFuture<NgReply> ask(Dictionary command) {
    return ask(command, PATIENCE);
  }

  private CompletableFuture<NgReply> ask(Dictionary command, Duration patience) {
    return channel
        .ask(command, patience)
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                change(InstanceHealth::answered);
              } else if (failure instanceof TimeoutException) {
                change(InstanceHealth::missedOnce);
              }
            });
  }

  private void change(UnaryOperator<InstanceHealth> how) {
    boolean before;
    boolean after;
    synchronized (this) {
      before = health.up();
      health = how.apply(health);
      after = health.up();
    }
    if (!before && after) {
      LOG.log(Level.INFO, this + " answers");
    } else if (before && !after) {
      LOG.log(
          Level.ERROR, this + " doesn't answer any more: " + relays.size() + " parties are lost");
      relays.forEach(relay -> relay.lose(this + " doesn't answer"));
    }
  }

  private void beat() {
    try {
      handled(ping().handle((reply, failure) -> failure));
      if (isUp()) {
        audit();
        endForgotten();
      }
    } catch (RuntimeException e) {
      // Thrown on, it would end the beat.
      log.failed("The look after " + this + " failed", e);
    }
  }

  private void audit() {
    for (int i = Math.min(AT_ONCE, audited.size()); i > 0; i--) {
      Relay relay = audited.poll();
      if (relay != null && relays.contains(relay)) {
        audited.add(relay);
        handled(
            ask(NgCommands.query(relay.session()))
                .handle((reply, failure) -> audited(relay, reply)));
      }
    }
  }

  private boolean audited(Relay relay, @Nullable NgReply reply) {
    if (reply == null) {
      return false;
    }
    if (reply.succeeded()) {
      relay.refused(reply.refused());
    } else {
      relay.lose(this + " has ended it: " + reply.reason());
    }
    return true;
  }

  /** What fails but the command itself is a defect, which the log tells. */
  void handled(CompletableFuture<?> work) {
    var unused =
        work.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.failed("An answer of " + this + " could not be handled", failure);
              }
            });
  }

  private void endForgotten() {
    for (int i = Math.min(AT_ONCE, forgotten.size()); i > 0; i--) {
      String session = forgotten.poll();
      if (session != null) {
        handled(
            ask(NgCommands.delete(session))
                .handle((reply, failure) -> failure != null && forget(session)));
      }
    }
  }

  /** Takes over a session that was opened. */
  void adopt(Relay relay) {
    relays.add(relay);
    audited.add(relay);
  }

  /** Ends a session, now or when it answers again. */
  void end(Relay relay) {
    if (!isUp()) {
      gone(relay);
      forget(relay.session());
      return;
    }
    handled(
        ask(NgCommands.delete(relay.session())).handle((reply, failure) -> ended(relay, reply)));
  }

  private boolean ended(Relay relay, @Nullable NgReply reply) {
    if (reply == null) {
      forget(relay.session());
    } else {
      relay.refused(reply.refused());
    }
    gone(relay);
    return reply != null;
  }

  private void gone(Relay relay) {
    relays.remove(relay);
    audited.remove(relay);
    relay.ended().complete(null);
  }

  /** Ends a session at the next opportunity, unless too many wait for theirs. */
  boolean forget(String session) {
    return forgotten.offer(session);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return "the rtpengine at " + Addresses.text(member.address());
  }
}
