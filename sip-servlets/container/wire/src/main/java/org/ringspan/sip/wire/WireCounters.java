package org.ringspan.sip.wire;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link WireStatistics}; one object serves all channels of a stack. */
public final class WireCounters implements WireStatistics {

  private static final int MAX_STATUS = 700;

  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();
  private final LongAdder restarts = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final AtomicInteger connections = new AtomicInteger();
  private final LongAdder[] rejected = adders(MAX_STATUS);
  private final LongAdder[] responsesIn = adders(MAX_STATUS);
  private final LongAdder[] responsesOut = adders(MAX_STATUS);
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

  /** Counters at zero. */
  public WireCounters() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  private static LongAdder[] adders(int size) {
    LongAdder[] adders = new LongAdder[size];
    for (int i = 0; i < size; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }

  /** Counts a message that was received whole. */
  public void received() {
    in.increment();
  }

  /** Counts a response that was admitted; one whose status code no response has isn't counted. */
  public void responseReceived(int status) {
    count(responsesIn, status);
  }

  /** Counts a response that was handed to the network. */
  public void responseSent(int status) {
    count(responsesOut, status);
  }

  private static void count(LongAdder[] responses, int status) {
    if (status >= 100 && status < MAX_STATUS) {
      responses[status].increment();
    }
  }

  /** Counts a message that was handed to the network. */
  public void sent() {
    out.increment();
  }

  /** Counts a request that was answered with this status code, 100-699. */
  public void rejected(int status) {
    rejected[status].increment();
  }

  /** Counts something that was thrown away. */
  public void dropped(DropReason reason) {
    Objects.requireNonNull(dropped.get(reason)).increment();
  }

  /** Counts a receiving thread that was started again. */
  public void restarted() {
    restarts.increment();
  }

  /** Counts a message whose processing ended by an exception or error. */
  public void failed() {
    failures.increment();
    dropped(DropReason.PROCESSING_FAILED);
  }

  /** Counts a connection that was opened; returns how many are open now. */
  public int opened() {
    return connections.incrementAndGet();
  }

  /** Counts a connection that was closed. */
  public void closed() {
    connections.decrementAndGet();
  }

  @Override
  public long messagesIn() {
    return in.sum();
  }

  @Override
  public long messagesOut() {
    return out.sum();
  }

  @Override
  public long rejected() {
    return rejectedByStatus().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public Map<Integer, Long> rejectedByStatus() {
    return byStatus(rejected);
  }

  @Override
  public Map<Integer, Long> responsesInByStatus() {
    return byStatus(responsesIn);
  }

  @Override
  public Map<Integer, Long> responsesOutByStatus() {
    return byStatus(responsesOut);
  }

  private static Map<Integer, Long> byStatus(LongAdder[] adders) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (int status = 0; status < MAX_STATUS; status++) {
      long count = adders[status].sum();
      if (count > 0) {
        counts.put(status, count);
      }
    }
    return counts;
  }

  @Override
  public long dropped() {
    return droppedByReason().entrySet().stream()
        .filter(e -> e.getKey() != DropReason.KEEP_ALIVE)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public Map<DropReason, Long> droppedByReason() {
    Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
    dropped.forEach(
        (reason, adder) -> {
          long count = adder.sum();
          if (count > 0) {
            counts.put(reason, count);
          }
        });
    return counts;
  }

  @Override
  public long receiverRestarts() {
    return restarts.sum();
  }

  @Override
  public long processingFailures() {
    return failures.sum();
  }

  @Override
  public long openConnections() {
    return connections.get();
  }
}
