package org.ringspan.journal.branch;

import java.time.Instant;
import java.util.List;
import org.ringspan.journal.ParkedIntent.Why;

/** What the journal writes down. The state is what the records say, one after the other. */
public sealed interface JournalRecord {

  /** A branch was prepared. */
  record Prepared(BranchId id, BranchXid xid, Instant at, List<StoredIntent> intents)
      implements JournalRecord {

    /** A copy of the list is kept. */
    public Prepared {
      intents = List.copyOf(intents);
    }
  }

  /**
   * The branch is to be committed.
   *
   * @param order its place among all decisions; intents on one object follow it
   */
  record Decided(BranchId id, long order, boolean onePhase) implements JournalRecord {}

  /** Nothing is left to do for an intent. */
  record Settled(BranchId id, int ordinal, IntentState.How how) implements JournalRecord {}

  /** An intent waits for an administrator. */
  record Parked(
      BranchId id, int ordinal, Why why, String reason, int attempts, Instant at, boolean overtaken)
      implements JournalRecord {}

  /** How many attempts of an intent have failed. */
  record Attempts(BranchId id, int ordinal, int attempts, boolean overtaken)
      implements JournalRecord {}

  /** A parked intent is to be tried again. */
  record Reopened(BranchId id, int ordinal) implements JournalRecord {}

  /** The transaction manager was told another outcome. */
  record Told(BranchId id, Phase.Kind kind) implements JournalRecord {}

  /** The transaction manager needs to know no more of the branch. */
  record Concluded(BranchId id) implements JournalRecord {}

  /** The branch was rolled back; nothing of it was carried out. */
  record RolledBack(BranchId id) implements JournalRecord {}

  /**
   * Records of everything that is open follow.
   *
   * @param nextOrder the place of the next decision
   */
  record SnapshotBegin(long nextOrder) implements JournalRecord {}

  /**
   * Everything that is open has been said.
   *
   * @param first the number of the record that began it
   */
  record SnapshotEnd(long first) implements JournalRecord {}
}
