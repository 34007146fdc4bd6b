package org.ringspan.journal.management;

import java.util.List;

/**
 * A journal, as {@code org.ringspan:type=Journal,name=…}. Web applications can't see the classes of
 * a resource adapter; this they can.
 */
public interface JournalMXBean {

  /** Branches that aren't prepared. */
  int getActiveBranches();

  /** Branches that are prepared and not decided. */
  int getInDoubtBranches();

  /** Branches that are decided and not finished. */
  int getCommittingBranches();

  /** Branches with a heuristic outcome that the transaction manager hasn't forgotten. */
  int getHeuristicBranches();

  /** Intents that wait for an administrator. */
  int getParkedIntents();

  /** Seconds since the oldest unfinished branch was prepared, 0 when there is none. */
  long getOldestOpenSeconds();

  /** Bytes that open and parked intents take. */
  long getLiveBytes();

  /** Bytes that they may take. */
  long getMostLiveBytes();

  /** Bytes of the journal's files. */
  long getFileBytes();

  /** Branches that were finished since the start. */
  long getCommitted();

  /** Intents that were carried out since the start. */
  long getCarriedOut();

  /** Attempts since the start for which the remote system was unavailable. */
  long getUnavailable();

  /** Attempts since the start that ended by an exception. */
  long getFailed();

  /** How often the file was forced to the disk since the start. */
  long getForces();

  /** Records that were forced since the start. */
  long getForcedRecords();

  /** Mean time of a force in microseconds. */
  long getMeanForceMicros();

  /** Longest time of a force in microseconds. */
  long getLongestForceMicros();

  /** Damage that was found at the start, in words. */
  List<String> getDamages();

  /** Branches that aren't finished, the oldest first. */
  List<Open> getOpen();

  /** Parked intents, the oldest first. */
  List<Parked> getParked();

  /**
   * Has a parked intent tried again.
   *
   * @param key of the intent
   * @param evenIfOvertaken whether to do so though a later write may be undone by it
   * @param administrator who says so
   * @return ACCEPTED, NOT_PARKED, OVERTAKEN or NOT_WRITTEN
   */
  String retry(String key, boolean evenIfOvertaken, String administrator);

  /** Gives a parked intent up; parameters and answers as {@link #retry}. */
  String discard(String key, String administrator);

  /** Takes a parked intent as done; parameters and answers as {@link #retry}. */
  String markAsDone(String key, String administrator);

  /**
   * A branch that isn't finished.
   *
   * @param transaction its name in hexadecimal digits
   * @param phase IN_DOUBT, COMMITTING or HEURISTIC
   * @param preparedAt ISO 8601
   * @param intents how many it has
   * @param settled how many of them are settled
   * @param waitsFor why it doesn't go on; empty when nothing is known
   */
  record Open(
      String transaction,
      String phase,
      String preparedAt,
      int intents,
      int settled,
      String waitsFor) {}

  /**
   * An intent that waits for an administrator.
   *
   * @param key its name
   * @param object what it is to change
   * @param description what it is to do
   * @param why REFUSED, POISON or UNREADABLE
   * @param reason the same in words
   * @param attempts failed attempts
   * @param preparedAt ISO 8601
   * @param parkedAt ISO 8601
   * @param overtaken whether a later write to the object was made since
   */
  record Parked(
      String key,
      String object,
      String description,
      String why,
      String reason,
      int attempts,
      String preparedAt,
      String parkedAt,
      boolean overtaken) {}
}
