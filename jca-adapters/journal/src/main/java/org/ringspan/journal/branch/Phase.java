package org.ringspan.journal.branch;

import javax.transaction.xa.XAException;

/** How far a prepared branch is, as the transaction manager sees it. */
public sealed interface Phase {

  /** Prepared, not decided. */
  record InDoubt() implements Phase {}

  /**
   * To be committed.
   *
   * @param onePhase whether the decision is ours alone: the transaction manager has written nothing
   */
  record Decided(boolean onePhase) implements Phase {}

  /** The transaction manager was told another outcome and hasn't forgotten it. */
  record Heuristic(Kind kind) implements Phase {}

  /** Over for the transaction manager; intents of it are parked, or are tried again. */
  record Closed() implements Phase {}

  /** Outcomes that the transaction manager didn't decide. */
  enum Kind {
    /** Nothing of it was carried out. */
    ROLLED_BACK(XAException.XA_HEURRB),
    /** A part of it was carried out. */
    MIXED(XAException.XA_HEURMIX),
    /** It was carried out, or will be. */
    COMMITTED(XAException.XA_HEURCOM);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The code of XA. */
    public int code() {
      return code;
    }
  }
}
