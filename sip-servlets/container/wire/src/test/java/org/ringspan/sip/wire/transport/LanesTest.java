package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringspan.sip.wire.transport.Lanes.Entry;
import org.ringspan.sip.wire.transport.Lanes.Lane;

@DisplayName("Lanes")
@Timeout(300)
class LanesTest {

  /** The {@code number}th thing of a call. */
  private record Thing(int call, int number) {}

  /** Things come one after another; receivers take turns at the door and work on them. */
  private static final class Door {
    private final ReentrantLock turn = new ReentrantLock();
    private final Lanes<Thing> lanes;
    private final List<Thing> coming;
    private int next;
    private final AtomicInteger full = new AtomicInteger();

    Door(int most, List<Thing> coming) {
      this.lanes = new Lanes<>(most, UnaryOperator.identity());
      this.coming = coming;
    }

    /** What a receiver does until nothing comes any more. */
    void receive(Consumer<Thing> work) {
      for (Thing taken = take(); taken != null; taken = take()) {
        lanes.of(taken.call()).workOff(taken, work);
      }
    }

    private @Nullable Thing take() {
      turn.lock();
      try {
        while (next < coming.size()) {
          Thing thing = coming.get(next++);
          switch (lanes.of(thing.call()).enter(thing)) {
            case TAKEN -> {
              return thing;
            }
            case LEFT -> {}
            case FULL -> full.incrementAndGet();
          }
        }
        return null;
      } finally {
        turn.unlock();
      }
    }
  }

  private static List<Thing> mixed(Random random, int calls, int each) {
    int[] begun = new int[calls];
    List<Thing> things = new ArrayList<>();
    while (things.size() < calls * each) {
      int call = random.nextInt(calls);
      // Often several of a call in a row, as an ACK and what is sent behind it.
      for (int i = random.nextInt(4); i >= 0 && begun[call] < each; i--) {
        things.add(new Thing(call, begun[call]++));
      }
    }
    return things;
  }

  @Test
  @DisplayName("keep the order of each call and do everything once, whoever does it")
  void order() throws Exception {
    int threads = 8;
    for (int round = 0; round < 40; round++) {
      Random random = new Random(round);
      int calls = 1 + random.nextInt(50);
      int each = 1 + random.nextInt(200);
      // No lock: two threads in one call would lose entries or find an order that isn't.
      int[] done = new int[calls];
      AtomicInteger outOfOrder = new AtomicInteger();
      Consumer<Thing> work =
          thing -> {
            if (done[thing.call()] != thing.number()) {
              outOfOrder.incrementAndGet();
            }
            spin(thing.number() % 7 == 0 ? 3_000 : 100);
            done[thing.call()] = thing.number() + 1;
          };
      Door door = new Door(calls * each, mixed(random, calls, each));
      inThreads(threads, () -> door.receive(work));
      assertThat(outOfOrder).as("round " + round).hasValue(0);
      assertThat(done).containsOnly(each);
      assertThat(door.full).hasValue(0);
    }
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }

  private static void inThreads(int threads, Runnable task) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(task));
      }
      for (Future<?> one : running) {
        one.get(120, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  @DisplayName("that are stuck hold as much as they may and don't hold up others")
  void stuck() throws Exception {
    int most = 10;
    List<Thing> coming = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      coming.add(new Thing(0, number));
      coming.add(new Thing(1, number));
    }
    Door door = new Door(most, coming);
    CountDownLatch othersDone = new CountDownLatch(50);
    List<Integer> stuck = new ArrayList<>();
    inThreads(
        2,
        () ->
            door.receive(
                thing -> {
                  if (thing.call() == 1) {
                    othersDone.countDown();
                  } else {
                    await(othersDone);
                    stuck.add(thing.number());
                  }
                }));
    // The first and those that were left; the rest came while the lane was full.
    assertThat(stuck).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(door.full).hasValue(50 - stuck.size());
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the others are held up");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("go on with the next thing when one fails, whatever is thrown")
  void failures() {
    Lane<Integer> lane = new Lanes<Integer>(10, UnaryOperator.identity()).of(7);
    List<Integer> done = new ArrayList<>();
    Consumer<Integer> work =
        number -> {
          if (number == 0) {
            assertThat(List.of(lane.enter(1), lane.enter(2), lane.enter(3)))
                .containsOnly(Entry.LEFT);
          }
          done.add(number);
          if (number < 2) {
            throw new StackOverflowError("number " + number);
          }
        };
    assertThat(lane.enter(0)).isEqualTo(Entry.TAKEN);
    assertThatThrownBy(() -> lane.workOff(0, work)).isInstanceOf(StackOverflowError.class);
    assertThat(done).containsExactly(0, 1, 2, 3);
    assertThat(lane.enter(4)).isEqualTo(Entry.TAKEN);
  }

  @Test
  @DisplayName("keep copies of what is left only")
  void copies() {
    AtomicInteger copies = new AtomicInteger();
    Lanes<Integer> lanes = new Lanes<>(10, number -> number + 100 * copies.incrementAndGet());
    List<Integer> done = new ArrayList<>();
    Lane<Integer> lane = lanes.of(1);
    assertThat(lane.enter(1)).isEqualTo(Entry.TAKEN);
    assertThat(lane.enter(2)).isEqualTo(Entry.LEFT);
    lane.workOff(1, done::add);
    assertThat(done).containsExactly(1, 102);
    assertThat(copies).hasValue(1);
  }
}
