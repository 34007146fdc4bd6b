package org.ringspan.media.rtpengine;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.MediaSecurity;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.embedded.Passage;
import org.ringspan.media.rtpengine.Bencode.Dictionary;
import org.ringspan.media.rtpengine.NgCommands.Learning;
import org.ringspan.media.rtpengine.Profile.Described;

/**
 * One session of an instance: the engine's sockets on one side of it, a remote side on the other.
 * Its ports are known from the beginning and stay; who the remote side is comes later, and may
 * change.
 */
final class Relay implements Passage {

  /** How long what was sent last has to pass before the session is ended. */
  private static final long LINGER_MILLIS = 20;

  /**
   * What rtpengine is told of the remote side.
   *
   * @param at where it is
   * @param telephoneEvent its payload type of telephone events
   * @param symmetric whether it may be elsewhere
   * @param security how it encrypts
   */
  private record Remote(
      Addresses at, OptionalInt telephoneEvent, boolean symmetric, MediaSecurity security) {

    static Remote of(RemoteMedia media, Addresses far) {
      // Who knows no address of its own yet will be found by ICE. Zeros would put it on hold.
      boolean known = !media.rtp().getAddress().isAnyLocalAddress();
      return new Remote(
          known ? new Addresses(media.rtp(), media.rtcp()) : Addresses.nobody(far.rtp()),
          media.telephoneEvent(),
          media.symmetric(),
          media.security());
    }

    Learning learning(@Nullable Remote before) {
      if (!symmetric) {
        return Learning.DESCRIBED;
      }
      return before == null || before.at.equals(at) ? Learning.FIRST_SOURCE : Learning.BEST_SOURCE;
    }
  }

  /**
   * What a session consists of.
   *
   * @param name rtpengine's call-id for it
   * @param engine the engine's sockets
   * @param near where the engine sends to
   * @param far where the remote side sends to, and what it is told about keys
   * @param profile how it is encrypted there
   */
  private record Session(
      String name, Addresses engine, Addresses near, Described far, Profile profile) {}

  private final Instance instance;
  private final NgCommands commands;
  private final Session session;
  private final ScheduledExecutorService timer;
  private final Consumer<String> lost;
  private final LongConsumer refused;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  private @Nullable Remote wanted;
  private @Nullable Remote told;
  private long version = 2;
  private long refusedBefore;
  private boolean telling;
  private boolean over;
  private boolean closed;

  private Relay(
      Instance instance,
      NgCommands commands,
      Session session,
      ScheduledExecutorService timer,
      Consumer<String> lost,
      LongConsumer refused) {
    this.instance = instance;
    this.commands = commands;
    this.session = session;
    this.timer = timer;
    this.lost = lost;
    this.refused = refused;
  }

  /**
   * Opens a session; waits for the answers.
   *
   * @param refused is told of packets that weren't passed on
   * @throws RelayRefusedException when the instance refuses it or doesn't answer
   */
  static Relay open(
      Instance instance,
      NgCommands commands,
      String name,
      Addresses engine,
      Profile profile,
      ScheduledExecutorService timer,
      Consumer<String> lost,
      LongConsumer refused)
      throws RelayRefusedException {
    OptionalInt none = OptionalInt.empty();
    boolean leftBehind = true;
    try {
      String offer = engine.describe(none, 1);
      NgReply offered = awaited(instance, commands.offer(name, offer, Learning.DESCRIBED, profile));
      leftBehind = offered.succeeded();
      Described far = described(offered, profile);
      // Nobody is there yet; what comes early goes to the engine all the same, which drops it.
      String answer = Addresses.nobody(far.at().rtp()).describe(profile, profile.nobody(), none, 1);
      NgReply answered = awaited(instance, commands.answer(name, answer, Learning.NOBODY));
      Session session = new Session(name, engine, addresses(answered), far, profile);
      Relay relay = new Relay(instance, commands, session, timer, lost, refused);
      instance.adopt(relay);
      leftBehind = false;
      return relay;
    } finally {
      if (leftBehind) {
        instance.forget(name);
      }
    }
  }

  private static NgReply awaited(Instance instance, Dictionary command)
      throws RelayRefusedException {
    try {
      return instance.ask(command).join();
    } catch (CompletionException e) {
      throw new RelayRefusedException(instance + " doesn't answer", e);
    }
  }

