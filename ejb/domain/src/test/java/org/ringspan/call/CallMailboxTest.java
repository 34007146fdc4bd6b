package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRinging;

class CallMailboxTest {
  private static final CallEvent PLACED =
      new CallPlaced(
          Example.plan(Example.toMailbox(), Example.desk(), Example.mobile()), Optional.empty());

  @Test
  @DisplayName("Events of many threads are handled one at a time, each thread's in its order")
  void oneAtATime() throws Exception {
    int threads = 8;
    int each = 2_000;
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    List<CallEvent> handled = new ArrayList<>();
    Recorder shell = new Recorder();
    shell.onIgnored =
        event -> {
          if (inside.incrementAndGet() > 1) {
            together.incrementAndGet();
          }
          // No lock: a second thread in here would lose entries.
          handled.add(event);
          inside.decrementAndGet();
        };
    CallMailbox mailbox = new CallMailbox(shell);
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        LegId leg = new LegId(100 + thread);
        running.add(
            pool.submit(
                () -> {
                  start.await(60, TimeUnit.SECONDS);
                  for (int i = 0; i < each; i++) {
                    mailbox.post(new LegFailed(leg, 1000 + i));
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get(300, TimeUnit.SECONDS);
      }
    }
    assertThat(together).hasValue(0);
    assertThat(handled).hasSize(threads * each);
    for (int thread = 0; thread < threads; thread++) {
      LegId leg = new LegId(100 + thread);
      assertThat(handled.stream().filter(event -> ((LegFailed) event).party().equals(leg)))
          .extracting(event -> ((LegFailed) event).status())
          .isSorted();
    }
  }

  @Test
  @DisplayName(
      "Nobody waits: a thread that finds the mailbox occupied leaves its event and goes on")
  void nobodyWaits() throws Exception {
    CountDownLatch occupied = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Recorder shell = new Recorder();
    shell.onExecute =
        effect -> {
          if (effect instanceof CallEffect.RecordStart) {
            occupied.countDown();
            await(goOn);
          }
        };
    CallMailbox mailbox = new CallMailbox(shell);
    Thread worker = new Thread(() -> mailbox.post(PLACED));
    worker.start();
    await(occupied);
    mailbox.post(new CallerCancelled());
    assertThat(shell.effects).doesNotHaveAnyElementsOfTypes(CallEffect.RecordEnd.class);
    goOn.countDown();
    assertThat(worker.join(Duration.ofSeconds(60))).isTrue();
    assertThat(shell.effects).hasAtLeastOneElementOfType(CallEffect.RecordEnd.class);
  }

  @Test
  @DisplayName("An effect that posts an event: it is handled after all effects of the running one")
  void reentrant() {
    Recorder shell = new Recorder();
    CallMailbox mailbox = new CallMailbox(shell);
    shell.onExecute =
        effect -> {
          if (effect instanceof CallEffect.InviteLeg(var leg, var plan, var route, var offer)) {
            mailbox.post(new LegRinging(leg, Optional.empty()));
          }
        };
    mailbox.post(PLACED);
    assertThat(shell.effects)
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly(
            "RecordStart", "StartTimer", "InviteLeg", "StartTimer", "RingCaller", "StartTimer");
  }

  @Test
  @DisplayName("An effect that fails: the rest is carried out, the call is told")
  void effectFails() {
    Recorder shell = new Recorder();
    shell.onExecute =
        effect -> {
          if (effect instanceof CallEffect.InviteLeg) {
            throw new IOException("no route");
          }
          if (effect instanceof CallEffect.RecordStart) {
            throw new StackOverflowError();
          }
        };
    CallMailbox mailbox = new CallMailbox(shell);
    mailbox.post(PLACED);
    assertThat(shell.effects).hasSize(4);
    assertThat(shell.failed).hasSize(2);
    assertThat(((CallState.Ringing) mailbox.state()).refusals()).containsExactly(503);
    assertThat(shell.ignored).hasExactlyElementsOfTypes(EffectFailed.class);
  }

  @Test
  @DisplayName("A report that fails is told of, and the mailbox goes on")
  void reportFails() {
    Recorder shell = new Recorder();
    shell.onIgnored =
        event -> {
          throw new IllegalStateException("log is full");
        };
    CallMailbox mailbox = new CallMailbox(shell);
    mailbox.post(new CallerCancelled());
    assertThat(shell.broken).hasSize(1);
    mailbox.post(PLACED);
    assertThat(mailbox.state()).isInstanceOf(CallState.Ringing.class);
  }

  @Test
  @DisplayName("Even a last report that fails leaves the mailbox free, with nothing left in it")
  void lastReportFails() {
    Recorder shell = new Recorder();
    CallMailbox mailbox = new CallMailbox(shell);
    shell.onIgnored =
        event -> {
          mailbox.post(PLACED);
          throw new IllegalStateException("log is full");
        };
    shell.onBroken =
        why -> {
          throw new IllegalStateException("nothing can be told", why);
        };
    assertThatThrownBy(() -> mailbox.post(new CallerCancelled())).hasMessage("nothing can be told");
    assertThat(mailbox.state()).isInstanceOf(CallState.Ringing.class);
    mailbox.post(new CallerCancelled());
    assertThat(mailbox.state()).isInstanceOf(CallState.Clearing.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Something to do that may fail. */
  private interface Action {
    void on(CallEffect effect) throws IOException;
  }

  private static final class Recorder implements CallMailbox.Shell {
    private final List<CallEffect> effects = new ArrayList<>();
    private final List<CallEffect> failed = new ArrayList<>();
    private final List<CallEvent> ignored = new ArrayList<>();
    private final List<Throwable> broken = new ArrayList<>();
    private Action onExecute = effect -> {};
    private Consumer<CallEvent> onIgnored = event -> {};
    private Consumer<Throwable> onBroken = why -> {};

    @Override
    public void execute(CallEffect effect) throws IOException {
      effects.add(effect);
      onExecute.on(effect);
    }

    @Override
    public void ignored(CallState state, CallEvent event) {
      ignored.add(event);
      onIgnored.accept(event);
    }

    @Override
    public void failed(CallEffect effect, Exception why) {
      failed.add(effect);
    }

    @Override
    public void broken(CallState state, CallEvent event, Throwable why) {
      broken.add(why);
      onBroken.accept(why);
    }
  }
}
