package org.ringspan.journal.engine;

import static javax.transaction.xa.XAException.XA_HEURCOM;
import static javax.transaction.xa.XAException.XA_RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringspan.journal.Stage.errorOf;

import java.time.Duration;
import java.util.Random;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.Eventually;
import org.ringspan.journal.JournalAdministration.Repair;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.ParkedIntent.Why;
import org.ringspan.journal.SimulatedCrash;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.WishCodec;

@DisplayName("After a crash")
class RecoveryTest {

  private static final Wish A1 = new Wish("a", "1");
  private static final Wish A2 = new Wish("a", "2");
  private static final Wish B1 = new Wish("b", "1");

  private final Stage stage = new Stage();

  @Test
  @DisplayName("a prepared branch is listed, and carried out when it is committed")
  void inDoubt() throws XAException {
    var committed = stage.prepared("t", A1);
    var rolledBack = stage.prepared("u", B1);
    stage.restart(stage.disk.afterLosingUnforced());
    assertThat(stage.listed()).containsExactly(committed, rolledBack);
    stage.xa().commit(committed, false);
    stage.xa().rollback(rolledBack);
    assertThat(stage.remote.writes()).containsExactly(A1);
    assertThat(stage.remote.attempts()).extracting(Attempt::mayHaveRun).containsExactly(true);
    assertThat(stage.listed()).isEmpty();
  }

  @Test
  @DisplayName("a branch that wasn't prepared is gone")
  void active() throws XAException {
    stage.ended("t", A1);
    stage.killAndRestart();
    assertThat(stage.listed()).isEmpty();
    stage.journal().carryOn();
    assertThat(stage.remote.attempts()).isEmpty();
  }

  @Test
  @DisplayName(
      "between a write and its record the intent is tried again, with the same key and told so")
  void twice() throws XAException {
    stage.remote.obstacle(
        (attempt, wish) -> {
          if (wish.equals(B1)) {
            stage.remote.write(wish);
            throw new SimulatedCrash("after the write");
          }
          return null;
        });
    var xid = stage.prepared("t", A1, B1, A2);
    assertThatThrownBy(() -> stage.xa().commit(xid, false)).isInstanceOf(SimulatedCrash.class);
    stage.remote.free();
    stage.killAndRestart();
    assertThat(stage.listed()).containsExactly(xid);
    stage.xa().commit(xid, false);
    // What is compared with what is there is written once; that a write came twice is seen here:
    assertThat(stage.remote.writes()).containsExactly(A1, B1, A2);
    var attempts = stage.remote.attempts();
    assertThat(attempts).extracting(Attempt::mayHaveRun).containsExactly(false, false, true, true);
    assertThat(attempts.get(2).key()).isEqualTo(attempts.get(1).key());
  }

  @Test
  @DisplayName(
      "an executor that doesn't compare writes twice: at least once is all that is promised")
  void notComparing() throws XAException {
    int[] writes = {0};
    stage.remote.obstacle(
        (attempt, wish) -> {
          writes[0]++;
          if (!attempt.mayHaveRun()) {
            throw new SimulatedCrash("after the write");
          }
          return Outcome.done();
        });
    var xid = stage.prepared("t", A1);
    assertThatThrownBy(() -> stage.xa().commit(xid, false)).isInstanceOf(SimulatedCrash.class);
    stage.killAndRestart();
    stage.xa().commit(xid, false);
    assertThat(writes[0]).isEqualTo(2);
  }

  @Test
  @DisplayName("of the machine, what was finished in the last second may be carried out again")
  void powerFailure() throws XAException {
    var xid = stage.prepared("t", A1);
    stage.xa().commit(xid, false);
    stage.restart(stage.disk.afterLosingUnforced());
    assertThat(stage.listed()).containsExactly(xid);
    stage.xa().commit(xid, false);
    assertThat(stage.remote.attempts()).hasSize(2);
    assertThat(stage.remote.attempts().get(1).mayHaveRun()).isTrue();
    assertThat(stage.remote.writes()).containsExactly(A1);
  }