  private static Addresses addresses(NgReply reply) throws RelayRefusedException {
    return described(reply, Profile.PLAIN).at();
  }

  private static Described described(NgReply reply, Profile profile) throws RelayRefusedException {
    if (!reply.succeeded()) {
      throw new RelayRefusedException(reply.reason());
    }
    return reply
        .body()
        .text("sdp")
        .flatMap(profile::described)
        .orElseThrow(
            () ->
                new RelayRefusedException(
                    "it answers without a description of " + profile.protocol()));
  }

  /** Its name at the instance. */
  String session() {
    return session.name();
  }

  /** Done when the instance has ended it, or can't be told to. */
  CompletableFuture<@Nullable Void> ended() {
    return ended;
  }

  @Override
  public InetSocketAddress rtpAddress() {
    return session.far().at().rtp();
  }

  @Override
  public InetSocketAddress rtcpAddress() {
    return session.far().at().rtcp();
  }

  @Override
  public MediaSecurity security() {
    return session.far().security();
  }

  @Override
  public RemoteMedia negotiated(RemoteMedia remote) {
    if (remote.security().encryption() != session.profile().encryption()) {
      throw new IllegalArgumentException(
          remote.security() + " where " + session.profile() + " was asked for");
    }
    Remote next = Remote.of(remote, session.far().at());
    boolean begin;
    synchronized (this) {
      wanted = next;
      begin = !telling && !over && !next.equals(told);
      telling |= begin;
    }
    if (begin) {
      tell(next);
    }
    // rtpengine sends from the address that it receives at, and no other is believed.
    return new RemoteMedia(
        session.near().rtp(),
        session.near().rtcp(),
        remote.codec(),
        remote.telephoneEvent(),
        remote.direction(),
        false);
  }

  private void tell(Remote remote) {
    long next;
    Learning learning;
    synchronized (this) {
      next = version++;
      learning = remote.learning(told);
    }
    instance.handled(
        (session.profile() == Profile.PLAIN
                ? tellAnew(remote, learning, next)
                : tellKeys(remote, learning, next))
            .thenAccept(reply -> requireSame(reply, session.near()))
            .handle((done, failure) -> told(remote, failure)));
  }

  private CompletableFuture<NgReply> tellAnew(Remote remote, Learning learning, long next) {
    String ours = session.engine().describe(remote.telephoneEvent(), next);
    String theirs = remote.at().describe(remote.telephoneEvent(), next);
    return instance
        .ask(commands.offerAgain(session.name(), ours, Learning.DESCRIBED))
        .thenCompose(
            reply -> {
              requireSame(reply, session.far().at());
              return instance.ask(commands.answer(session.name(), theirs, learning));
            });
  }

  /**
   * By another answer only: each offer would have other keys of rtpengine's. Telephone events
   * aren't described; rtpengine passes on what it doesn't know.
   */
  private CompletableFuture<NgReply> tellKeys(Remote remote, Learning learning, long next) {
    String theirs =
        remote.at().describe(session.profile(), remote.security(), OptionalInt.empty(), next);
    return instance.ask(commands.answer(session.name(), theirs, learning));
  }

  /** A session that was lost is begun anew by an offer, with other ports. */
  private void requireSame(NgReply reply, Addresses expected) {
    try {
      if (!addresses(reply).equals(expected)) {
        throw new CompletionException(new RelayRefusedException("it has changed its ports"));
      }
    } catch (RelayRefusedException e) {
      throw new CompletionException(e);
    }
  }

  private boolean told(Remote remote, @Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      lose(instance + " can't be told of the remote side: " + cause.getMessage());
      return false;
    }
    Remote next;
    synchronized (this) {
      told = remote;
      next = over || remote.equals(wanted) ? null : wanted;
      telling = next != null;
    }
    if (next != null) {
      tell(next);
    }
    return true;
  }

  /** Nothing passes any more. */
  void lose(String reason) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    lost.accept(reason);
  }

  /**
   * Takes how many packets the instance hasn't passed on.
   *
   * @param total since the beginning
   */
  void refused(long total) {
    long more;
    synchronized (this) {
      more = Math.max(0, total - refusedBefore);
      refusedBefore += more;
    }
    refused.accept(more);
  }

  @Override
  public void close() {
    synchronized (this) {
      over = true;
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      var unused = timer.schedule(() -> instance.end(this), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The edge is closed: nobody waits for the session's end.
      instance.end(this);
    }
  }
}
