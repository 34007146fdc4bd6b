package org.ringspan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do alone what only one may do. */
class LeaseRulesTest {
  private static final NodeRun A = new NodeRun("a", 1);
  private static final NodeRun B = new NodeRun("b", 1);

  private static Lease of(NodeRun holder, long term) {
    return new Lease(Optional.of(holder), term);
  }

  @Test
  @DisplayName("Nobody's lease is given in a new term; its holder keeps it in the same")
  void first() {
    Lease free = new Lease(Optional.empty(), 4);

    assertThat(LeaseRules.claim(free, A, run -> true)).contains(of(A, 5));
    assertThat(LeaseRules.claim(of(A, 5), A, run -> false)).contains(of(A, 5));
  }

  @Test
  @DisplayName("A living node's lease isn't given; a lost one's is, in a new term")
  void taken() {
    assertThat(LeaseRules.claim(of(A, 5), B, run -> true)).isEmpty();
    assertThat(LeaseRules.claim(of(A, 5), B, run -> false)).contains(of(B, 6));
  }

  @Test
  @DisplayName("A node that was started anew has to ask for what it held before")
  void startedAnew() {
    NodeRun again = new NodeRun("a", 2);

    assertThat(LeaseRules.claim(of(A, 5), again, again::equals)).contains(of(again, 6));
  }

  @Test
  @DisplayName("What is given up is nobody's; others' leases can't be given up")
  void release() {
    assertThat(LeaseRules.release(of(A, 5), A)).isEqualTo(new Lease(Optional.empty(), 5));
    assertThat(LeaseRules.release(of(A, 5), B)).isEqualTo(of(A, 5));
  }

  @Test
  @DisplayName("A node acts under a lease only so long after the database has confirmed it")
  void tenure() {
    LeaseTimes times = LeaseTimes.DEFAULT;
    Tenure tenure = Tenure.of(3, -5);

    assertThat(tenure.holdsAt(times.trusted().toNanos() - 6, times)).isTrue();
    assertThat(tenure.holdsAt(times.trusted().toNanos() - 5, times)).isFalse();
    assertThat(Tenure.NONE.holdsAt(0, times)).isFalse();
  }

  @Test
  @DisplayName("A node has to give up before others may begin")
  void times() {
    assertThatThrownBy(
            () ->
                new LeaseTimes(
                    Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "a/b", "123456789012345678901234"})
  @DisplayName("Names of nodes have 1 to 23 plain characters")
  void names(String wrong) {
    assertThat(NodeRun.isName(wrong)).isFalse();
    assertThat(NodeRun.isName("ringspan-1.example_com")).isTrue();
  }

  /** A node with a clock of its own, which runs evenly but shows something else than others'. */
  private static final class Node {
    final NodeRun run;
    final long offset;
    Tenure tenure = Tenure.NONE;
    long frozenUntil;

    Node(NodeRun run, long offset) {
      this.run = run;
      this.offset = offset;
    }
  }

  /**
   * Three nodes and a database over an hour, in steps of 100 ms: nodes freeze, lose the database,
   * and their clocks show anything. Answers of the database may come late.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("Two nodes never lead at once, and if one lives for long somebody does")
  void neverTwo(long seed) {
    Random random = new Random(seed);
    LeaseTimes times = LeaseTimes.DEFAULT;
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      nodes.add(new Node(new NodeRun("n" + i, i), random.nextLong(1L << 50) - (1L << 49)));
    }
    long[] seen = new long[3];
    Lease lease = new Lease(Optional.empty(), 0);
    long step = Duration.ofMillis(100).toNanos();
    long leaderless = 0;
    long changes = 0;
    for (long now = step; now < Duration.ofHours(1).toNanos(); now += step) {
      for (int i = 0; i < nodes.size(); i++) {
        Node node = nodes.get(i);
        if (node.frozenUntil > now) {
          continue;
        }
        if (random.nextInt(400) == 0) {
          node.frozenUntil = now + Duration.ofMillis(random.nextInt(30_000)).toNanos();
        } else if (random.nextInt(20) == 0) {
          long asked = now - Duration.ofMillis(random.nextInt(3000)).toNanos();
          seen[i] = now;
          long at = now;
          Optional<Lease> given =
              LeaseRules.claim(
                  lease,
                  node.run,
                  run -> !times.isLost(instant(seen[(int) run.run()]), instant(at)));
          changes += given.filter(lease::equals).isPresent() || given.isEmpty() ? 0 : 1;
          lease = given.orElse(lease);
          node.tenure =
              given.map(it -> Tenure.of(it.term(), asked + node.offset)).orElse(Tenure.NONE);
        }
      }
      long at = now;
      List<NodeRun> leading =
          nodes.stream()
              .filter(node -> node.tenure.holdsAt(at + node.offset, times))
              .map(node -> node.run)
              .toList();
      assertThat(leading).hasSizeLessThanOrEqualTo(1);
      boolean somebodyAwake = nodes.stream().anyMatch(node -> node.frozenUntil <= at);
      leaderless = leading.isEmpty() && somebodyAwake ? leaderless + step : 0;
      assertThat(Duration.ofNanos(leaderless)).isLessThan(Duration.ofMinutes(3));
    }
    assertThat(changes).isGreaterThan(5);
  }

  private static Instant instant(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }
}