  @Test
  @DisplayName("a decided branch that the transaction manager doesn't know any more is committed")
  void managerLostItsLog() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var xid = stage.prepared("t", A1);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_RETRY);
    stage.remote.free();
    stage.killAndRestart();
    assertThat(errorOf(() -> stage.xa().rollback(xid))).isEqualTo(XA_HEURCOM);
    stage.journal().carryOn();
    assertThat(stage.remote.writes()).containsExactly(A1);
    stage.xa().forget(xid);
    assertThat(stage.journal().figures().liveBytes()).isZero();
  }

  @Test
  @DisplayName("a refusal is parked, and recovery goes on")
  void refused() throws XAException {
    var refused = stage.prepared("t", A1, B1);
    var other = stage.prepared("u", new Wish("c", "1"));
    stage.killAndRestart();
    stage.remote.obstacle((attempt, wish) -> wish.equals(A1) ? Outcome.refused("no") : null);
    stage.xa().commit(refused, false);
    stage.xa().commit(other, false);
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.onlyParked().why()).isEqualTo(Why.REFUSED);
    assertThat(stage.remote.writes()).containsExactly(B1, new Wish("c", "1"));
    stage.restart(stage.disk.afterPowerFailure(new Random(5)));
    assertThat(stage.onlyParked().object().name()).isEqualTo("a");
  }

  @Test
  @DisplayName("a commit in one phase is finished by the worker, and isn't listed")
  void onePhase() throws XAException {
    stage.remote.obstacle(
        (attempt, wish) -> {
          if (wish.equals(B1)) {
            throw new SimulatedCrash("before the write");
          }
          return null;
        });
    var xid = stage.ended("t", A1, B1);
    assertThatThrownBy(() -> stage.xa().commit(xid, true)).isInstanceOf(SimulatedCrash.class);
    stage.remote.free();
    stage.killAndRestart();
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.journal().carryOn()).isEqualTo(1);
    assertThat(stage.remote.writes()).containsExactly(A1, B1);
    assertThat(stage.journal().figures().liveBytes()).isZero();
    assertThat(stage.journal().figures().committed()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "an intent of a newer release is refused by its version and parked; the others go on")
  void unreadable() throws XAException {
    stage.restart(new WishCodec(2));
    var xid = stage.prepared("t", A1);
    stage.restart(new WishCodec(1));
    var other = stage.prepared("u", B1);
    stage.xa().commit(xid, false);
    stage.xa().commit(other, false);
    var parked = stage.onlyParked();
    assertThat(parked.why()).isEqualTo(Why.UNREADABLE);
    assertThat(parked.reason())
        .isEqualTo("intents of version 2 are unknown, the newest known is 1");
    assertThat(stage.remote.writes()).containsExactly(B1);
    stage.restart(new WishCodec(2));
    assertThat(stage.journal().administration().retry(parked.key(), false, "ann"))
        .isEqualTo(Repair.ACCEPTED);
    assertThat(stage.journal().carryOn()).isEqualTo(1);
    assertThat(stage.remote.writes()).containsExactly(B1, A1);
  }

  @Test
  @DisplayName("an intent that ends the server each time is parked in the end")
  void endsTheServer() throws XAException {
    stage.remote.obstacle(
        (attempt, wish) -> {
          if (wish.equals(A1)) {
            throw new SimulatedCrash("again");
          }
          return null;
        });
    var xid = stage.prepared("t", A1, B1);
    for (int crash = 0; crash < 4; crash++) {
      assertThat(stage.journal().administration().parked()).isEmpty();
      assertThatThrownBy(() -> stage.xa().commit(xid, false)).isInstanceOf(SimulatedCrash.class);
      stage.killAndRestart();
    }
    stage.xa().commit(xid, false);
    assertThat(stage.onlyParked().why()).isEqualTo(Why.POISON);
    assertThat(stage.remote.writes()).containsExactly(B1);
    assertThat(stage.listed()).isEmpty();
  }

  @Test
  @DisplayName("a remote side that is away for many starts makes nothing poison")
  void awayForLong() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var xid = stage.prepared("t", A1);
    for (int start = 0; start < 10; start++) {
      assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_RETRY);
      stage.killAndRestart();
    }
    stage.remote.free();
    stage.xa().commit(xid, false);
    assertThat(stage.remote.writes()).containsExactly(A1);
  }

  @Test
  @DisplayName("no key is used again")
  void keys() throws XAException {
    for (int start = 0; start < 3; start++) {
      stage.xa().commit(stage.ended("t" + start, A1, A2), true);
      assertThat(stage.journal().session().carryOutNow(B1)).isNotNull();
      stage.xa().commit(stage.prepared("u" + start, A1), false);
      stage.restart(stage.disk.afterPowerFailure(new Random(start)));
      for (var xid : stage.listed()) {
        stage.xa().commit(xid, false);
      }
    }
    assertThat(stage.remote.attempts().stream().filter(a -> !a.mayHaveRun()))
        .hasSize(12)
        .extracting(Attempt::key)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("commits are carried out in the order that they had")
  void order() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var later = stage.prepared("t", A2);
    var earlier = stage.prepared("u", A1);
    assertThat(errorOf(() -> stage.xa().commit(earlier, false))).isEqualTo(XA_RETRY);
    assertThat(errorOf(() -> stage.xa().commit(later, false))).isEqualTo(XA_RETRY);
    stage.killAndRestart();
    stage.remote.free();
    assertThat(errorOf(() -> stage.xa().commit(later, false))).isEqualTo(XA_RETRY);
    stage.xa().commit(earlier, false);
    stage.xa().commit(later, false);
    assertThat(stage.remote.writes()).containsExactly(A1, A2);
  }

  @Test
  @DisplayName("the worker does by itself what is decided")
  void worker() throws XAException {
    var quick =
        new Stage(Stage.SETTINGS.withRepeats(3, Duration.ofMillis(5), Duration.ofSeconds(8)));
    quick.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var xid = quick.prepared("t", A1);
    assertThat(errorOf(() -> quick.xa().commit(xid, false))).isEqualTo(XA_RETRY);
    quick.remote.free();
    quick.killAndRestart();
    quick.journal().startWorker(Thread.ofPlatform().daemon().factory());
    assertThatThrownBy(() -> quick.journal().startWorker(Thread.ofPlatform().factory()))
        .isInstanceOf(IllegalStateException.class);
    Eventually.holds("it is written", () -> !quick.remote.writes().isEmpty());
    quick.journal().close();
    assertThat(quick.remote.writes()).containsExactly(A1);
  }
}
