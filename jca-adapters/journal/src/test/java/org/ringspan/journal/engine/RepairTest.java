package org.ringspan.journal.engine;

import static javax.transaction.xa.XAException.XA_HEURMIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.journal.Stage.errorOf;

import java.io.IOException;
import java.time.Duration;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.IdempotencyKey;
import org.ringspan.journal.JournalAdministration;
import org.ringspan.journal.JournalAdministration.Repair;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.branch.BranchXid;

@DisplayName("A parked intent")
class RepairTest {

  private static final Wish A1 = new Wish("a", "1");
  private static final Wish A2 = new Wish("a", "2");
  private static final Wish B1 = new Wish("b", "1");

  private final Stage stage = new Stage();
  private BranchXid xid = Stage.xid("t");

  @BeforeEach
  void park() throws XAException {
    stage.remote.obstacle((attempt, wish) -> wish.equals(A1) ? Outcome.refused("no") : null);
    xid = stage.prepared("t", A1, B1);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_HEURMIX);
  }

  private JournalAdministration administration() {
    return stage.journal().administration();
  }

  private void powerFailure() {
    stage.restart(stage.disk.afterLosingUnforced());
  }

  @Test
  @DisplayName("is tried again, with its key, when the cause is gone")
  void retry() {
    var key = stage.onlyParked().key();
    assertThat(administration().retry(key, false, "ann")).isEqualTo(Repair.ACCEPTED);
    assertThat(administration().retry(key, false, "ann")).isEqualTo(Repair.NOT_PARKED);
    powerFailure();
    stage.remote.free();
    assertThat(stage.journal().carryOn()).isEqualTo(1);
    assertThat(stage.remote.writes()).containsExactly(B1, A1);
    assertThat(stage.remote.attempts().getLast().key()).isEqualTo(key);
    assertThat(stage.remote.attempts().getLast().mayHaveRun()).isTrue();
    assertThat(administration().parked()).isEmpty();
    assertThat(stage.journal().figures().liveBytes()).isZero();
  }

  @Test
  @DisplayName("is parked again when it is refused again")
  void refusedAgain() throws XAException {
    stage.xa().forget(xid);
    assertThat(administration().retry(stage.onlyParked().key(), false, "ann"))
        .isEqualTo(Repair.ACCEPTED);
    assertThat(administration().open()).hasSize(1);
    stage.journal().carryOn();
    assertThat(stage.onlyParked().reason()).isEqualTo("no");
    assertThat(administration().open()).isEmpty();
  }

  @Test
  @DisplayName("is given up or taken as done, durably, and its branch is gone then")
  void discardOrDone() throws XAException {
    var key = stage.onlyParked().key();
    assertThat(administration().discard(key, "ann")).isEqualTo(Repair.ACCEPTED);
    var other = stage.prepared("u", A1, B1);
    assertThat(errorOf(() -> stage.xa().commit(other, false))).isEqualTo(XA_HEURMIX);
    assertThat(administration().markAsDone(stage.onlyParked().key(), "ann"))
        .isEqualTo(Repair.ACCEPTED);
    powerFailure();
    assertThat(administration().parked()).isEmpty();
    assertThat(stage.listed()).isEmpty();
    assertThat(stage.journal().figures().liveBytes()).isZero();
    assertThat(stage.remote.writes()).containsExactly(B1);
  }

  @Test
  @DisplayName("that a later write has overtaken is tried again only when that is said")
  void overtaken() throws XAException {
    assertThat(stage.onlyParked().overtaken()).isFalse();
    stage.xa().commit(stage.ended("u", A2), true);
    powerFailure();
    var parked = stage.onlyParked();
    assertThat(parked.overtaken()).isTrue();
    stage.remote.free();
    assertThat(administration().retry(parked.key(), false, "ann")).isEqualTo(Repair.OVERTAKEN);
    assertThat(administration().retry(parked.key(), true, "ann")).isEqualTo(Repair.ACCEPTED);
    stage.journal().carryOn();
    assertThat(stage.remote.value("a")).isEqualTo("1");
  }

  @Test
  @DisplayName("that was overtaken stays so when it is refused again")
  void overtakenAgain() throws XAException {
    stage.xa().commit(stage.ended("u", A2), true);
    assertThat(administration().retry(stage.onlyParked().key(), true, "ann"))
        .isEqualTo(Repair.ACCEPTED);
    stage.killAndRestart();
    stage.journal().carryOn();
    assertThat(stage.onlyParked().overtaken()).isTrue();
  }

  @Test
  @DisplayName("that is tried again comes before younger writes to its object")
  void first() throws XAException {
    stage.remote.obstacle((attempt, wish) -> Outcome.unavailable("down"));
    var younger = stage.prepared("u", A2);
    assertThat(errorOf(() -> stage.xa().commit(younger, false))).isEqualTo(XAException.XA_RETRY);
    assertThat(administration().retry(stage.onlyParked().key(), false, "ann"))
        .isEqualTo(Repair.ACCEPTED);
    stage.remote.free();
    stage.clock.pass(Duration.ofMinutes(1));
    stage.journal().carryOn();
    assertThat(stage.remote.writes()).containsExactly(B1, A1, A2);
  }

  @Test
  @DisplayName("stays when the repair can't be written, and nobody knows another key")
  void notWritten() {
    var key = stage.onlyParked().key();
    assertThat(administration().discard(new IdempotencyKey("0-0-0"), "ann"))
        .isEqualTo(Repair.NOT_PARKED);
    stage.disk.hook(
        (operation, name) -> {
          throw new IOException("broken");
        });
    assertThat(administration().discard(key, "ann")).isEqualTo(Repair.NOT_WRITTEN);
    powerFailure();
    assertThat(stage.onlyParked().key()).isEqualTo(key);
  }
}
