package org.ringspan.media.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ringspan.media.DropReason;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;

/**
 * Owns some of the calls: receives their packets, beats every 20 ms, and carries out what is asked
 * of them. Everything it calls runs on it alone and must not block.
 */
final class MediaThread implements Runnable {

  /** What is done with a datagram. */
  @FunctionalInterface
  interface Receiver {
    void received(ByteBuffer datagram, InetSocketAddress from, long now);
  }

  private record Reading(DatagramChannel channel, Receiver receiver) {}

  static final long BEAT = 20_000_000;

  /** Commands that may wait; releases are always taken. */
  private static final int MOST_WAITING = 16_384;

  /** Datagrams taken from a socket in a row: one that is flooded must not stop the others. */
  private static final int BURST = 8;

  private static final long MILLISECOND = 1_000_000;

  private final Selector selector;
  private final PortPool ports;
  private final Counters counters;
  private final FailureLog log;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger load = new AtomicInteger();
  private final Consumer<SelectionKey> ready = this::read;

  private final Scratch scratch = new Scratch();
  private final List<CallMedia> calls = new ArrayList<>();
  private final List<Integer> closing = new ArrayList<>();

  private volatile boolean running = true;
  private volatile boolean alive = true;

  MediaThread(PortPool ports, Counters counters, FailureLog log) throws IOException {
    this.selector = Selector.open();
    this.ports = ports;
    this.counters = counters;
    this.log = log;
  }

  /**
   * Has something done on this thread, after what was asked before.
   *
   * @throws MediaException OVERLOADED or CLOSED; it isn't done then
   */
  void ask(Runnable command) {
    if (waiting.get() >= MOST_WAITING) {
      throw new MediaException(Reason.OVERLOADED, "too many commands are waiting");
    }
    if (!insist(command)) {
      throw new MediaException(Reason.CLOSED, "the media thread has ended");
    }
  }

  /** The same for what mustn't be refused; returns false when the thread has ended. */
  boolean insist(Runnable command) {
    waiting.incrementAndGet();
    commands.add(command);
    if (!alive && commands.remove(command)) {
      return false;
    }
    selector.wakeup();
    return true;
  }

  void stop() {
    running = false;
    selector.wakeup();
  }

  boolean isAlive() {
    return alive;
  }

  /** Calls that this thread has or will have. */
  AtomicInteger load() {
    return load;
  }

  @Override
  public void run() {
    String reason = "the engine was closed";
    try {
      loop();
    } catch (IOException | RuntimeException | Error e) {
      log.lost("A media thread ends and its calls are lost", e);
      reason = "the media thread failed: " + e;
    } finally {
      end(reason);
    }
  }

  private void loop() throws IOException {
    long next = System.nanoTime() + BEAT;
    while (running) {
      carryOut();
      long now = System.nanoTime();
      if (now - next >= 0) {
        beat(now);
        next += BEAT;
        now = System.nanoTime();
        if (now - next > BEAT) {
          counters.late();
          next = now;
        }
      }
      if (next - now > 0) {
        selector.select(ready, (next - now) / MILLISECOND + 1);
      } else {
        selector.selectNow(ready);
      }
      giveBack();
    }
  }

  private void carryOut() {
    Runnable command = commands.poll();
    while (command != null) {
      waiting.decrementAndGet();
      guarded("A command failed", command);
      command = commands.poll();
    }
  }

  private void guarded(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      counters.dropped(DropReason.FAILED);
      log.failed(what, e);
    }
  }

  private void beat(long now) {
    // By index: a call may be released by its own beat.
    for (int i = calls.size() - 1; i >= 0; i--) {
      try {
        calls.get(i).beat(now);
      } catch (RuntimeException e) {
        counters.dropped(DropReason.FAILED);
        log.failed("A call's beat failed", e);
      }
    }
  }

  private void read(SelectionKey key) {
    Reading reading = (Reading) key.attachment();
    ByteBuffer buffer = scratch.received;
    try {
      for (int i = 0; i < BURST && key.isValid(); i++) {
        buffer.clear();
        InetSocketAddress from = (InetSocketAddress) reading.channel.receive(buffer);
        if (from == null) {
          return;
        }
        counters.received();
        reading.receiver.received(buffer.flip(), from, System.nanoTime());
      }
    } catch (IOException | RuntimeException e) {
      counters.dropped(DropReason.FAILED);
      log.failed("A packet could not be handled", e);
    }
  }

  // A channel that is registered is closed by the next selection, not before.
  private void giveBack() {
    if (!closing.isEmpty()) {
      closing.forEach(ports::giveBack);
      closing.clear();
    }
  }

  private void end(String reason) {
    alive = false;
    carryOut();
    for (CallMedia call : List.copyOf(calls)) {
      guarded("A call could not be ended", () -> call.lose(reason));
    }
    carryOut();
    try {
      selector.close();
    } catch (IOException e) {
      log.failed("The selector could not be closed", e);
    }
    giveBack();
  }

  Scratch scratch() {
    return scratch;
  }

  Counters counters() {
    return counters;
  }

  FailureLog log() {
    return log;
  }

  void begin(CallMedia call) {
    calls.add(call);
  }

  void forget(CallMedia call) {
    if (calls.remove(call)) {
      load.decrementAndGet();
    }
  }

  /** Has datagrams of a channel handled from now on. */
  void listen(DatagramChannel channel, Receiver receiver) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, new Reading(channel, receiver));
  }

  /** Closes sockets and gives their ports back when they are free. */
  void close(Sockets sockets) {
    try {
      sockets.close();
    } catch (IOException e) {
      log.failed("A socket could not be closed", e);
    }
    closing.add(sockets.port());
  }

  /** Sends a datagram; what can't be sent is counted. */
  boolean send(DatagramChannel channel, ByteBuffer datagram, InetSocketAddress to) {
    try {
      if (channel.send(datagram, to) > 0) {
        counters.sent();
        return true;
      }
    } catch (IOException e) {
      log.failed("A packet could not be sent to " + to, e);
    }
    counters.dropped(DropReason.NOT_SENT);
    return false;
  }
}
