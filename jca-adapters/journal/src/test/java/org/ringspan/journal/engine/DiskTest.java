package org.ringspan.journal.engine;

import static javax.transaction.xa.XAException.XAER_RMFAIL;
import static javax.transaction.xa.XAException.XA_HEURRB;
import static javax.transaction.xa.XAException.XA_RBROLLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ringspan.journal.Stage.errorOf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.JournalAdministration.Repair;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.JournalException.Reason;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.RemoteSide;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.WishCodec;
import org.ringspan.journal.branch.BranchXid;
import org.ringspan.journal.store.SimulatedDisk;

@DisplayName("The journal and its disk:")
class DiskTest {

  private static final Wish A1 = new Wish("a", "1");

  private final Stage stage = new Stage();

  @Test
  @DisplayName("a full journal votes for rollback with its reason, and what is in it can end")
  void full() throws XAException {
    stage.disk.room(0);
    var prepared = new ArrayList<BranchXid>();
    XAException refusal = null;
    while (refusal == null) {
      var xid =
          stage.ended("t" + prepared.size(), new Wish("o" + prepared.size(), "v".repeat(700)));
      refusal = prepare(xid);
      if (refusal == null) {
        prepared.add(xid);
      } else {
        assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XAException.XAER_NOTA);
      }
    }
    assertThat(refusal.errorCode).isEqualTo(XA_RBROLLBACK);
    assertThat(refusal).hasMessageContaining("the journal is full");
    assertThat(prepared).hasSizeGreaterThan(15);
    // The longest records there are, for every intent.
    stage.remote.obstacle((attempt, wish) -> Outcome.refused("é".repeat(1000)));
    for (var xid : prepared) {
      assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XA_HEURRB);
    }
    assertThat(prepare(stage.ended("u", A1))).isNotNull();
    stage.killAndRestart();
    var parked = stage.journal().administration().parked();
    assertThat(parked).hasSameSizeAs(prepared);
    for (var intent : parked) {
      assertThat(stage.journal().administration().discard(intent.key(), "ann"))
          .isEqualTo(Repair.ACCEPTED);
    }
    assertThat(stage.journal().figures().liveBytes()).isZero();
    assertThat(prepare(stage.ended("u", A1))).isNull();
  }

  private @Nullable XAException prepare(BranchXid xid) {
    return catchThrowableOfType(XAException.class, () -> stage.xa().prepare(xid));
  }

  @Test
  @DisplayName("without room for its files it isn't opened; with them it needs none")
  void noRoom() throws XAException, JournalException {
    var disk = new SimulatedDisk();
    disk.room(100_000);
    assertThatThrownBy(
            () ->
                DurableIntentJournal.open(
                    Stage.SETTINGS, new WishCodec(), new RemoteSide(), stage.clock, disk))
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK_FULL))
        .hasMessageContaining("make room");
    disk.room(200_000);
    stage.restart(disk);
    disk.room(0);
    var xid = stage.prepared("t", A1);
    for (int start = 0; start < 3; start++) {
      var same = stage.disk.afterKill();
      same.room(0);
      stage.restart(same);
    }
    stage.xa().commit(xid, false);
    assertThat(stage.remote.writes()).containsExactly(A1);
  }

  @Test
  @DisplayName("thousands of transactions take no more room than the first")
  void bounded() throws XAException {
    stage.disk.room(0);
    stage.remote.obstacle(
        (attempt, wish) -> wish.value().equals("no") ? Outcome.refused("no") : null);
    var inDoubt = stage.prepared("doubt", A1);
    var parked = stage.prepared("parked", new Wish("p", "no"));
    assertThat(errorOf(() -> stage.xa().commit(parked, false))).isEqualTo(XA_HEURRB);
    for (int i = 0; i < 2000; i++) {
      stage.xa().commit(stage.prepared("t" + i, new Wish("o" + i % 7, "v" + i)), false);
    }
    assertThat(stage.disk.names())
        .hasSize(2)
        .allMatch(name -> name.startsWith("segment-"))
        .allSatisfy(name -> assertThat(stage.disk.bytes(name)).hasSize(1 << 16));
    assertThat(stage.disk.names().getLast()).isGreaterThan("segment-0000000000000005");
    stage.killAndRestart();
    assertThat(stage.listed()).containsExactly(inDoubt, parked);
    assertThat(stage.onlyParked().object().name()).isEqualTo("p");
  }

  @Test
  @DisplayName("when a write or force fails once, the other file takes over")
  void failsOnce() throws XAException {
    for (String operation : List.of("write", "force")) {
      var once = new AtomicBoolean(true);
      var inDoubt = stage.prepared("doubt" + operation, A1);
      stage.disk.hook(
          (at, name) -> {
            if (at.equals(operation) && once.getAndSet(false)) {
              throw new IOException("Input/output error");
            }
          });
      var xid = stage.prepared("t" + operation, new Wish("b", operation));
      assertThat(once).isFalse();
      stage.restart(stage.disk.afterLosingUnforced());
      assertThat(stage.listed()).containsExactly(inDoubt, xid);
      stage.xa().rollback(inDoubt);
      stage.xa().commit(xid, false);
      assertThat(stage.remote.value("b")).isEqualTo(operation);
    }
  }

  @Test
  @DisplayName("when the disk fails, prepare votes for rollback, a commit is to be asked for again")
  void fails() throws XAException {
    var xid = stage.prepared("t", A1);
    stage.disk.hook(
        (operation, name) -> {
          if (operation.equals("force") || operation.equals("rename")) {
            throw new IOException("Input/output error");
          }
        });
    var other = stage.ended("u", A1);
    assertThat(errorOf(() -> stage.xa().prepare(other))).isEqualTo(XA_RBROLLBACK);
    assertThat(stage.listed()).containsExactly(xid);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XAER_RMFAIL);
    assertThat(stage.remote.attempts()).isEmpty();
    var third = stage.ended("v", A1);
    assertThat(errorOf(() -> stage.xa().commit(third, true))).isEqualTo(XA_RBROLLBACK);
    stage.killAndRestart();
    // The record of the second was written and not known to be: the manager rolls it back again.
    assertThat(stage.listed()).containsExactly(xid, other);
    stage.xa().rollback(other);
    stage.xa().commit(xid, false);
    assertThat(stage.remote.writes()).containsExactly(A1);
  }

  @Test
  @DisplayName("a disk that fails between the remote write and its record loses nothing")
  void failsInCommit() throws XAException {
    var xid = stage.prepared("t", A1, new Wish("b", "1"));
    stage.remote.obstacle(
        (attempt, wish) -> {
          stage.disk.hook(
              (operation, name) -> {
                throw new IOException("Input/output error");
              });
          return null;
        });
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XAER_RMFAIL);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XAER_RMFAIL);
    stage.remote.free();
    stage.killAndRestart();
    stage.xa().commit(xid, false);
    assertThat(stage.remote.writes()).containsExactly(A1, new Wish("b", "1"));
  }

  @Test
  @DisplayName("transactions that are prepared at once share the time that the disk takes")
  void groupCommit() throws Exception {
    var session = new ArrayList<BranchXid>();
    for (int i = 0; i < 17; i++) {
      session.add(stage.ended("t" + i, new Wish("o" + i, "1")));
    }
    var writes = new AtomicInteger();
    var allWritten = new CountDownLatch(1);
    var firstForce = new AtomicBoolean(true);
    stage.disk.hook(
        (operation, name) -> {
          if (operation.equals("write") && writes.incrementAndGet() == 17) {
            allWritten.countDown();
          } else if (operation.equals("force") && firstForce.getAndSet(false)) {
            awaitUnchecked(allWritten);
          }
        });
    int before = stage.disk.forces();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var prepared = new ArrayList<Future<Integer>>();
      for (var xid : session) {
        prepared.add(threads.submit(() -> stage.xa().prepare(xid)));
      }
      for (var vote : prepared) {
        vote.get();
      }
    }
    assertThat(stage.disk.forces() - before).isBetween(1, 3);
    assertThat(stage.journal().figures().forcedRecords()).isEqualTo(17);
    stage.restart(stage.disk.afterLosingUnforced());
    assertThat(stage.listed()).hasSize(17);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
