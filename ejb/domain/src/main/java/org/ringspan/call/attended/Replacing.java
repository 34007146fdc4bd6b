package org.ringspan.call.attended;

import org.ringspan.call.CallState;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;

/**
 * Another call is about to take the place of one of the two.
 *
 * @param talking the two, who negotiate nothing by themselves meanwhile
 * @param from whose place is taken
 * @param link the other call
 * @param phase what is awaited
 * @param left whether {@code from} has hung up meanwhile: then there is nobody to go back to
 */
public record Replacing(
    CallState.Talking talking, LegId from, LegId link, Phase phase, boolean left)
    implements CallState.FeatureState {
  /** What is awaited. */
  public sealed interface Phase {}

  /** re-INVITE sent to who stays; awaiting its answer. */
  public record Asking() implements Phase {}

  /** The same, but the other call has given up: then the two are to go on. */
  public record AskingInVain() implements Phase {}

  /**
   * Who stays has made an offer, which the other call was given; awaiting its answer, which goes
   * into the ACK.
   */
  public record Offered(SessionDescription offer) implements Phase {}

  /**
   * The other call has given up; re-INVITE sent to {@code from} with the offer of who stays;
   * awaiting the answer, which goes into the ACK.
   */
  public record Returning(SessionDescription ofStaying) implements Phase {}

  Replacing with(CallState.Talking changed) {
    return new Replacing(changed, from, link, phase, left);
  }

  Replacing in(Phase changed) {
    return new Replacing(talking, from, link, changed, left);
  }

  Replacing leaving() {
    return new Replacing(talking, from, link, phase, true);
  }

  /** Who stays. */
  LegId staying() {
    return talking.other(from);
  }

  /** Whether the other call is there still. */
  boolean isLinked() {
    return phase instanceof Asking || phase instanceof Offered;
  }
}
