package org.ringspan.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.ringspan.identity.Actor;

class ProvisioningJobTest {
  private final ProvisioningJob job =
      new ProvisioningJob(new Actor("carol", Optional.empty()), false, Instant.EPOCH);

  @Test
  @DisplayName("HD5: who cancels a run ends what it asks or waits for, and hears that it will end")
  void cancelled() {
    assertThat(job.halt().isCalled()).isFalse();
    assertThat(job.cancel()).isTrue();
    assertThat(job.halt().isCalled()).isTrue();
    assertThat(job.settle()).isTrue();
    assertThat(job.cancel()).as("once more: it is so already").isTrue();
  }

  @Test
  @DisplayName("HD5: a run that has come out can't be cancelled any more")
  void tooLate() {
    assertThat(job.settle()).isFalse();
    assertThat(job.cancel()).isFalse();
    assertThat(job.halt().isCalled()).isFalse();
    assertThat(job.settle()).isFalse();
  }

  @Test
  @DisplayName("A server that stops ends the run, which isn't cancelled by that")
  void stopped() {
    job.halt().call();
    assertThat(job.settle()).isFalse();
  }

  @RepeatedTest(200)
  @DisplayName("HD5: whoever is first, the answer to who cancels is how the run came out")
  void race() throws Exception {
    var start = new CyclicBarrier(2);
    var told = new CompletableFuture<Boolean>();
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    start.await();
                    told.complete(job.cancel());
                  } catch (Exception e) {
                    told.completeExceptionally(e);
                  }
                });
    start.await();
    boolean cancelled = job.settle();
    assertThat(told.get()).isEqualTo(cancelled);
    other.join();
  }
}
