package org.ringspan.call.join;

import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.join.JoinEvent.LinkRefused;

/** What only calls do that are joined. A link is sent away like a party: by HangUp. */
public sealed interface JoinEffect extends CallEffect.FeatureEffect {
  /**
   * Looks for the call that the user of a party has on hold, and asks it to be joined with this
   * one; {@link JoinEvent.LinkAnswered} or {@link LinkRefused} comes.
   *
   * @param conference whether the user stays in this call
   */
  record AskHeld(LegId party, boolean conference) implements JoinEffect {}

  /** Connects a link with the engine, and tells the other call so. */
  record AnswerLink(LegId leg, SessionDescription offer) implements JoinEffect {}

  /** Tells the other call that this one can't be joined with it. */
  record RefuseLink(LegId leg) implements JoinEffect {}

  /** Lets these parties, who are connected with the engine, hear each other. */
  record Confer(List<LegId> parties) implements JoinEffect {
    public Confer {
      parties = List.copyOf(parties);
    }
  }

  /** The server talks with a link instead of the caller, and has it hear ringing. */
  record TalkWith(LegId link) implements JoinEffect {}

  @Override
  default Optional<CallEvent> failure() {
    return switch (this) {
      case AskHeld ask -> Optional.of(new LinkRefused(Optional.empty(), LinkRefused.Why.NO_MEDIA));
      case AnswerLink(var leg, var offer) -> Optional.of(new CallEvent.MediaFailed(leg));
      case RefuseLink refuse -> Optional.empty();
      case Confer(var parties) -> Optional.of(new CallEvent.MediaFailed(parties.getFirst()));
      case TalkWith(var link) -> Optional.of(new CallEvent.MediaFailed(link));
    };
  }
}
