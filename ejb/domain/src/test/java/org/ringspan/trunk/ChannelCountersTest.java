package org.ringspan.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.TrunkName;

class ChannelCountersTest {
  private static final TrunkName PSTN = new TrunkName("pstn");

  private final ConcurrentHashMap<TrunkName, Integer> limits = new ConcurrentHashMap<>();
  private final ChannelCounters channels =
      new ChannelCounters(trunk -> limits.getOrDefault(trunk, -1));

  @Test
  @DisplayName("A trunk takes as many calls as it has channels, and one more for each that ends")
  void full() {
    limits.put(PSTN, 2);

    assertThat(channels.tryReserve(PSTN)).isTrue();
    assertThat(channels.tryReserve(PSTN)).isTrue();
    assertThat(channels.tryReserve(PSTN)).isFalse();
    channels.release(PSTN);
    assertThat(channels.tryReserve(PSTN)).isTrue();
    assertThat(channels.inUse(PSTN)).isEqualTo(2);
  }

  @Test
  @DisplayName("0 means any number, and what isn't configured takes none")
  void limits() {
    limits.put(PSTN, 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(channels.tryReserve(PSTN)).isTrue();
    }

    assertThat(channels.tryReserve(new TrunkName("other"))).isFalse();
    assertThat(channels.inUse(new TrunkName("other"))).isZero();
  }

  @Test
  @DisplayName("Fewer channels than calls: the calls go on, new ones wait until enough have ended")
  void reconfigured() {
    limits.put(PSTN, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(channels.tryReserve(PSTN)).isTrue();
    }
    limits.put(PSTN, 1);

    for (int i = 0; i < 2; i++) {
      channels.release(PSTN);
      assertThat(channels.tryReserve(PSTN)).isFalse();
    }
    channels.release(PSTN);
    assertThat(channels.tryReserve(PSTN)).isTrue();
  }

  @Test
  @DisplayName("A trunk that is removed while it carries calls still takes their channels back")
  void removed() {
    limits.put(PSTN, 1);
    assertThat(channels.tryReserve(PSTN)).isTrue();
    limits.remove(PSTN);

    channels.release(PSTN);

    assertThat(channels.inUse(PSTN)).isZero();
  }

  @Test
  @DisplayName("A channel given back twice is a defect that is told, and nothing is counted")
  void twice() {
    limits.put(PSTN, 1);
    assertThat(channels.tryReserve(PSTN)).isTrue();
    channels.release(PSTN);

    assertThatThrownBy(() -> channels.release(PSTN)).isInstanceOf(IllegalStateException.class);
    assertThat(channels.inUse(PSTN)).isZero();
  }

  @Test
  @DisplayName("Under concurrency never more than the limit, never less than none, none is lost")
  void concurrent() throws Exception {
    int limit = 5;
    int callers = 8;
    limits.put(PSTN, limit);
    AtomicInteger live = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger granted = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<?>> ended = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        Random chance = new Random(i);
        ended.add(
            threads.submit(
                () -> {
                  start.await();
                  int mine = 0;
                  for (int step = 0; step < 20_000; step++) {
                    if (mine > 0 && chance.nextBoolean()) {
                      live.decrementAndGet();
                      channels.release(PSTN);
                      mine--;
                    } else if (channels.tryReserve(PSTN)) {
                      most.accumulateAndGet(live.incrementAndGet(), Math::max);
                      granted.incrementAndGet();
                      mine++;
                    }
                  }
                  for (; mine > 0; mine--) {
                    live.decrementAndGet();
                    channels.release(PSTN);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : ended) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(most.get()).isLessThanOrEqualTo(limit);
    assertThat(granted.get()).isGreaterThan(limit);
    assertThat(channels.inUse(PSTN)).isZero();
  }
}
