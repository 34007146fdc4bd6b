package org.ringspan.call;

import java.util.Set;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Ended;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Idle;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.attended.Attended;
import org.ringspan.call.attended.AttendedEvent.PlaceWanted;
import org.ringspan.call.attended.Replacing;
import org.ringspan.call.join.Conference;
import org.ringspan.call.join.Conferring;
import org.ringspan.call.join.EarlyTransfer;
import org.ringspan.call.join.OnBehalf;
import org.ringspan.call.move.Move;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.move.Moving;
import org.ringspan.call.park.Park;
import org.ringspan.call.park.Parked;
import org.ringspan.call.transfer.Transfer;
import org.ringspan.call.transfer.TransferEvent.TransferRequested;
import org.ringspan.call.transfer.Transferring;
import org.ringspan.call.voice.Conversing;
import org.ringspan.call.voice.VoiceCall;
import org.ringspan.call.voice.VoiceEvent.AnsweredByServer;

/**
 * The dispatcher of the call machine: it hands an event to the rules of the state the call is in.
 */
public final class CallTransitions {
  private static final Pair THE_TWO =
      new Pair() {
        @Override
        public Transition on(Talking state, CallEvent event) {
          return Conversation.on(state, event);
        }

        @Override
        public Transition end(Talking state, Ending ending, Set<LegId> left) {
          return Conversation.end(state, ending, left);
        }
      };

  private CallTransitions() {}

  /**
   * What {@code event} does to a call in {@code state}. Pure and total: every event has an answer
   * in every state.
   */
  public static Transition on(CallState state, CallEvent event) {
    if (event instanceof EffectFailed failed && failed.meaning().isPresent()) {
      return on(state, failed.meaning().get());
    }
    if (event instanceof CallEvent.MediaWayLost lost
        && !(state instanceof Anchored
            || state instanceof Parked
            || state instanceof Transferring transferring
                && transferring.beneath() instanceof Anchored)) {
      return on(state, new CallEvent.MediaFailed(lost.party()));
    }
    return switch (state) {
      case Idle idle when event instanceof CallPlaced placed -> SingleNumberReach.place(placed);
      case Idle idle
          when event instanceof AnsweredByServer placed
              && SingleNumberReach.isUnencrypted(placed.plan(), placed.offer()) ->
          SingleNumberReach.refuseUnencrypted(new Setup(placed.plan(), placed.offer()));
      case Idle idle when event instanceof AnsweredByServer placed -> VoiceCall.begin(placed);
      case Idle idle -> Transition.ignored(idle);
      case Ringing ringing -> SingleNumberReach.on(ringing, event);
      case Answered answered -> Conversation.on(answered, event);
      case Talking talking when event instanceof MoveRequested move -> Move.begin(talking, move);
      case Talking talking when event instanceof TransferRequested transfer ->
          Transfer.begin(talking, transfer);
      case Talking talking when event instanceof PlaceWanted wanted ->
          Attended.begin(talking, wanted);
      case Talking talking -> Conversation.on(talking, event);
      case Moving moving -> Move.on(moving, event, THE_TWO);
      case Anchored anchored when event instanceof TransferRequested transfer ->
          Transfer.begin(anchored, transfer, THE_TWO);
      case Anchored anchored when event instanceof PlaceWanted wanted ->
          Anchor.on(anchored, Attended.arrival(wanted), THE_TWO);
      case Anchored anchored -> Anchor.on(anchored, event, THE_TWO);
      case Replacing replacing -> Attended.on(replacing, event, THE_TWO);
      case Transferring transferring -> Transfer.on(transferring, event, THE_TWO);
      case Conversing conversing -> VoiceCall.on(conversing, event);
      case Conference conference -> Conferring.on(conference, event, THE_TWO);
      case Parked parked -> Park.on(parked, event, THE_TWO);
      case OnBehalf onBehalf -> EarlyTransfer.on(onBehalf, event);
      case Clearing clearing -> Departure.on(clearing, event);
      case Ended ended -> Transition.ignored(ended);
    };
  }
}
