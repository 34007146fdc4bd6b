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
 * @param hunts how many times it went on to the next member of a hunt group
 * @param diversions on whose behalf it rings there, the oldest first
 * @param lines how many legs have their number
 * @param redirects how many phones have redirected it
 * @param refusedFirst how the place that was called has refused, once the call went on from there:
 *     what a mailbox refuses with says nothing about the person
 * @param hunted how the members of a hunt group that the call has left have refused, one status a
 *     member
 * @param asking whether the time to answer here is over, and only who was asked for a key by then
 *     may still take the call
 */
public record Course(
    ForwardPlan next,
    int hops,
    int hunts,
    List<Diversion> diversions,
    int lines,
    int redirects,
    Optional<List<Integer>> refusedFirst,
    List<Integer> hunted,
    boolean asking) {
  private static final int BUSY = 486;
  private static final int NOT_ANSWERED = 480;

  /** At the place that was called. */
  static Course from(ForwardPlan next) {
    return new Course(next, 0, 0, List.of(), 0, 0, Optional.empty(), List.of(), false);
  }

  /** At the next place, with that place's own way on. */
  Course onTo(Forward forward, Diversion.Reason why, List<Integer> refusals) {
    if (forward.hunting()) {
      return toNextMember(forward, why);
    }
    List<Diversion> all = new ArrayList<>(diversions);
    forward.by().ifPresent(number -> all.add(new Diversion(number, why)));
    return new Course(
        forward.next(),
        hops + 1,
        hunts,
        List.copyOf(all),
        lines,
        redirects,
        Optional.of(refusalsForCaller(refusals)),
        List.of(),
        false);
  }

  private Course toNextMember(Forward forward, Diversion.Reason why) {
    List<Integer> members = new ArrayList<>(hunted);
    members.add(why == Diversion.Reason.USER_BUSY ? BUSY : NOT_ANSWERED);
    return new Course(
        forward.next(),
        hops,
        hunts + 1,
        diversions,
        lines,
        redirects,
        refusedFirst,
        List.copyOf(members),
        false);
  }

  /** With numbers for so many legs more. */
  Course counting(int legs) {
    return new Course(
        next, hops, hunts, diversions, lines + legs, redirects, refusedFirst, hunted, asking);
  }

  /** After a phone has redirected it. */
  Course redirected() {
    return new Course(
        next, hops, hunts, diversions, lines, redirects + 1, refusedFirst, hunted, asking);
  }

  /** After its time to answer, while somebody is asked for a key. */
  Course stillAsking() {
    return new Course(next, hops, hunts, diversions, lines, redirects, refusedFirst, hunted, true);
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
        new LegId(LegId.CALLER.number(), hops + hunts));
  }

  /** Whether it has left the place that was called. */
  public boolean isForwarded() {
    return hops > 0;
  }

  /** Where it goes when nobody answers in time; nowhere after too many hops. */
  Optional<Forward> onNoAnswer() {
    return allowed(next.noAnswer());
  }

  /** Where it goes when everybody is out, with these refusals (D16). */
  Optional<Forward> onRefusals(List<Integer> refusals) {
    if (refusals.isEmpty()) {
      return allowed(next.unreachable());
    }
    return allowed(Refusals.declined(refusals) ? next.busy() : next.noAnswer());
  }

  /** A hunt group has an end; forwards may have none. */
  private Optional<Forward> allowed(Optional<Forward> onwards) {
    return onwards.filter(forward -> forward.hunting() || hops < Forward.MOST_HOPS);
  }

  /**
   * What the caller is told by: the refusals of the place it called. A hunt group is busy when all
   * of its members are.
   */
  List<Integer> refusalsForCaller(List<Integer> now) {
    if (refusedFirst.isPresent()) {
      return refusedFirst.get();
    }
    if (hunted.isEmpty()) {
      return now;
    }
    boolean allBusy = Refusals.declined(now) && hunted.stream().allMatch(status -> status == BUSY);
    return List.of(allBusy ? BUSY : NOT_ANSWERED);
  }
}
