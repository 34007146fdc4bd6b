package org.ringspan.e2e.kill;

/**
 * Where a server is killed.
 *
 * @param what in words
 * @param place where that is
 * @param fate what must have become of the transaction afterwards
 */
public record KillPoint(String what, Place place, Fate fate) {
  /** What became of a transaction. */
  public enum Fate {
    ROLLED_BACK,
    COMMITTED
  }

  /** A place that a transaction comes by. */
  public sealed interface Place {}

  /**
   * The beginning of a method.
   *
   * @param type its class
   * @param method its name
   * @param time the how many-th call, from 1
   */
  public record InCode(String type, String method, int time) implements Place {}

  /**
   * The directory was asked for a write.
   *
   * @param write the how many-th, from 1
   * @param made whether it has made it; the server isn't told then
   */
  public record AtWrite(int write, boolean made) implements Place {}

  private static final String TRANSACTIONS = "com.arjuna.ats.";
  private static final String BRANCH =
      TRANSACTIONS + "internal.jta.resources.arjunacore.XAResourceRecord";
  private static final String DECISION = TRANSACTIONS + "arjuna.coordinator.BasicAction";
  private static final String LOG = TRANSACTIONS + "internal.arjuna.objectstore.FileSystemStore";
  private static final String JOURNAL = "org.ringspan.journal.engine.";

  /** Before a system is prepared: 1 the database, 2 the messages, 3 the directory. */
  public static Place prepare(int system) {
    return new InCode(BRANCH, "topLevelPrepare", system);
  }

  /** Before a system commits, in the same order. */
  public static Place commit(int system) {
    return new InCode(BRANCH, "topLevelCommit", system);
  }

  /** All are prepared, and the transaction manager hasn't written its log. */
  public static Place beforeLog() {
    return new InCode(DECISION, "save_state", 1);
  }

  /** The log is written. */
  public static Place afterLog() {
    return new InCode(DECISION, "phase2Commit", 1);
  }

  /** All have committed, and the log isn't deleted. */
  public static Place beforeForgetting() {
    return new InCode(LOG, "remove_committed", 1);
  }

  /** The journal has written the branch down, and the disk isn't asked yet. */
  public static Place journalForce() {
    return new InCode(JOURNAL + "ResourceManager", "force", 1);
  }

  /** The directory has answered a write, and it isn't recorded. */
  public static Place answered(int write) {
    return new InCode(JOURNAL + "Carrier", "settle", write);
  }

  /** Everything is written and recorded, and the branch isn't concluded. */
  public static Place beforeConclusion() {
    return new InCode(JOURNAL + "ResourceManager", "conclude", 1);
  }

  /** The journal is opened and writes what is open into its other file. */
  public static Place journalOpens() {
    return new InCode("org.ringspan.journal.store.SegmentLog", "writeSegment", 1);
  }

  /** The transaction manager has found the transaction in its log. */
  public static Place recoveryCommits() {
    return new InCode(
        TRANSACTIONS + "internal.arjuna.recovery.AtomicActionRecoveryModule",
        "doRecoverTransaction",
        1);
  }
}
