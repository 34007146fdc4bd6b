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
import java.util.concurrent.locks.LockSupport;
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

  private record Closing(int port, Passage passage) {}

  private record Reading(DatagramChannel channel, Receiver receiver) {}

  /** All calls beat at once: see {@link Beats}. */
  private static final int PLACES = 1;

  /** Commands that may wait; releases are always taken. */
  private static final int MOST_WAITING = 16_384;

  /** Commands that are carried out in a row: packets must not wait for all of them. */
  private static final int COMMANDS_AT_ONCE = 100;

  private static final long MILLISECOND = 1_000_000;

  /**
   * To be woken costs more than to handle a packet, so what comes within half a millisecond is
   * handled together, unless there is much to do anyway.
   */
  private static final long GATHERING = 500_000;

  private static final int MANY = 50;

  private final Selector selector;
  private final PortPool ports;
  private final Counters counters;
  private final FailureLog log;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger load = new AtomicInteger();
  private final Consumer<SelectionKey> ready = this::read;

  private final Scratch scratch = new Scratch();
  private final Beats beats = new Beats(PLACES);
  private final List<Closing> closing = new ArrayList<>();

  private int taken;
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
      waiting.decrementAndGet();
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

  /** Calls that this thread has or is about to take over. */
  int load() {
    return load.get();
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
    beats.begin(System.nanoTime());
    while (running) {
      carryOut();
      long wait = beats.untilNext(System.nanoTime());
      if (wait > 0) {
        selector.select(ready, wait / MILLISECOND + 1);
      } else {
        // What has come is heard before the beat: after a pause it would be missing in the mix,
        // and its buffer would hold back more for nothing.
        selector.selectNow(ready);
      }
      giveBack();
      beat(System.nanoTime());
      if (taken > 0 && taken < MANY) {
        LockSupport.parkNanos(GATHERING);
      }
      taken = 0;
    }
  }

  private void carryOut() {
    for (int i = 0; i < COMMANDS_AT_ONCE; i++) {
      Runnable command = commands.poll();
      if (command == null) {
        return;
      }
      waiting.decrementAndGet();
      guarded("A command failed", command);
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
    List<CallMedia> calls = beats.due(now);
    for (int i = 0; i < calls.size(); i++) {
      try {
        calls.get(i).beat(now);
      } catch (RuntimeException e) {
        counters.dropped(DropReason.FAILED);
        log.failed("A call's beat failed", e);
      }
    }
    if (beats.missed(System.nanoTime())) {
      counters.late();
    }
  }

  private void read(SelectionKey key) {
    Reading reading = (Reading) key.attachment();
    ByteBuffer buffer = scratch.received;
    try {
      // One at a time: more are seldom there, looking for them costs as much as receiving one, and
      // a socket that is flooded doesn't stop the others.
      InetSocketAddress from = (InetSocketAddress) reading.channel.receive(buffer.clear());
      if (from != null) {
        taken++;
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
      for (Closing each : closing) {
        guarded("A passage could not be closed", each.passage::close);
        ports.giveBack(each.port);
      }
      closing.clear();
    }
  }

  private void end(String reason) {
    alive = false;
    do {
      carryOut();
      for (CallMedia call : beats.all()) {
        guarded("A call could not be ended", () -> call.lose(reason));
        forget(call);
      }
    } while (!commands.isEmpty());
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

  /**
   * Takes a call over.
   *
   * @throws MediaException as {@link #ask}
   */
  void open(CallMedia call) {
    load.incrementAndGet();
    boolean taken = false;
    try {
      ask(() -> beats.add(call));
      taken = true;
    } finally {
      if (!taken) {
        load.decrementAndGet();
      }
    }
  }

  void forget(CallMedia call) {
    if (beats.remove(call)) {
      load.decrementAndGet();
    }
  }

  /** Has datagrams of a channel handled from now on. */
  void listen(DatagramChannel channel, Receiver receiver) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, new Reading(channel, receiver));
  }

  /** Closes sockets and gives their ports back when they are free. */
  void close(Sockets sockets, Passage passage) {
    try {
      sockets.close();
    } catch (IOException e) {
      log.failed("A socket could not be closed", e);
    }
    closing.add(new Closing(sockets.port(), passage));
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
