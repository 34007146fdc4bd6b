package org.ringspan.call.attended;

import java.util.Optional;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;

/** What only a call does in which another wants a place. */
public sealed interface AttendedEffect extends CallEffect.FeatureEffect {
  /**
   * Answers the other call as a telephone does by 200.
   *
   * @param session what it is offered
   */
  record AnswerOther(LegId leg, SessionDescription session) implements AttendedEffect {}

  /**
   * Refuses the other call.
   *
   * @param status a final one of 400 and above
   */
  record RefuseOther(LegId leg, int status) implements AttendedEffect {}

  @Override
  default Optional<CallEvent> failure() {
    return switch (this) {
      case AnswerOther(var leg, var session) -> Optional.of(new CallEvent.HungUp(leg));
      case RefuseOther refuse -> Optional.empty();
    };
  }
}
