package org.ringspan.media.rtpengine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.ringspan.media.Encryption;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;
import org.ringspan.media.embedded.Edge;
import org.ringspan.media.embedded.FailureLog;
import org.ringspan.media.embedded.OpenPassage;
import org.ringspan.media.embedded.Passage;
import org.ringspan.media.rtpengine.RtpengineSettings.Member;

/**
 * All instances. A session goes to the one that answers and has the fewest sessions for its weight,
 * or to the next when that refuses it.
 */
final class RtpengineEdge implements Edge, AutoCloseable {

  /** How long an instance has to answer for the first time, or to end sessions for the last. */
  private static final long PATIENCE_MILLIS = 2500;

  private static final Logger LOG = System.getLogger("org.ringspan.media");

  private final FailureLog log = new FailureLog();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("rtpengine-timer").unstarted(task));
  private final NgCommands commands;
  private final boolean oneNetwork;
  private final List<Instance> instances = new ArrayList<>();
  private final String prefix =
      "ringspan-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
  private final AtomicLong sessions = new AtomicLong();
  private final LongAdder refused = new LongAdder();

  /**
   * Opens a socket to each instance and waits a moment for their first answers. One that doesn't
   * answer is used when it does.
   *
   * @throws UncheckedIOException when there is no socket to be had
   */
  RtpengineEdge(RtpengineSettings settings) {
    this.commands = new NgCommands(settings.interfaces());
    this.oneNetwork = settings.interfaces().isDefault();
    timer.setRemoveOnCancelPolicy(true);
    boolean opened = false;
    try {
      for (Member member : settings.members()) {
        instances.add(new Instance(member, timer, log));
      }
      opened = true;
    } catch (IOException e) {
      throw new UncheckedIOException("no socket to an rtpengine can be opened", e);
    } finally {
      if (!opened) {
        stop();
      }
    }
    await(instances.stream().map(Instance::ping).toList());
    for (Instance instance : instances) {
      if (!instance.isUp()) {
        LOG.log(Level.ERROR, instance + " doesn't answer; it is used when it does");
      }
    }
  }

  @Override
  public Passage open(
      InetSocketAddress rtp, InetSocketAddress rtcp, Encryption encryption, Consumer<String> lost) {
    Addresses engine = new Addresses(rtp, rtcp);
    List<Instance> candidates =
        instances.stream()
            .filter(Instance::isUp)
            .sorted(Comparator.comparingDouble(Instance::load))
            .toList();
    if (candidates.isEmpty()) {
      throw new MediaException(Reason.UNREACHABLE, "no rtpengine answers");
    }
    RelayRefusedException refusal = new RelayRefusedException("none was asked");
    for (Instance instance : candidates) {
      String name = prefix + "-" + sessions.incrementAndGet();
      try {
        return Relay.open(
            instance, commands, name, engine, Profile.of(encryption), timer, lost, refused::add);
      } catch (RelayRefusedException e) {
        refusal = e;
      }
    }
    throw new MediaException(
        Reason.NO_PORT, "rtpengine has no ports: " + refusal.getMessage(), refusal);
  }

  /**
   * Where no instance is left, the engine's own sockets are better than none, if remote sides reach
   * them and need no encryption.
   */
  @Override
  public Passage openAgain(
      InetSocketAddress rtp, InetSocketAddress rtcp, Encryption encryption, Consumer<String> lost) {
    try {
      return open(rtp, rtcp, encryption, lost);
    } catch (MediaException e) {
      if (encryption != Encryption.NONE || !oneNetwork) {
        throw e;
      }
      log.failed("A party is sent to the engine itself", e);
      return new OpenPassage(rtp, rtcp);
    }
  }

  /** Sessions that aren't ended yet. */
  int sessions() {
    return instances.stream().mapToInt(Instance::sessions).sum();
  }

  /** Instances that answer. */
  int answering() {
    return (int) instances.stream().filter(Instance::isUp).count();
  }

  /** Packets that weren't passed on, known some time later. */
  long refused() {
    return refused.sum();
  }

  /** Waits until the sessions are ended that were closed, or can't be; then closes the sockets. */
  @Override
  public void close() {
    await(
        instances.stream()
            .flatMap(instance -> instance.relays().stream())
            .map(Relay::ended)
            .toList());
    stop();
  }

  private void await(List<? extends CompletableFuture<?>> all) {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
          .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // What didn't answer is known to its instance, which has told the log.
      LOG.log(Level.DEBUG, "not every rtpengine answers", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    timer.shutdownNow();
    for (Instance instance : instances) {
      try {
        instance.close();
      } catch (IOException e) {
        log.failed("A socket could not be closed", e);
      }
    }
  }
}
