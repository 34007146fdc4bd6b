package org.ringspan.launcher;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns Ctrl-C and SIGTERM into an orderly stop of the server: the first asks it to stop, the
 * second kills it. Without this the Java virtual machine, which may be Maven's, would end at once
 * and leave the server behind. {@code sun.misc.Signal} is the only way to see a second signal; it
 * belongs to the supported module jdk.unsupported.
 */
final class StopSignals implements AutoCloseable {
  private static final long SAME_KEYSTROKE_NANOS = 300_000_000;

  private final RingspanServer server;
  private final PrintStream out;
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicLong firstAt = new AtomicLong();
  private final Map<Signal, SignalHandler> replaced = new LinkedHashMap<>();

  private StopSignals(RingspanServer server, PrintStream out) {
    this.server = server;
    this.out = out;
  }

  static StopSignals forwardTo(RingspanServer server, PrintStream out) {
    var signals = new StopSignals(server, out);
    for (var name : new String[] {"INT", "TERM"}) {
      var signal = new Signal(name);
      signals.replaced.put(signal, Signal.handle(signal, ignored -> signals.received()));
    }
    return signals;
  }

  /** Whether a stop was asked for. */
  boolean requested() {
    return received.get() > 0;
  }

  /** Whether it was asked for again. */
  boolean killed() {
    return received.get() > 1;
  }

  /** Gives the signals back to whoever handled them before. */
  @Override
  public void close() {
    replaced.forEach(Signal::handle);
  }

  private void received() {
    long now = System.nanoTime();
    long first = firstAt.updateAndGet(at -> at == 0 ? now : at);
    if (first != now && now - first < SAME_KEYSTROKE_NANOS) {
      return; // tools such as timeout send one signal to the process and one to its group
    }
    if (received.incrementAndGet() == 1) {
      out.println("\nStopping Ringspan; press Ctrl-C again to kill it …");
      server.stop();
    } else {
      server.kill();
    }
  }
}
