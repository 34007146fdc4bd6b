package org.ringspan.call;

/** What happened in a call that is anchored. */
public enum FeatureNote {
  /** The other party is on hold; any telephone of the user may take the call. */
  HELD,
  /** The other party is on hold; only this telephone may take the call. */
  HELD_EXCLUSIVELY,
  /** The two talk again. */
  RESUMED,
  /** The user's desk telephones were asked for. */
  HANDOFF,
  /** The user has hung up, and the call waits for the desk. */
  AWAITS_PICKUP,
  /** A code that can't be done now. */
  NOT_NOW
}
