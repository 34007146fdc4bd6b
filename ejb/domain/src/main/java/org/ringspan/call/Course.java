package org.ringspan.call;

import static org.ringspan.call.TimerId.Kind.FORWARD_NO_ANSWER;
import static org.ringspan.call.TimerId.Kind.MAXIMUM_RINGING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;

/**
 * How far a call has gone on its way from place to place.
 *
 * @param next what becomes of it when nobody takes it where it rings now
 * @param hops how many times it was forwarded
 * @param diversions on whose behalf it rings there, the oldest first
 * @param lines how many legs have their number
 * @param redirects how many phones have redirected it
 * @param refusedFirst how the place that was called has refused, once the call went on from there:
 *     what a mailbox refuses with says nothing about the person
 */
public record Course(
    ForwardPlan next,
    int hops,
    List<Diversion> diversions,
    int lines,
    int redirects,
    Optional<List<Integer>> refusedFirst) {
  /** At the place that was called. */
  static Course from(ForwardPlan next) {
    return new Course(next, 0, List.of(), 0, 0, Optional.empty());
  }

  /** At the next place, with that place's own way on. */
  Course onTo(Forward forward, Diversion.Reason why, List<Integer> refusals) {
    List<Diversion> all = new ArrayList<>(diversions);
    forward.by().ifPresent(number -> all.add(new Diversion(number, why)));
    return new Course(
        forward.next(),
        hops + 1,
        List.copyOf(all),
        lines,
        redirects,
        Optional.of(refusedFirst.orElse(refusals)));
  }

  /** With numbers for so many legs more. */
  Course counting(int legs) {
    return new Course(next, hops, diversions, lines + legs, redirects, refusedFirst);
  }

  /** After a phone has redirected it. */
  Course redirected() {
    return new Course(next, hops, diversions, lines, redirects + 1, refusedFirst);
  }

  boolean mayBeRedirected() {
    return redirects < Forward.MOST_HOPS;
  }

  /**
   * The timer that ends the ringing here. Each place has its own: the one of the place before may
   * have run out at the moment the call went on.
   */
  TimerId ringingTimer() {
    return new TimerId(
        onNoAnswer().isPresent() ? FORWARD_NO_ANSWER : MAXIMUM_RINGING,
        new LegId(LegId.CALLER.number(), hops));
  }

  /** Whether it has left the place that was called. */
  public boolean isForwarded() {
    return hops > 0;
  }

  /** Where it goes when nobody answers in time; nowhere after too many hops. */
  Optional<Forward> onNoAnswer() {
    return hops < Forward.MOST_HOPS ? next.noAnswer() : Optional.empty();
  }

  /** Where it goes when everybody is out, with these refusals (D16). */
  Optional<Forward> onRefusals(List<Integer> refusals) {
    if (hops >= Forward.MOST_HOPS) {
      return Optional.empty();
    }
    if (refusals.isEmpty()) {
      return next.unreachable();
    }
    return Refusals.declined(refusals) ? next.busy() : next.noAnswer();
  }

  /** What the caller is told by: the refusals of the place it called. */
  List<Integer> refusalsForCaller(List<Integer> now) {
    return refusedFirst.orElse(now);
  }
}
