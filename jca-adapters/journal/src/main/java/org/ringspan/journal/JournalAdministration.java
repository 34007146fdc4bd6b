package org.ringspan.journal;

import java.util.List;

/** What an administrator sees of a journal and can do about it. For the console; thread-safe. */
public interface JournalAdministration {

  /** Parked intents, the oldest first. */
  List<ParkedIntent> parked();

  /** Branches that aren't finished, the oldest first. */
  List<OpenBranch> open();

  /** Damage that was found when the journal was opened. Empty is the usual answer. */
  List<JournalDamage> damages();

  /**
   * Has a parked intent tried again, soon, by the worker. What becomes of it is seen in {@link
   * #parked} and the log.
   *
   * @param evenIfOvertaken whether to do so though later intents on the same object have been
   *     carried out meanwhile, whose effect it may undo
   * @param administrator who says so, for the log
   */
  Repair retry(IdempotencyKey intent, boolean evenIfOvertaken, String administrator);

  /**
   * Gives a parked intent up: the remote system stays as it is.
   *
   * @param administrator who says so, for the log
   */
  Repair discard(IdempotencyKey intent, String administrator);

  /**
   * Takes a parked intent as done: the administrator has done it by hand.
   *
   * @param administrator who says so, for the log
   */
  Repair markAsDone(IdempotencyKey intent, String administrator);

  /** What became of an administrator's wish. Once it is accepted it is durable. */
  enum Repair {
    /** It is written down and done, or will be. */
    ACCEPTED,
    /** No such intent is parked: it was repaired before, or never was. */
    NOT_PARKED,
    /** A later intent on the same object has been carried out: say that it doesn't matter. */
    OVERTAKEN,
    /** The journal can't be written: closed, or its disk fails. */
    NOT_WRITTEN
  }
}
