package org.ringspan.journal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.SimulatedCrash;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.branch.BranchXid;

/**
 * A random history: transactions, a remote side with moods, crashes anywhere, and a transaction
 * manager whose decisions survive. Afterwards everything is finished and compared with what the
 * guarantee says: nothing of what wasn't committed, all of what was, in order, and no more writes
 * than the failures allow.
 */
final class Experiment {

  private static final class Transaction {
    final String name;
    final List<Wish> wishes = new ArrayList<>();
    boolean isPrepared;
    boolean isDecided;
    boolean isForgotten;
    boolean isRolledBack;
    boolean isUnknown;
    int begun = Integer.MAX_VALUE;
    int returned = Integer.MAX_VALUE;

    Transaction(String name) {
      this.name = name;
    }

    BranchXid xid() {
      return Stage.xid(name);
    }
  }

  private interface Action {
    void run() throws XAException;
  }

  private final Random random;
  private final boolean powerFails;
  private final Stage stage = new Stage();
  private final Map<String, Transaction> transactions = new LinkedHashMap<>();
  private final Set<Wish> ranUnknown = new HashSet<>();
  private int steps;
  private int crashes;
  private int diskOperationsLeft = Integer.MAX_VALUE;
  private boolean moody = true;

  Experiment(long seed, boolean powerFails) {
    random = new Random(seed);
    this.powerFails = powerFails;
    stage.remote.obstacle(this::mood);
    hookDisk();
  }

  private void hookDisk() {
    stage.disk.hook(
        (operation, name) -> {
          if (--diskOperationsLeft == 0) {
            throw new SimulatedCrash(operation);
          }
        });
  }

  void run(int count) throws XAException {
    for (int i = 0; i < count; i++) {
      if (random.nextInt(12) == 0) {
        diskOperationsLeft = 1 + random.nextInt(6);
      }
      safely(this::step);
      if (random.nextInt(25) == 0) {
        crash();
      }
    }
    moody = false;
    diskOperationsLeft = Integer.MAX_VALUE;
    crash();
    for (int pass = 0; pass < 10; pass++) {
      stage.clock.pass(Duration.ofMinutes(1));
      stage.journal().carryOn();
      recover();
    }
    verify();
  }

  /** A step may end the server. */
  private void safely(Action action) throws XAException {
    try {
      action.run();
    } catch (SimulatedCrash e) {
      crash();
    }
  }

