package org.ringspan.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.RefreshSession;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallState.CallerHears.FromEngine;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Ringing;

/** What holds for a caller that the server has answered and that talks with nobody else yet. */
public final class Alone {
  /** Stands for the media engine's offer: what an answer to it is like. */
  public static final Optional<SessionDescription> ENGINE =
      Optional.of(
          new SessionDescription(
              "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
                  + "m=audio 9 RTP/AVP 0 8\r\n"));

  private Alone() {}

  /**
   * Others begin to ring.
   *
   * @param legs of earlier ones, that are being cleared still
   * @param lines how many legs have their number
   */
  public static Transition ring(Setup setup, Legs legs, int lines) {
    Course course = Course.from(setup.plan().forward()).counting(lines);
    return SingleNumberReach.ring(
        new Ringing(setup, legs, new FromEngine(), List.of(), course), setup.plan().legs());
  }

  /** What happens while they ring. */
  public static Transition on(Ringing ringing, CallEvent event) {
    return SingleNumberReach.on(ringing, event);
  }

  /** How many legs have their number. */
  public static int lines(Ringing ringing) {
    return ringing.course().lines();
  }

  /** They ring no more. */
  public static StopTimer stopRinging(Ringing ringing) {
    return new StopTimer(ringing.course().ringingTimer());
  }

  /** The legs without the caller's session, whatever becomes of those who ring. */
  public static Legs withoutCaller(Legs legs) {
    return legs.withSession(LegId.CALLER, Optional.empty());
  }

  /** The caller's session alone. */
  public static Legs callerOf(Legs legs) {
    return Legs.NONE.withSession(LegId.CALLER, legs.session(LegId.CALLER));
  }

  /** No leg at all. */
  public static Legs nobody() {
    return Legs.NONE;
  }

  /** The legs of those who have rung, with the caller's session. */
  public static Legs together(Legs legs, Legs caller) {
    Map<LegId, LegState> states = new LinkedHashMap<>(legs.states());
    return new Legs(states, Set.copyOf(legs.channels()), legs.sessions(), legs.offering())
        .withSession(LegId.CALLER, caller.session(LegId.CALLER));
  }

  /**
   * The call ends.
   *
   * @param there whether the caller is there still, and gets BYE
   */
  public static Transition end(Setup setup, Legs legs, boolean there, Ending ending) {
    List<CallEffect> effects = new ArrayList<>();
    Legs all = legs;
    if (there) {
      effects.add(new HangUp(LegId.CALLER, ending.reason()));
      all = legs.with(LegId.CALLER, new LegState.HangingUp());
    }
    Legs.Withdrawal everyone = all.withdrawAll(ending.reason());
    effects.addAll(everyone.effects());
    effects.add(ending.recorded());
    return Departure.begin(setup, everyone.legs()).after(effects);
  }

  /** Awaits those who are leaving; released when nobody is left. */
  public static Transition depart(Setup setup, Legs legs) {
    return Departure.begin(setup, legs);
  }

  /** The caller's session was agreed upon, or refreshed. */
  public static Legs agreed(Legs legs, SessionAgreed event, List<CallEffect> effects) {
    return SessionTimers.agreed(legs, event, effects);
  }

  /**
   * The timer of the caller's session has run out.
   *
   * @param legs with a session of the caller's
   * @param busy whether a re-INVITE can't be sent now
   * @return what is left of the session; nothing when it is over
   */
  public static Optional<Legs> expired(Legs legs, boolean busy, List<CallEffect> effects) {
    LegId caller = LegId.CALLER;
    Optional<DialogSession> running = legs.session(caller);
    if (running.isEmpty() || running.get().ends()) {
      return Optional.empty();
    }
    DialogSession session = running.get();
    if (busy && !session.byUpdate()) {
      effects.add(session.startLater(caller));
      return Optional.of(legs.withSession(caller, Optional.of(session.later())));
    }
    effects.add(session.startLast(caller));
    effects.add(new RefreshSession(caller, session.byUpdate()));
    return Optional.of(legs.withSession(caller, Optional.of(session.last())));
  }

  /** Whether the caller's session has a timer. */
  public static boolean hasSession(Legs legs) {
    return legs.session(LegId.CALLER).isPresent();
  }

  /** Whether a refusal says that the dialog is over. */
  public static boolean isGone(int status) {
    return SessionTimers.isGone(status);
  }

  /** How a call ends whose session was not refreshed. */
  public static final Reason SESSION_EXPIRED = Reason.SESSION_EXPIRED;

  /** How a call ends that is over. */
  public static final Reason HUNG_UP = Reason.HUNG_UP;

  /** How a call ends whose caller never acknowledged our answer. */
  public static final Reason NOT_ACKNOWLEDGED = Reason.NOT_ACKNOWLEDGED;
}
