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
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.embedded.Passage;
import org.ringspan.media.rtpengine.Bencode.Dictionary;
import org.ringspan.media.rtpengine.NgCommands.Learning;

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
   */
  private record Remote(Addresses at, OptionalInt telephoneEvent, boolean symmetric) {

    static Remote of(RemoteMedia media) {
      return new Remote(
          new Addresses(media.rtp(), media.rtcp()), media.telephoneEvent(), media.symmetric());
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
   * @param far where the remote side sends to
   */
  private record Session(String name, Addresses engine, Addresses near, Addresses far) {}

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
      ScheduledExecutorService timer,
      Consumer<String> lost,
      LongConsumer refused)
      throws RelayRefusedException {
    OptionalInt none = OptionalInt.empty();
    boolean leftBehind = true;
    try {
      String offer = engine.describe(none, 1);
      NgReply offered = awaited(instance, commands.offer(name, offer, Learning.DESCRIBED));
      leftBehind = offered.succeeded();
      Addresses far = addresses(offered);
      // Nobody is there yet; what comes early goes to the engine all the same, which drops it.
      String answer = Addresses.nobody(far.rtp()).describe(none, 1);
      NgReply answered = awaited(instance, commands.answer(name, answer, Learning.NOBODY));
      Session session = new Session(name, engine, addresses(answered), far);
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
    if (!reply.succeeded()) {
      throw new RelayRefusedException(reply.reason());
    }
    return reply
        .body()
        .text("sdp")
        .flatMap(Addresses::read)
        .orElseThrow(() -> new RelayRefusedException("it answers without a description of RTP"));
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
    return session.far().rtp();
  }

  @Override
  public InetSocketAddress rtcpAddress() {
    return session.far().rtcp();
  }

  @Override
  public RemoteMedia negotiated(RemoteMedia remote) {
    Remote next = Remote.of(remote);
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
    String ours = session.engine().describe(remote.telephoneEvent(), next);
    String theirs = remote.at().describe(remote.telephoneEvent(), next);
    instance.handled(
        instance
            .ask(commands.offerAgain(session.name(), ours, Learning.DESCRIBED))
            .thenCompose(
                reply -> {
                  requireSame(reply, session.far());
                  return instance.ask(commands.answer(session.name(), theirs, learning));
                })
            .thenAccept(reply -> requireSame(reply, session.near()))
            .handle((done, failure) -> told(remote, failure)));
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
