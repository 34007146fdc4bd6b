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
  /** The other party is to talk with the one that the user has asked back. */
  TRANSFER,
  /** The three are to talk with each other. */
  CONFERENCE,
  /** No call of the user's is on hold that could be joined with this one. */
  NOTHING_HELD,
  /** The call on hold can't be joined with this one now. */
  NOT_JOINED,
  /** A party has left the three; the others talk on. */
  LEFT_CONFERENCE,
  /** The time to answer is over, but somebody is asked for a key. */
  STILL_ASKING,
  /** A party takes no part in the conference for now; the others go on. */
  STEPS_ASIDE,
  /** It takes part again. */
  STEPS_BACK,
  /** The user has hung up before the call on hold has answered: the two are joined without it. */
  LEFT_ASKING,
  /** Who transfers the call has hung up before somebody has answered. */
  LEFT_TRANSFERRING,
  /** A code that can't be done now. */
  NOT_NOW
}
