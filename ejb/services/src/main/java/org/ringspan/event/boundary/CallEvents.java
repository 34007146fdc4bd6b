package org.ringspan.event.boundary;

import org.ringspan.explain.CallChronicle;

/**
 * Takes news of calls for programs beside us. Called on SIP threads: never waits and never throws.
 * What can't be taken is counted and logged. News of one call go out in the order they were taken.
 */
public interface CallEvents {
  /** A call was taken in. */
  void started(CallChronicle call);

  /** Its caller hears for the first time that it rings. */
  void ringing(CallChronicle call);

  /** Its caller got an answer. */
  void answered(CallChronicle call);

  /** It is over for its caller: its chronicle knows how. */
  void ended(CallChronicle call);
}
