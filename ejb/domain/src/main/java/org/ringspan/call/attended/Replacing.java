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
 * @param offered whether the other call has made the offer
 * @param phase what is awaited
 * @param left whether {@code from} has hung up meanwhile: then there is nobody to go back to
 */
public record Replacing(
    CallState.Talking talking, LegId from, LegId link, boolean offered, Phase phase, boolean left)
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
   * The other call has given up; re-INVITE sent to {@code from} with what who stays has last said;
   * awaiting its answer.
   */
  public record Returning(SessionDescription ofStaying) implements Phase {}

  /** re-INVITE with that answer sent to who stays; awaiting its answer. */
  public record Restoring() implements Phase {}

  Replacing with(CallState.Talking changed) {
    return new Replacing(changed, from, link, offered, phase, left);
  }

  Replacing in(Phase changed) {
    return new Replacing(talking, from, link, offered, changed, left);
  }

  Replacing leaving() {
    return new Replacing(talking, from, link, offered, phase, true);
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
