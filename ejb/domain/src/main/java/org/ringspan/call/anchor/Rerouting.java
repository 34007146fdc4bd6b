package org.ringspan.call.anchor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.RerouteMedia;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange;
import org.ringspan.call.LegId;
import org.ringspan.call.Pair;
import org.ringspan.call.TimerId;
import org.ringspan.call.Transition;

/**
 * A program that the media of an anchored call pass has failed:
 *
 * <ol>
 *   <li>While nothing else is negotiated another way is opened for each of the two whose own is
 *       lost, one after the other: {@link #lost}. When it is there the party gets a re-INVITE with
 *       it.
 *   <li>With its answer the party is heard again: {@link #answered}.
 *   <li>Who refuses or takes too long, and every other call, is ended: nobody would hear anything.
 * </ol>
 */
final class Rerouting {
  private static final int REQUEST_PENDING = 491;
  private static final int MOST_GLARES = 5;

  /** As for all re-INVITEs of ours (RFC 3261 section 14.1). */
  private static final Duration AFTER_GLARE = Duration.ofMillis(1100);

  /** A party is to be reached by its other way within this time, with all its glares. */
  static final Duration LONGEST = Duration.ofSeconds(15);

  static final TimerId LIMIT = TimerId.ofCall(TimerId.Kind.MEDIA_WAY);
  private static final TimerId AGAIN = TimerId.ofCall(TimerId.Kind.REOFFER_AGAIN);

  private Rerouting() {}

  /** Step 1. */
  static Transition lost(Anchored state, LegId party, Pair pair) {
    Optional<Exchange.Rerouting> running = of(state.talking());
    if (running.isPresent()) {
      Exchange.Rerouting now = running.get();
      // Once more: the way that was just opened is lost, too.
      return now.party().equals(party) || now.next().equals(Optional.of(party))
          ? Anchor.end(state, Anchor.broken(), Set.of(), pair)
          : Transition.to(
              with(
                  state,
                  state.talking().exchange(),
                  new Exchange.Rerouting(now.party(), Optional.of(party), now.glares())));
    }
    return state.talking().exchange() instanceof Exchange.Steady
        ? begin(state, party)
        : Anchor.end(state, Anchor.broken(), Set.of(), pair);
  }

  private static Transition begin(Anchored state, LegId party) {
    return Transition.to(
        in(state, new Exchange.Rerouting(party, Optional.empty(), 0)),
        new StartTimer(LIMIT, LONGEST),
        new RerouteMedia(party));
  }

  /** Step 2. */
  static Transition answered(Anchored state, ReofferAnswered event) {
    Optional<LegId> next = of(state.talking()).flatMap(Exchange.Rerouting::next);
    List<CallEffect> heard =
        List.of(
            new Acknowledge(event.party(), Optional.empty()),
            new NegotiateWithEngine(event.party(), event.session()),
            new StopTimer(LIMIT));
    return next.map(party -> begin(state, party))
        .orElseGet(() -> Transition.to(in(state, new Exchange.Steady())))
        .after(heard);
  }

  /** Step 3. */
  static Transition refused(Anchored state, ReofferRefused event, Pair pair) {
    Exchange.Rerouting running = of(state.talking()).orElseThrow();
    if (event.status() != REQUEST_PENDING || running.glares() >= MOST_GLARES) {
      return Anchor.end(state, Anchor.broken(), Set.of(), pair);
    }
    Exchange.Rerouting later =
        new Exchange.Rerouting(running.party(), running.next(), running.glares() + 1);
    return Transition.to(
        in(state, new Exchange.TryingAgain(later)), new StartTimer(AGAIN, AFTER_GLARE));
  }

  /** The wait after a glare is over. */
  static Transition again(Anchored state) {
    Exchange.Rerouting running = of(state.talking()).orElseThrow();
    return Transition.to(in(state, running), new CallEffect.ReofferFromEngine(running.party()));
  }

  /** Whether a party is to answer. */
  static boolean awaits(Anchored state, LegId party) {
    return state.talking().exchange() instanceof Exchange.Rerouting running
        && running.party().equals(party);
  }

  /** Whether it goes on after a glare. */
  static boolean waits(Anchored state) {
    return state.talking().exchange() instanceof Exchange.TryingAgain
        && of(state.talking()).isPresent();
  }

  /** What runs of it. */
  static Optional<Exchange.Rerouting> of(Talking talking) {
    return switch (talking.exchange()) {
      case Exchange.Rerouting running -> Optional.of(running);
      case Exchange.TryingAgain(Exchange.Rerouting running) -> Optional.of(running);
      case Exchange other -> Optional.empty();
    };
  }

  /** One of the two is gone; the other's way is still to be found. */
  static Talking without(Talking talking, LegId gone, List<CallEffect> effects) {
    Exchange.Rerouting running = of(talking).orElseThrow();
    if (!running.party().equals(gone)) {
      return running.next().equals(Optional.of(gone))
          ? talking.with(
              replaced(
                  talking.exchange(),
                  new Exchange.Rerouting(running.party(), Optional.empty(), running.glares())))
          : talking;
    }
    if (talking.exchange() instanceof Exchange.TryingAgain) {
      effects.add(new StopTimer(AGAIN));
    }
    effects.add(new StopTimer(LIMIT));
    if (running.next().isEmpty()) {
      return talking.with(new Exchange.Steady());
    }
    LegId next = running.next().get();
    effects.add(new StartTimer(LIMIT, LONGEST));
    effects.add(new RerouteMedia(next));
    return talking.with(new Exchange.Rerouting(next, Optional.empty(), 0));
  }

  private static Exchange replaced(Exchange before, Exchange.Rerouting by) {
    return before instanceof Exchange.TryingAgain ? new Exchange.TryingAgain(by) : by;
  }

  private static Anchored with(Anchored state, Exchange before, Exchange.Rerouting by) {
    return in(state, replaced(before, by));
  }

  private static Anchored in(Anchored state, Exchange exchange) {
    return state.with(state.talking().with(exchange));
  }
}
