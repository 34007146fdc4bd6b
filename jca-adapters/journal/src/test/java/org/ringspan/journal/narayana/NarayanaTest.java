package org.ringspan.journal.narayana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.journal.Eventually;
import org.ringspan.journal.JournalSession;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.crash.Children;
import org.ringspan.journal.crash.FileRemote;

@DisplayName("With Narayana")
class NarayanaTest {

  private static final Stage LEFT = new Stage();
  private static final Stage RIGHT = new Stage();
  private static final Wish A1 = new Wish("a", "1");
  private static final Wish B1 = new Wish("b", "1");

  @TempDir static Path store;
  private static @Nullable Narayana started;

  @TempDir Path directory;

  private final Narayana narayana = Objects.requireNonNull(started);
  private final TransactionManager manager = narayana.manager();
  private final JournalSession<Wish> left = LEFT.journal().session();
  private final JournalSession<Wish> right = RIGHT.journal().session();

  @BeforeAll
  static void start() throws Exception {
    started = Narayana.start(store, List.of(LEFT.journal(), RIGHT.journal()));
  }

  private void begin(JournalSession<?>... sessions) throws Exception {
    manager.begin();
    for (var session : sessions) {
      assertThat(manager.getTransaction().enlistResource(session.xaResource())).isTrue();
    }
  }

  @ParameterizedTest(name = "at {0}")
  @DisplayName("and a process that is killed, periodic recovery rolls back or finishes both sides")
  @CsvSource({
    "right:force, false", // both may be, nothing is decided
    "left:after-l1, true", // between two writes of one side
    "right:before-r1, true", // between the sides
    "right:after-r2, true", // everything is written, nobody has been told
  })
  void killed(String place, boolean committed) throws Exception {
    // The right journal forces at its opening as well.
    var later = place.equals("right:force") ? "both:started/" + place : place;
    try (var child = Children.start(NarayanaChild.class, directory, "commit", later)) {
      child.awaitLine("at " + later);
      child.kill();
    }
    try (var child = Children.start(NarayanaChild.class, directory, "recover", "never")) {
      child.awaitLine("recovered");
    }
    assertThat(new FileRemote(directory.resolve("left"), p -> {}).writes())
        .isEqualTo(committed ? NarayanaChild.LEFT : List.of());
    assertThat(new FileRemote(directory.resolve("right"), p -> {}).writes())
        .isEqualTo(committed ? NarayanaChild.RIGHT : List.of());
  }

  @Test
  @DisplayName("two connections to one system are one branch, committed in one phase")
  void join() throws Exception {
    var other = LEFT.journal().session();
    int before = LEFT.remote.writes().size();
    begin(left, other);
    left.enqueue(new Wish("join", "1"));
    other.enqueue(new Wish("join", "2"));
    manager.commit();
    assertThat(LEFT.remote.writes().subList(before, before + 2))
        .containsExactly(new Wish("join", "1"), new Wish("join", "2"));
    assertThat(left.inTransaction()).isFalse();
  }

  @Test
  @DisplayName("nothing is written while a transaction is suspended, or rolled back")
  void suspended() throws Exception {
    begin(left, right);
    left.enqueue(new Wish("suspended", "1"));
    var suspended = manager.suspend();
    manager.resume(suspended);
    right.enqueue(new Wish("suspended", "1"));
    manager.rollback();
    assertThat(LEFT.remote.value("suspended")).isNull();
    assertThat(RIGHT.remote.value("suspended")).isNull();
  }

  @Test
  @DisplayName("a transaction that takes too long is rolled back")
  void timeOut() throws Exception {
    manager.setTransactionTimeout(1);
    begin(left, right);
    manager.setTransactionTimeout(0);
    left.enqueue(new Wish("late", "1"));
    right.enqueue(new Wish("late", "1"));
    LEFT.clock.pass(Duration.ofSeconds(2));
    assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
    assertThat(LEFT.remote.value("late")).isNull();
    assertThat(RIGHT.remote.value("late")).isNull();
    assertThat(RIGHT.journal().figures().activeBranches()).isZero();
  }

  @Test
  @DisplayName("a refusal of the only system is a rollback, of one of two a heuristic outcome")
  void refused() throws Exception {
    RIGHT.remote.obstacle((attempt, wish) -> Outcome.refused("no"));
    begin(right);
    right.enqueue(A1);
    assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
    assertThat(RIGHT.journal().administration().parked()).isEmpty();

    begin(left, right);
    left.enqueue(A1);
    right.enqueue(A1);
    assertThatThrownBy(manager::commit).isInstanceOf(HeuristicMixedException.class);
    RIGHT.remote.free();
    assertThat(LEFT.remote.value("a")).isEqualTo("1");
    assertThat(RIGHT.remote.value("a")).isNull();
    var key = RIGHT.onlyParked().key();
    RIGHT.journal().administration().retry(key, false, "ann");
    RIGHT.journal().carryOn();
    assertThat(RIGHT.remote.value("a")).isEqualTo("1");
  }

  @Test
  @DisplayName("a system that is away is asked again by periodic recovery; the caller isn't kept")
  void unavailable() throws Exception {
    RIGHT.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    begin(left, right);
    left.enqueue(B1);
    right.enqueue(B1);
    manager.commit();
    assertThat(LEFT.remote.value("b")).isEqualTo("1");
    narayana.recover();
    assertThat(RIGHT.remote.value("b")).isNull();
    assertThat(RIGHT.listed()).hasSize(1);
    RIGHT.remote.free();
    RIGHT.clock.pass(Duration.ofMinutes(1));
    Eventually.holds(
        "recovery has finished it",
        () -> {
          narayana.recover();
          return RIGHT.journal().administration().open().isEmpty();
        });
    assertThat(RIGHT.remote.value("b")).isEqualTo("1");
  }
}