  private void step() throws XAException {
    steps++;
    stage.clock.pass(Duration.ofMillis(random.nextInt(1500)));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> prepare();
      case 3, 4, 5 -> commitAny();
      case 6, 7 -> onePhase();
      case 8 -> stage.journal().carryOn();
      default -> rollBackAny();
    }
  }

  private Transaction begin() throws XAException {
    var transaction = new Transaction("t" + transactions.size());
    transactions.put(transaction.name, transaction);
    for (int i = random.nextInt(3); i >= 0; i--) {
      transaction.wishes.add(new Wish("o" + random.nextInt(4), transaction.name + "." + i));
    }
    var first = stage.journal().session();
    var second = stage.journal().session();
    first.xaResource().start(transaction.xid(), XAResource.TMNOFLAGS);
    boolean joins = random.nextInt(4) == 0;
    if (joins) {
      second.xaResource().start(transaction.xid(), XAResource.TMJOIN);
    }
    for (var wish : transaction.wishes) {
      (joins && random.nextBoolean() ? second : first).enqueue(wish);
      if (random.nextInt(4) == 0) {
        first.xaResource().end(transaction.xid(), XAResource.TMSUSPEND);
        first.xaResource().start(transaction.xid(), XAResource.TMRESUME);
      }
    }
    first.xaResource().end(transaction.xid(), XAResource.TMSUCCESS);
    if (joins) {
      second.xaResource().end(transaction.xid(), XAResource.TMSUCCESS);
    }
    return transaction;
  }

  private void prepare() throws XAException {
    var transaction = begin();
    transaction.begun = steps;
    try {
      stage.xa().prepare(transaction.xid());
    } catch (XAException e) {
      assertThat(e).hasMessageContaining("the journal is full");
      return;
    }
    transaction.isPrepared = true;
    // The manager's decision is durable from here on, whatever happens to us.
    transaction.isDecided = random.nextInt(8) > 0;
  }

  private void onePhase() throws XAException {
    var transaction = begin();
    transaction.begun = steps;
    transaction.isUnknown = true;
    try {
      stage.xa().commit(transaction.xid(), true);
      transaction.isDecided = true;
    } catch (XAException e) {
      boolean isHeuristic = e.errorCode == XAException.XA_HEURMIX;
      assertThat(e.errorCode)
          .isIn(XAException.XA_HEURMIX, XAException.XA_RBROLLBACK, XAException.XA_RBCOMMFAIL);
      transaction.isDecided = isHeuristic;
      transaction.isRolledBack = !isHeuristic;
    }
    transaction.isUnknown = false;
    transaction.returned = steps;
  }

  private @Nullable Transaction any(Predicate<Transaction> which) {
    var candidates = transactions.values().stream().filter(which).toList();
    return candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
  }

  private static boolean isToCommit(Transaction t) {
    return t.isPrepared && t.isDecided && !t.isForgotten;
  }

  private void commitAny() throws XAException {
    var transaction = any(Experiment::isToCommit);
    if (transaction != null) {
      commit(transaction);
    }
  }

  private void commit(Transaction transaction) throws XAException {
    try {
      stage.xa().commit(transaction.xid(), false);
      transaction.isForgotten = true;
    } catch (XAException e) {
      switch (e.errorCode) {
        case XAException.XA_RETRY -> {}
        case XAException.XA_HEURMIX, XAException.XA_HEURRB -> {
          if (random.nextBoolean()) {
            stage.xa().forget(transaction.xid());
            transaction.isForgotten = true;
          }
        }
        default -> throw e;
      }
    }
    transaction.returned = Math.min(transaction.returned, steps);
  }

  private void rollBackAny() throws XAException {
    var transaction = any(t -> t.isPrepared && !t.isDecided && !t.isRolledBack);
    if (transaction != null) {
      stage.xa().rollback(transaction.xid());
      transaction.isRolledBack = true;
    }
  }

  private void crash() throws XAException {
    crashes++;
    diskOperationsLeft = Integer.MAX_VALUE;
    stage.restart(
        powerFails && random.nextBoolean()
            ? stage.disk.afterPowerFailure(random)
            : stage.disk.afterKill());
    hookDisk();
    assertThat(stage.journal().administration().damages()).isEmpty();
    safely(this::recover);
  }

  private void recover() throws XAException {
    var listed = stage.listed();
    for (var transaction : transactions.values()) {
      if (listed.contains(transaction.xid())) {
        if (isToCommit(transaction)) {
          commit(transaction);
        } else {
          rollBack(transaction);
        }
      } else if (isToCommit(transaction)) {
        // Finished before, or forgotten with a heuristic outcome.
        transaction.isForgotten = true;
      }
    }
  }

  private void rollBack(Transaction transaction) throws XAException {
    try {
      stage.xa().rollback(transaction.xid());
      transaction.isRolledBack |= !transaction.isDecided;
    } catch (XAException e) {
      // A power failure has lost the end of what was committed; or it was heuristic.
      assertThat(transaction.isDecided).isTrue();
      assertThat(e.errorCode)
          .isIn(XAException.XA_HEURCOM, XAException.XA_HEURMIX, XAException.XA_HEURRB);
      stage.xa().forget(transaction.xid());
    }
  }

  /** The remote side's moods. */
  private @Nullable Outcome mood(Attempt attempt, Wish wish) {
    boolean ranBefore = stage.remote.writes().contains(wish);
    if (ranBefore || ranUnknown.contains(wish)) {
      assertThat(attempt.mayHaveRun()).as("%s may have run", wish).isTrue();
    }
    int mood = moody ? random.nextInt(100) : 99;
    if (mood < 12) {
      return mood < 8 ? Outcome.unavailable("down") : Outcome.unanswered("lost request");
    }
    if (mood < 18) {
      return Outcome.refused("no");
    }
    if (mood < 22) {
      throw new IllegalStateException("before");
    }
    if (mood < 24) {
      throw new SimulatedCrash("before the write");
    }
    if (mood < 32) {
      stage.remote.write(wish);
      ranUnknown.add(wish);
      if (mood < 27) {
        return Outcome.unanswered("lost answer");
      }
      if (mood < 29) {
        throw new IllegalStateException("after");
      }
      throw new SimulatedCrash("after the write");
    }
    return null;
  }

  private void verify() {
    var writes = stage.remote.writes();
    Set<String> parked =
        stage.journal().administration().parked().stream()
            .map(p -> p.description())
            .collect(Collectors.toSet());
    for (var transaction : transactions.values()) {
      long there =
          transaction.wishes.stream()
              .filter(w -> writes.contains(w) || parked.contains(described(w)))
              .count();
      if (transaction.isUnknown) {
        assertThat(there).as(transaction.name).isIn(0L, (long) transaction.wishes.size());
      } else if (transaction.isDecided) {
        assertThat(there).as(transaction.name).isEqualTo(transaction.wishes.size());
      } else {
        assertThat(there).as(transaction.name).isZero();
      }
    }
    Map<Wish, Integer> counts = new HashMap<>();
    writes.forEach(w -> counts.merge(w, 1, Integer::sum));
    // Without power failures the order alone forbids a second write.
    int most = powerFails ? 1 + crashes : 1;
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(most));
    order(writes, parked);
    assertThat(stage.journal().administration().open()).isEmpty();
    assertThat(stage.disk.names()).hasSize(2);
  }

  private static String described(Wish wish) {
    return wish.object() + " is " + wish.value();
  }

  /** Whoever returned before another was begun never writes after it. */
  private void order(List<Wish> writes, Set<String> parked) {
    Map<String, Integer> latestBegun = new HashMap<>();
    for (var wish : writes) {
      if (parked.contains(described(wish))) {
        continue;
      }
      var name = wish.value().substring(0, wish.value().indexOf('.'));
      var transaction = Objects.requireNonNull(transactions.get(name));
      int latest = latestBegun.getOrDefault(wish.object(), 0);
      assertThat(transaction.returned)
          .as("%s on %s", name, wish.object())
          .isGreaterThanOrEqualTo(latest);
      latestBegun.merge(wish.object(), transaction.begun, Math::max);
    }
  }
}
