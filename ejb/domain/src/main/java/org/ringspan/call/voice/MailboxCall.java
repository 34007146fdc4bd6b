package org.ringspan.call.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AnswerCallerFromEngine;
import org.ringspan.call.CallEffect.RecordAnswer;
import org.ringspan.call.CallState.CallerHears.EarlyMedia;
import org.ringspan.call.CallState.CallerHears.FromEngine;
import org.ringspan.call.CallState.CallerHears.RingingTone;
import org.ringspan.call.CallState.CallerHears.Silence;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.call.Exchange;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.Transition;
import org.ringspan.call.voice.Conversing.Answering;
import org.ringspan.call.voice.Conversing.Phase;
import org.ringspan.call.voice.Conversing.Speaking;
import org.ringspan.call.voice.VoiceEffect.EnterMailbox;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget.MailboxAccess;
import org.ringspan.reach.LegTarget.MessageTaking;
import org.ringspan.record.CallOutcome;
import org.ringspan.voice.Dialogue;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.telephone.DepositDialogue;
import org.ringspan.voicemail.telephone.MailboxDialogue;

/**
 * A call that comes to a mailbox of ours. The caller who has heard the media of somebody that rang
 * is answered with those (RFC 3261 section 13.2.1: the first description it got is the answer), and
 * moved to the engine's as soon as it has acknowledged: {@link EarlyCaller}.
 */
public final class MailboxCall {
  private MailboxCall() {}

  /**
   * The server answers.
   *
   * @param ringing with nobody who rings any more
   * @param leg what the mailbox is called
   * @param plan for a mailbox of ours
   * @throws IllegalArgumentException when it is for something else
   */
  public static Transition begin(Ringing ringing, LegId leg, LegPlan plan) {
    Optional<SessionDescription> offer = ringing.setup().offer();
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new EnterMailbox(leg, plan));
    Phase phase =
        switch (ringing.hears()) {
          case EarlyMedia(var media) -> {
            effects.add(new AnswerCaller(Optional.of(media)));
            yield new Answering(true, true, Optional.empty());
          }
          case FromEngine already -> new Speaking();
          case Silence silence -> answering(offer, effects);
          case RingingTone tone -> answering(offer, effects);
        };
    effects.add(new RecordAnswer(leg));
    return Transition.to(
        new Conversing(
            ringing.setup(),
            ringing.legs(),
            dialogue(plan, ringing.setup().plan().caller()),
            phase,
            0,
            "",
            ringing.course().lines(),
            new Exchange.Steady(),
            ringing.course().isForwarded() ? CallOutcome.FORWARDED : CallOutcome.ANSWERED),
        effects);
  }

  private static Phase answering(Optional<SessionDescription> offer, List<CallEffect> effects) {
    effects.add(new AnswerCallerFromEngine(offer));
    return new Answering(offer.isPresent(), false, Optional.empty());
  }

  private static Dialogue dialogue(LegPlan plan, CallerIdentity caller) {
    Optional<String> number = caller.isPrivate() ? Optional.empty() : caller.number();
    return switch (plan.target()) {
      case MessageTaking(var owner) ->
          DepositDialogue.begin(
              owner, new Sender(number, caller.isPrivate() ? "" : caller.displayName()));
      case MailboxAccess(var owner) -> MailboxDialogue.begin(owner, number);
      default -> throw new IllegalArgumentException("no mailbox of ours");
    };
  }
}
