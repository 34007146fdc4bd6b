package org.ringspan.journal.engine;

import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XA_HEURCOM;
import static javax.transaction.xa.XAException.XA_HEURMIX;
import static javax.transaction.xa.XAException.XA_HEURRB;
import static javax.transaction.xa.XAException.XA_RBCOMMFAIL;
import static javax.transaction.xa.XAException.XA_RBROLLBACK;
import static javax.transaction.xa.XAException.XA_RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.journal.Stage.errorOf;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.Eventually;
import org.ringspan.journal.OpenBranch;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.ParkedIntent.Why;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.branch.BranchXid;

@DisplayName("A commit")
class CommitTest {

  private static final Wish A1 = new Wish("a", "1");
  private static final Wish A2 = new Wish("a", "2");
  private static final Wish B1 = new Wish("b", "1");

  private final Stage stage = new Stage();

  @Test
  @DisplayName("carries the intents out in their order, each once, with a key of its own")
  void twoPhases() throws XAException {
    var xid = stage.prepared("t", A1, B1, A2);
    assertThat(stage.remote.attempts()).isEmpty();
    stage.xa().commit(xid, false);
    assertThat(stage.remote.writes()).containsExactly(A1, B1, A2);
    assertThat(stage.remote.attempts()).extracting(Attempt::key).doesNotHaveDuplicates();
    assertThat(stage.remote.attempts()).extracting(Attempt::mayHaveRun).containsOnly(false);
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.journal().figures().liveBytes()).isZero();
    assertThat(stage.journal().figures().committed()).isEqualTo(1);
  }

  @Test
  @DisplayName("in one phase does the same")
  void onePhase() throws XAException {
    stage.xa().commit(stage.ended("t", A1, B1), true);
    assertThat(stage.remote.writes()).containsExactly(A1, B1);
    stage.killAndRestart();
    assertThat(stage.journal().carryOn()).isZero();
    assertThat(stage.remote.attempts()).hasSize(2);
  }

  @Test
  @DisplayName("never comes after a rollback")
  void rollback() throws XAException {
    var active = stage.ended("t", A1);
    stage.xa().rollback(active);
    var prepared = stage.prepared("u", B1);
    stage.xa().rollback(prepared);
    assertThat(errorOf(() -> stage.xa().commit(prepared, false))).isEqualTo(XAER_NOTA);
    stage.killAndRestart();
    assertThat(stage.listed()).isEmpty();
    stage.journal().carryOn();
    assertThat(stage.remote.attempts()).isEmpty();
  }

  @Test
  @DisplayName("that the remote side refuses in part is mixed; the refusal is written down first")
  void refusedInPart() throws XAException {
    stage.remote.obstacle(
        (attempt, wish) -> wish.equals(B1) ? Outcome.refused("no b\nhere") : null);
    var xid = stage.prepared("t", A1, B1, A2);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_HEURMIX);
    assertThat(stage.remote.writes()).containsExactly(A1, A2);
    stage.killAndRestart();
    var parked = stage.onlyParked();
    assertThat(parked.why()).isEqualTo(Why.REFUSED);
    assertThat(parked.reason()).isEqualTo("no b here");
    assertThat(parked.description()).isEqualTo("b is 1");
    assertThat(parked.object().name()).isEqualTo("b");
    assertThat(stage.listed()).containsExactly(xid);
    assertThat(stage.journal().figures().heuristicBranches()).isEqualTo(1);
    stage.xa().forget(xid);
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.journal().administration().parked()).hasSize(1);
  }

  @Test
  @DisplayName("that the remote side refuses altogether is rolled back, says the heuristic outcome")
  void refusedAltogether() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.refused("no"));
    var xid = stage.prepared("t", A1, B1);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_HEURRB);
    assertThat(errorOf(() -> stage.xa().rollback(xid))).isEqualTo(XA_HEURRB);
    assertThat(stage.journal().administration().parked()).hasSize(2);
    // Asked again, as in recovery, it is over.
    stage.xa().commit(xid, false);
    assertThat(stage.listed()).isEmpty();
  }

  @Test
  @DisplayName("in one phase that is refused at once is a plain rollback: nothing was carried out")
  void onePhaseRefused() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.refused("no"));
    var xid = stage.ended("t", A1, B1);
    assertThat(errorOf(() -> stage.xa().commit(xid, true))).isEqualTo(XA_RBROLLBACK);
    stage.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var other = stage.ended("u", A1, B1);
    assertThat(errorOf(() -> stage.xa().commit(other, true))).isEqualTo(XA_RBCOMMFAIL);
    stage.remote.free();
    stage.restart(stage.disk.afterLosingUnforced());
    stage.journal().carryOn();
    assertThat(stage.remote.writes()).isEmpty();
    assertThat(stage.journal().administration().parked()).isEmpty();
    assertThat(stage.journal().figures().liveBytes()).isZero();
  }

  @Test
  @DisplayName("in one phase that is refused later is mixed")
  void onePhaseRefusedLater() throws XAException {
    stage.remote.obstacle((attempt, wish) -> wish.equals(B1) ? Outcome.refused("no") : null);
    var xid = stage.ended("t", A1, B1);
    assertThat(errorOf(() -> stage.xa().commit(xid, true))).isEqualTo(XA_HEURMIX);
    assertThat(stage.onlyParked().object().name()).isEqualTo("b");
    // The manager has no log of it and will never ask: it isn't listed.
    assertThat(stage.listed()).isEmpty();
    stage.killAndRestart();
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.onlyParked().object().name()).isEqualTo("b");
  }

  @Test
  @DisplayName("in one phase that was begun goes on later when the remote side is away")
  void onePhaseInterrupted() throws XAException {
    stage.remote.obstacle((attempt, wish) -> wish.equals(B1) ? Outcome.unavailable("down") : null);
    stage.xa().commit(stage.ended("t", A1, B1), true);
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.journal().administration().open())
        .extracting(OpenBranch::phase)
        .containsExactly(OpenBranch.Phase.COMMITTING);
    stage.remote.free();
    stage.clock.pass(Duration.ofSeconds(1));
    assertThat(stage.journal().carryOn()).isEqualTo(1);
    assertThat(stage.remote.writes()).containsExactly(A1, B1);
    assertThat(stage.journal().figures().liveBytes()).isZero();
  }

  @Test
  @DisplayName("in one phase without an answer isn't rolled back: it may have been carried out")
  void onePhaseUnanswered() throws XAException {
    stage.remote.obstacle(
        (attempt, wish) -> {
          stage.remote.write(wish);
          return Outcome.unanswered("time-out");
        });
    stage.xa().commit(stage.ended("t", A1), true);
    stage.remote.free();
    stage.clock.pass(Duration.ofSeconds(1));
    assertThat(stage.journal().carryOn()).isEqualTo(1);
    assertThat(stage.remote.attempts())
        .extracting(Attempt::mayHaveRun)
        .containsExactly(false, true);
    assertThat(stage.remote.writes()).containsExactly(A1);
  }

  @Test
  @DisplayName("is to be asked for again when the remote side is away, with growing pauses")
  void unavailable() throws XAException {
    stage.remote.obstacle((attempt, wish) -> wish.equals(B1) ? Outcome.unavailable("down") : null);
    var xid = stage.prepared("t", A1, B1);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_RETRY);
    assertThat(stage.listed()).containsExactly(xid);
    for (int pause : List.of(1, 2, 4, 8, 8)) {
      int before = stage.remote.attempts().size();
      stage.clock.pass(Duration.ofSeconds(pause).minusMillis(1));
      assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_RETRY);
      stage.journal().carryOn();
      assertThat(stage.remote.attempts()).hasSize(before);
      stage.clock.pass(Duration.ofMillis(1));
      stage.journal().carryOn();
      assertThat(stage.remote.attempts()).hasSize(before + 1);
    }
    assertThat(stage.journal().administration().open().getFirst().waitsFor()).contains("down");
    assertThat(stage.journal().figures().unavailable()).isEqualTo(6);
    stage.remote.free();
    stage.clock.pass(Duration.ofSeconds(8));
    stage.xa().commit(xid, false);
    assertThat(stage.remote.writes()).containsExactly(A1, B1);
    assertThat(stage.remote.attempts()).extracting(Attempt::mayHaveRun).containsOnly(false);
    assertThat(stage.listed()).isEmpty();
  }

  @Test
  @DisplayName("that the worker has finished is answered when the manager asks again")
  void finishedByTheWorker() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var xid = stage.prepared("t", A1);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_RETRY);
    stage.remote.free();
    stage.clock.pass(Duration.ofSeconds(1));
    assertThat(stage.journal().carryOn()).isEqualTo(1);
    assertThat(stage.listed()).containsExactly(xid);
    stage.xa().commit(xid, false);
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.remote.attempts()).hasSize(2);
  }

  @Test
  @DisplayName("that is asked to be rolled back after the decision says that it is committed")
  void rolledBackTooLate() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var xid = stage.prepared("t", A1);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_RETRY);
    assertThat(errorOf(() -> stage.xa().rollback(xid))).isEqualTo(XA_HEURCOM);
    stage.xa().forget(xid);
    stage.remote.free();
    stage.clock.pass(Duration.ofSeconds(1));
    assertThat(stage.journal().carryOn()).isEqualTo(1);
    assertThat(stage.remote.writes()).containsExactly(A1);
    assertThat(stage.journal().figures().liveBytes()).isZero();
  }

  @Test
  @DisplayName("gives up an intent whose executor fails again and again; the others go on")
  void poison() throws XAException {
    stage.remote.obstacle(
        (attempt, wish) -> {
          if (wish.equals(A1)) {
            throw new IllegalArgumentException("secret");
          }
          return null;
        });
    var xid = stage.prepared("t", A1, B1);
    var other = stage.prepared("u", new Wish("c", "1"));
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_RETRY);
    stage.xa().commit(other, false);
    stage.clock.pass(Duration.ofSeconds(10));
    stage.journal().carryOn();
    assertThat(stage.journal().administration().parked()).isEmpty();
    stage.clock.pass(Duration.ofSeconds(10));
    stage.journal().carryOn();
    var parked = stage.onlyParked();
    assertThat(parked.why()).isEqualTo(Why.POISON);
    assertThat(parked.attempts()).isEqualTo(3);
    assertThat(parked.reason()).contains("IllegalArgumentException").doesNotContain("secret");
    assertThat(stage.remote.writes()).containsExactly(new Wish("c", "1"), B1);
    stage.xa().commit(xid, false);
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.journal().figures().failed()).isEqualTo(3);
  }

  @Test
  @DisplayName("keeps writes to one object in the order of the decisions, also across transactions")
  void order() throws XAException {
    stage.remote.obstacle((attempt, wish) -> wish.equals(A1) ? Outcome.unavailable("down") : null);
    var first = stage.prepared("t", A1);
    var second = stage.prepared("u", new Wish("c", "1"), A2);
    var third = stage.prepared("v", B1);
    assertThat(errorOf(() -> stage.xa().commit(first, false))).isEqualTo(XA_RETRY);
    assertThat(errorOf(() -> stage.xa().commit(second, false))).isEqualTo(XA_RETRY);
    stage.xa().commit(third, false);
    assertThat(stage.remote.writes()).containsExactly(new Wish("c", "1"), B1);
    assertThat(stage.journal().session().carryOutNow(new Wish("a", "9")))
        .isInstanceOf(Outcome.Unavailable.class);
    stage.killAndRestart();
    stage.remote.free();
    stage.journal().carryOn();
    assertThat(stage.remote.writes()).endsWith(A1, A2);
    assertThat(stage.journal().session().carryOutNow(new Wish("a", "9"))).isEqualTo(Outcome.done());
  }

  @Test
  @DisplayName("in one phase that would have to wait for another transaction is rolled back")
  void onePhaseBehindAnother() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var first = stage.prepared("t", A1);
    assertThat(errorOf(() -> stage.xa().commit(first, false))).isEqualTo(XA_RETRY);
    var second = stage.ended("u", A2);
    assertThat(errorOf(() -> stage.xa().commit(second, true))).isEqualTo(XA_RBCOMMFAIL);
    assertThat(stage.remote.attempts()).hasSize(1);
  }

  @Test
  @DisplayName("waits for another that writes to the same object, and for no other")
  void together() throws Exception {
    var patient =
        new Stage(
            Stage.SETTINGS.withTimes(Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(10)));
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    patient.remote.obstacle(
        (attempt, wish) -> {
          if (wish.equals(A1)) {
            reached.countDown();
            await(goOn);
          }
          return null;
        });
    var first = patient.prepared("t", A1);
    var second = patient.prepared("u", A2);
    var third = patient.prepared("v", B1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> commit(patient, first));
      reached.await();
      var two = threads.submit(() -> commit(patient, second));
      var three = threads.submit(() -> commit(patient, third));
      three.get();
      Eventually.holds(
          "the second is decided", () -> patient.journal().figures().inDoubtBranches() == 0);
      assertThat(patient.remote.writes()).containsExactly(B1);
      assertThat(two.isDone()).isFalse();
      goOn.countDown();
      one.get();
      two.get();
    }
    assertThat(patient.remote.writes()).containsExactly(B1, A1, A2);
  }

  private static boolean commit(Stage stage, BranchXid xid) throws XAException {
    stage.xa().commit(xid, false);
    return true;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("isn't harmed by an interrupt of its thread")
  void interrupted() throws XAException {
    var xid = stage.prepared("t", A1, B1);
    Thread.currentThread().interrupt();
    try {
      stage.xa().commit(xid, false);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(stage.remote.writes()).containsExactly(A1, B1);
  }
}
