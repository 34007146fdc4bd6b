package org.ringspan.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.ringspan.call.CallEffect.ReleaseChannel;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.LegState.Gone;
import org.ringspan.call.LegState.Inviting;
import org.ringspan.call.LegState.Joined;
import org.ringspan.call.confirm.Confirming;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.MidCall;

/**
 * Where every leg of a call stands. Immutable.
 *
 * @param states each attempt of each leg that has begun
 * @param channels those that hold a channel of a trunk: from their INVITE to their end
 * @param sessions the session timers that run: of the leg that has joined, and of the caller
 * @param offering the numbers of those that were asked for an offer, whatever the caller offered
 */
public record Legs(
    Map<LegId, LegState> states,
    Set<LegId> channels,
    Map<LegId, DialogSession> sessions,
    Set<Integer> offering) {
  static final Legs NONE = new Legs(Map.of(), Set.of(), Map.of(), Set.of());

  /** A leg that stands somewhere new. One that is invited over a trunk holds a channel of it. */
  Legs with(LegId leg, LegState state) {
    Map<LegId, LegState> changed = new LinkedHashMap<>(states);
    changed.put(leg, state);
    if (state instanceof Inviting inviting && inviting.holdsChannel() && !channels.contains(leg)) {
      Set<LegId> more = new HashSet<>(channels);
      more.add(leg);
      return new Legs(changed, more, sessions, offering);
    }
    return new Legs(changed, channels, sessions, offering);
  }

  /** The session timer of a dialog, when one runs. */
  Optional<DialogSession> session(LegId party) {
    return Optional.ofNullable(sessions.get(party));
  }

  /** With a session timer of a dialog that runs, or runs no more. */
  Legs withSession(LegId party, Optional<DialogSession> session) {
    Map<LegId, DialogSession> changed = new LinkedHashMap<>(sessions);
    session.ifPresentOrElse(now -> changed.put(party, now), () -> changed.remove(party));
    return new Legs(states, channels, changed, offering);
  }

  /** With a telephone that has called us, and is a party whose media go through the engine. */
  public Legs arrived(LegId leg) {
    return with(leg, new Joined(true, true, Optional.empty()));
  }

  /** With another call that is a party, whose media go their own way. */
  public Legs talking(LegId leg) {
    return with(leg, new Joined(false));
  }

  /** After a leg that is a party was moved to the engine's media. */
  public Legs toEngine(LegId leg) {
    return states.get(leg) instanceof Joined joined
        ? with(leg, new Joined(joined.audioOnly(), true, joined.midCall()))
        : this;
  }

  /** With those of another set, which has other legs. */
  public Legs and(Legs others) {
    Map<LegId, LegState> all = new LinkedHashMap<>(states);
    all.putAll(others.states);
    return new Legs(all, channels, sessions, offering);
  }

  /** With another name for a leg. */
  public Legs renamed(LegId leg, LegId to) {
    Map<LegId, LegState> changed = new LinkedHashMap<>(states);
    LegState state = changed.remove(leg);
    if (state != null) {
      changed.put(to, state);
    }
    return new Legs(changed, channels, sessions, offering);
  }

  /** Whether the leg is a party. */
  public boolean isJoined(LegId leg) {
    return states.get(leg) instanceof Joined;
  }

  /** Whether the leg is a party that is offered nothing but audio. */
  boolean isAudioOnly(LegId leg) {
    return states.get(leg) instanceof Joined joined && joined.audioOnly();
  }

  /** Whether the leg is a party whose media go through the engine. */
  public boolean isAnchored(LegId leg) {
    return states.get(leg) instanceof Joined joined && joined.anchored();
  }

  /** What a leg that is a party may do by keys. */
  public Optional<MidCall> midCall(LegId leg) {
    return states.get(leg) instanceof Joined joined ? joined.midCall() : Optional.empty();
  }

  boolean anyRinging() {
    return states.values().stream().anyMatch(LegState::isRinging);
  }

  /** How long it may take until everybody is decided about who is asked for a key now. */
  Optional<Duration> asked() {
    return states.values().stream()
        .filter(Confirming.class::isInstance)
        .map(Confirming.class::cast)
        .map(Confirming::longest)
        .max(Comparator.naturalOrder());
  }

  boolean allGone() {
    return states.values().stream().allMatch(Gone.class::isInstance);
  }

  /** The SDP that the caller may hear: that of the only leg left which may be answered (D17). */
  Optional<SessionDescription> earlyMediaOfLastLeft() {
    List<LegState> left = states.values().stream().filter(LegState::isRinging).toList();
    return left.size() == 1 && left.getFirst() instanceof Inviting inviting
        ? inviting.forCaller()
        : Optional.empty();
  }

  /** A number that no leg has yet. */
  public int nextNumber() {
    return 1 + states.keySet().stream().mapToInt(LegId::number).max().orElse(0);
  }

  /** With a leg more, which is asked for an offer; nothing when it doesn't ring. */
  public Optional<Moved> asking(LegId leg, LegPlan plan) {
    Set<Integer> more = new HashSet<>(offering);
    more.add(leg.number());
    Legs asking = new Legs(states, channels, sessions, more);
    return LegTransitions.begin(leg, plan, Optional.empty()).map(step -> asking.moved(leg, step));
  }

  /** What a leg was offered. */
  private Optional<SessionDescription> offerTo(LegId leg, Optional<SessionDescription> callers) {
    return offering.contains(leg.number()) ? Optional.empty() : callers;
  }

  /**
   * The legs after {@code event}; nothing when it changes nothing, or there is no such leg.
   *
   * @param offer the caller's
   */
  public Optional<Moved> on(PartyEvent event, Optional<SessionDescription> offer) {
    LegId leg = event.party();
    Legs before = event instanceof LegNotInvited ? holdingNoChannel(leg) : this;
    return Optional.ofNullable(states.get(leg))
        .flatMap(state -> LegTransitions.on(leg, state, event, offerTo(leg, offer)))
        .map(step -> before.moved(leg, step));
  }

  /**
   * The legs after a timer of a leg has run out. Timers that count from the first INVITE of a leg
   * are for the attempt that runs now.
   *
   * @param offer the caller's
   */
  public Optional<Moved> onTimer(TimerId timer, Optional<SessionDescription> offer) {
    LegId leg = timer.kind() == TimerId.Kind.ANSWER_TOO_LATE ? latest(timer.leg()) : timer.leg();
    return Optional.ofNullable(states.get(leg))
        .flatMap(state -> LegTransitions.onTimer(leg, state, timer.kind(), offerTo(leg, offer)))
        .map(step -> moved(leg, step));
  }

  /**
   * The legs after an INFO that tells of a key; nothing when no key is awaited from that leg.
   *
   * @param offer the caller's
   */
  public Optional<Moved> onInfo(CallEvent.InfoReceived info, Optional<SessionDescription> offer) {
    return info.digit()
        .filter(digit -> states.get(info.party()) instanceof Confirming)
        .map(digit -> new CallEvent.DigitPressed(info.party(), digit))
        .flatMap(pressed -> on(pressed, offer))
        .map(
            moved -> {
              List<CallEffect> effects = new ArrayList<>();
              effects.add(new CallEffect.AnswerInfo(info.party(), info.number(), 200));
              effects.addAll(moved.effects());
              return new Moved(moved.legs(), effects, moved.signal());
            });
  }

  private LegId latest(LegId leg) {
    LegId latest = leg;
    while (states.containsKey(latest.next())) {
      latest = latest.next();
    }
    return latest;
  }

  private Moved moved(LegId leg, LegStep step) {
    Legs after = with(leg, step.state());
    List<CallEffect> effects = step.effects();
    if (step.state() instanceof Gone && channels.contains(leg)) {
      after = after.holdingNoChannel(leg);
      effects = new ArrayList<>();
      effects.add(new ReleaseChannel(leg));
      effects.addAll(step.effects());
    }
    if (step.state() instanceof Gone && sessions.containsKey(leg)) {
      after = after.withSession(leg, Optional.empty());
      effects = new ArrayList<>(effects);
      effects.addAll(DialogSession.stop(leg));
    }
    if (step.signal() instanceof LegStep.GoesOn(var next)) {
      after = after.with(leg.next(), next);
    }
    return new Moved(after, effects, step.signal());
  }

  private Legs holdingNoChannel(LegId leg) {
    if (!channels.contains(leg)) {
      return this;
    }
    Set<LegId> fewer = new HashSet<>(channels);
    fewer.remove(leg);
    return new Legs(states, fewer, sessions, offering);
  }

  /** A leg is taken out in its own way; one that isn't there has talked until now. */
  public Withdrawal withdraw(LegId leg, Reason reason) {
    LegState state = states.getOrDefault(leg, new Joined(false));
    Moved moved = moved(leg, LegTransitions.withdraw(leg, state, reason));
    if (!moved.legs().sessions.containsKey(leg)) {
      return new Withdrawal(moved.legs(), moved.effects());
    }
    List<CallEffect> effects = new ArrayList<>(moved.effects());
    effects.addAll(DialogSession.stop(leg));
    return new Withdrawal(moved.legs().withSession(leg, Optional.empty()), effects);
  }

  /** A leg has left by itself. */
  public Withdrawal without(LegId leg) {
    List<CallEffect> effects =
        isAnchored(leg) ? List.of(new CallEffect.LeaveEngine(leg)) : List.of();
    Moved moved = moved(leg, new LegStep(new Gone(), effects, new LegStep.Nothing()));
    return new Withdrawal(moved.legs(), moved.effects());
  }

  /** What gives back every channel that is held still. */
  List<CallEffect> releaseChannels() {
    return channels.stream().<CallEffect>map(ReleaseChannel::new).toList();
  }

  /** All legs but {@code except} are taken out, each in its own way. */
  Withdrawal withdrawAllBut(Optional<LegId> except, Reason reason) {
    return withdrawAllBut((leg, state) -> except.equals(Optional.of(leg)), reason);
  }

  /** All legs are taken out but those that are asked for a key. */
  Withdrawal withdrawAllButAsked(Reason reason) {
    return withdrawAllBut((leg, state) -> state instanceof Confirming, reason);
  }

  private Withdrawal withdrawAllBut(BiPredicate<LegId, LegState> stays, Reason reason) {
    Map<LegId, LegState> changed = new LinkedHashMap<>(states);
    List<CallEffect> effects = new ArrayList<>();
    states.forEach(
        (leg, state) -> {
          if (!stays.test(leg, state)) {
            LegStep step = LegTransitions.withdraw(leg, state, reason);
            changed.put(leg, step.state());
            effects.addAll(step.effects());
          }
        });
    Map<LegId, DialogSession> kept = new LinkedHashMap<>();
    sessions.forEach(
        (party, session) -> {
          if (stays.test(party, states.getOrDefault(party, new Gone()))) {
            kept.put(party, session);
          } else {
            effects.addAll(DialogSession.stop(party));
          }
        });
    return new Withdrawal(new Legs(changed, channels, kept, offering), effects);
  }

  /** All legs of one member of a hunt group that may still be answered are taken out. */
  Withdrawal withdrawMember(HuntSeat member, Reason reason) {
    Map<LegId, LegState> changed = new LinkedHashMap<>(states);
    List<CallEffect> effects = new ArrayList<>();
    states.forEach(
        (leg, state) -> {
          if (state.seat().equals(Optional.of(member))) {
            LegStep step = LegTransitions.withdraw(leg, state, reason);
            changed.put(leg, step.state());
            effects.addAll(step.effects());
          }
        });
    return new Withdrawal(new Legs(changed, channels, sessions, offering), effects);
  }

  Withdrawal withdrawAll(Reason reason) {
    return withdrawAllBut(Optional.empty(), reason);
  }

  /** Legs after one of them has moved, what to do for it, and what it signals. */
  public record Moved(Legs legs, List<CallEffect> effects, LegStep.Signal signal) {}

  /** Legs after some were taken out, and what to do for it. */
  public record Withdrawal(Legs legs, List<CallEffect> effects) {}
}
