package org.ringspan.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEffect.RefreshSession;
import org.ringspan.call.CallEvent.RefreshRefused;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange.Refreshing;
import org.ringspan.call.Exchange.Steady;
import org.ringspan.record.CallOutcome;

/**
 * Session timers (RFC 4028): caller and winner each have a dialog with us and a timer of their own
 * for it. A dialog that isn't refreshed in time ends the call: its party may be gone without a BYE.
 *
 * <ol>
 *   <li>Who agreed to refresh does so at half the interval; any re-INVITE or UPDATE with a 2xx
 *       counts, whatever it was sent for.
 *   <li>We refresh by UPDATE without an offer, when the party allows it, and otherwise by a
 *       re-INVITE with the SDP it was sent last.
 *   <li>A refused UPDATE is followed by a re-INVITE; a party that doesn't know the dialog any more
 *       ends the call.
 *   <li>When the rest of the interval is over, both get BYE.
 * </ol>
 */
final class SessionTimers {
  private static final int NO_SUCH_CALL = 481;
  private static final int REQUEST_TIMEOUT = 408;

  private SessionTimers() {}

  static Transition agreed(Answered state, SessionAgreed event) {
    boolean joined =
        event.party().equals(LegId.CALLER)
            || event.party().equals(state.winner()) && state.legs().isJoined(event.party());
    if (!joined || state.ending().isPresent()) {
      return Transition.ignored(state);
    }
    List<CallEffect> effects = new ArrayList<>();
    return Transition.to(state.with(agreed(state.legs(), event, effects)), effects);
  }

  static Transition agreed(Talking state, SessionAgreed event) {
    if (!state.isOfPair(event.party())) {
      return Transition.ignored(state);
    }
    List<CallEffect> effects = new ArrayList<>();
    return Transition.to(state.with(agreed(state.legs(), event, effects)), effects);
  }

  static Legs agreed(Legs legs, SessionAgreed event, List<CallEffect> effects) {
    LegId party = event.party();
    if (legs.session(party).isPresent()) {
      effects.addAll(DialogSession.stop(party));
    }
    Optional<DialogSession> session =
        event.interval().map(interval -> DialogSession.refreshed(interval, event.byUpdate()));
    session.ifPresent(started -> effects.add(started.start(party)));
    return legs.withSession(party, session);
  }

  /** The timer of a dialog has run out while the caller has not acknowledged our 200 yet. */
  static Transition expired(Answered state, LegId party) {
    Optional<DialogSession> session = state.legs().session(party);
    if (session.isEmpty() || state.ending().isPresent()) {
      return Transition.ignored(state);
    }
    return session.get().ends()
        ? Conversation.hangUpAfterAck(state, over(state.outcome()))
        : Transition.to(
            state.with(later(state.legs(), party, session.get())), session.get().startLater(party));
  }

  /** The timer of a dialog has run out. */
  static Transition expired(Talking state, LegId party) {
    Optional<DialogSession> running = state.legs().session(party);
    if (running.isEmpty()) {
      return Transition.ignored(state);
    }
    DialogSession session = running.get();
    if (session.ends()) {
      return Conversation.endBoth(state, over(state.outcome()));
    }
    // The exchange that runs may refresh it; if not, ours comes after it.
    if (!session.byUpdate() && !(state.exchange() instanceof Steady)) {
      return Transition.to(
          state.with(later(state.legs(), party, session)), session.startLater(party));
    }
    Talking waiting = state.with(state.legs().withSession(party, Optional.of(session.last())));
    return Transition.to(
        session.byUpdate() ? waiting : waiting.with(new Refreshing(party)),
        session.startLast(party),
        new RefreshSession(party, session.byUpdate()));
  }

  private static Legs later(Legs legs, LegId party, DialogSession session) {
    return legs.withSession(party, Optional.of(session.later()));
  }

  /** Our UPDATE was refused. */
  static Transition refused(Talking state, RefreshRefused event) {
    LegId party = event.party();
    if (!state.isOfPair(party) || state.legs().session(party).isEmpty()) {
      return Transition.ignored(state);
    }
    if (isGone(event.status())) {
      return Conversation.endBoth(state, gone(state));
    }
    return state.exchange() instanceof Steady
        ? Transition.to(state.with(new Refreshing(party)), new RefreshSession(party, false))
        : Transition.ignored(state);
  }

  /**
   * rfc4028#section-10: "If the session refresh request transaction times out or generates a 408 or
   * 481 response, then the UAC sends a BYE request".
   */
  static boolean isGone(int status) {
    return status == NO_SUCH_CALL || status == REQUEST_TIMEOUT;
  }

  static Ending gone(Talking state) {
    return Ending.of(
        Reason.SESSION_EXPIRED, state.outcome(), "a party was gone when its session was refreshed");
  }

  private static Ending over(CallOutcome outcome) {
    return Ending.of(Reason.SESSION_EXPIRED, outcome, "a party's session was not refreshed");
  }
}
