package org.ringspan.call.move;

import java.util.Optional;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallState;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;

/**
 * Two talk, and telephones ring to which one of them wants to move.
 *
 * @param talking the two, with the legs to the telephones among their legs
 * @param from who wants to move
 * @param first the number of the first leg to a telephone; all from there are such
 * @param phase how far it is
 */
public record Moving(CallState.Talking talking, LegId from, int first, Phase phase)
    implements CallState.FeatureState {
  /** How far a move is. */
  public sealed interface Phase {}

  /** Nobody has answered yet. */
  public record Ringing() implements Phase {}

  /**
   * One has answered and offers media, or has them with the media engine; the two negotiate
   * something else, which comes first.
   *
   * @param agreed what was agreed of the session's timer
   */
  public record Answered(
      LegId by, Optional<SessionDescription> offer, Optional<SessionAgreed> agreed)
      implements Phase {}

  /**
   * The offer was passed on to who stays; awaiting the answer.
   *
   * @param glares how often it was refused because another was on its way
   * @param waiting whether we wait after such a refusal before we offer again
   */
  public record Offering(
      LegId by,
      Optional<SessionDescription> offer,
      Optional<SessionAgreed> agreed,
      int glares,
      boolean waiting)
      implements Phase {
    Offering refused() {
      return new Offering(by, offer, agreed, glares + 1, true);
    }

    Offering again() {
      return new Offering(by, offer, agreed, glares, false);
    }
  }

  /** With two who stand somewhere new. */
  public Moving with(CallState.Talking changed) {
    return new Moving(changed, from, first, phase);
  }

  Moving in(Phase changed) {
    return new Moving(talking, from, first, changed);
  }

  /** Who stays. */
  LegId staying() {
    return talking.other(from);
  }

  /** Whether a leg is one to a telephone. */
  boolean isTo(LegId leg) {
    return leg.number() >= first;
  }

  /** Who has answered, and awaits our ACK. */
  Optional<LegId> answered() {
    return switch (phase) {
      case Ringing ringing -> Optional.empty();
      case Answered(var by, var offer, var agreed) -> Optional.of(by);
      case Offering offering -> Optional.of(offering.by());
    };
  }

  /** What that one offers. */
  Optional<SessionDescription> offered() {
    return switch (phase) {
      case Ringing ringing -> Optional.empty();
      case Answered(var by, var offer, var agreed) -> offer;
      case Offering offering -> offering.offer();
    };
  }
}
