package org.ringspan.call.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.call.Alone;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.LegId;
import org.ringspan.call.Setup;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.park.ParkEffect.AskParked;
import org.ringspan.call.voice.VoiceEffect.RingOthers;
import org.ringspan.reach.ReachPlan;
import org.ringspan.voice.VoiceInput;

/**
 * Somebody has keyed the number of a parked call: the two calls are joined, by a link in the place
 * of who has parked it there, and as the called party here.
 */
final class Retrieval {
  private static final int NOT_FOUND = 404;

  private Retrieval() {}

  static Transition begin(Conversing state, DirectoryNumber number, ReachPlan plan) {
    Conversing fetching =
        new Conversing(
            new Setup(plan, Alone.ENGINE),
            state.legs(),
            state.dialogue(),
            new Conversing.Fetching(),
            state.step(),
            "",
            state.lines(),
            state.exchange(),
            state.outcome());
    return Transition.to(fetching, new RingOthers(plan), new AskParked(number));
  }

  /** What the parked call says. */
  static Transition on(Conversing state, JoinEvent event) {
    return switch (event) {
      case JoinEvent.LinkAnswered(var leg, var other, var answer) -> {
        List<CallEffect> effects = new ArrayList<>();
        effects.add(new NegotiateWithEngine(leg, Optional.of(answer)));
        effects.add(new ResumeParty(LegId.CALLER));
        Talking talking =
            new Talking(
                state.setup(),
                state.legs().arrived(leg),
                LegId.CALLER,
                leg,
                state.outcome(),
                Optional.empty(),
                state.exchange());
        yield Anchor.begin(talking).after(effects);
      }
      case JoinEvent.LinkRefused(var leg, var why) -> {
        List<CallEffect> effects = new ArrayList<>();
        leg.ifPresent(link -> effects.add(new LeaveEngine(link)));
        effects.add(new ResumeParty(LegId.CALLER));
        yield Steps.onwards(state, new VoiceInput.NobodyAnswered(NOT_FOUND)).after(effects);
      }
      case JoinEvent late -> Transition.ignored(state);
    };
  }
}
