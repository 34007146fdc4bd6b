package org.ringspan.journal.engine;

/** How far a branch was carried. */
sealed interface Carried {

  /** Nothing is left to carry out; intents may be parked. */
  record Through() implements Carried {}

  /** It goes on later. */
  record Later(String why) implements Carried {}

  /**
   * It was rolled back.
   *
   * @param refused whether asking again won't help
   */
  record RolledBack(String why, boolean refused) implements Carried {}
}
