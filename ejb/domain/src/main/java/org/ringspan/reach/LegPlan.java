package org.ringspan.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.configuration.UserControl;

/**
 * One line of a plan.
 *
 * @param target whom
 * @param decision whether and when, or why not
 * @param shown the caller as this leg sees it
 * @param diversions on whose behalf, the oldest first; a leg of a forward gets that forward's own
 *     in front of these
 * @param window when its answer counts; none: always
 * @param declinesEverywhere whether its 603 speaks for all telephones of the called user (D16)
 * @param userControl when who answers is asked to press a key before the answer counts; none: it
 *     counts as it is
 * @param midCall what who answers may do by keys in the call; none: nothing
 * @param anchored whether its media go through the media engine, so that keys are heard and the
 *     call can go on elsewhere
 * @param seat for which member of a hunt group it rings; none: the call is the person's own
 */
public record LegPlan(
    LegTarget target,
    LegDecision decision,
    CallerIdentity shown,
    List<Diversion> diversions,
    Optional<AnswerWindow> window,
    boolean declinesEverywhere,
    Optional<UserControl> userControl,
    Optional<MidCall> midCall,
    boolean anchored,
    Optional<HuntSeat> seat) {
  public LegPlan {
    diversions = List.copyOf(diversions);
  }

  /** A leg that isn't anchored. */
  public LegPlan(
      LegTarget target,
      LegDecision decision,
      CallerIdentity shown,
      List<Diversion> diversions,
      Optional<AnswerWindow> window,
      boolean declinesEverywhere,
      Optional<UserControl> userControl) {
    this(
        target,
        decision,
        shown,
        diversions,
        window,
        declinesEverywhere,
        userControl,
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** A leg whose refusal ends that leg only, as is the default. */
  public LegPlan(
      LegTarget target,
      LegDecision decision,
      CallerIdentity shown,
      List<Diversion> diversions,
      Optional<AnswerWindow> window) {
    this(target, decision, shown, diversions, window, false, Optional.empty());
  }

  /** A leg by user control: it has no window (D6). */
  public LegPlan(
      LegTarget target,
      LegDecision decision,
      CallerIdentity shown,
      List<Diversion> diversions,
      UserControl userControl) {
    this(target, decision, shown, diversions, Optional.empty(), false, Optional.of(userControl));
  }

  private LegPlan with(
      LegTarget way,
      List<Diversion> onBehalf,
      boolean everywhere,
      Optional<MidCall> terms,
      boolean inEngine,
      Optional<HuntSeat> member) {
    return new LegPlan(
        way, decision, shown, onBehalf, window, everywhere, userControl, terms, inEngine, member);
  }

  /** This leg at the end of a chain of diversions, the oldest first. */
  public LegPlan divertedBy(List<Diversion> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    List<Diversion> all = new ArrayList<>(earlier);
    all.addAll(diversions);
    return with(target, all, declinesEverywhere, midCall, anchored, seat);
  }

  /** This leg with a 603 that speaks for all telephones of the called user. */
  public LegPlan decliningEverywhere() {
    return with(target, diversions, true, midCall, anchored, seat);
  }

  /** This leg as it shows another caller. */
  LegPlan showing(CallerIdentity other) {
    return new LegPlan(
        target,
        decision,
        other,
        diversions,
        window,
        declinesEverywhere,
        userControl,
        midCall,
        anchored,
        seat);
  }

  /** This leg with keys that mean something in the call. */
  public LegPlan keyed(Optional<MidCall> terms) {
    return with(target, diversions, declinesEverywhere, terms, anchored, seat);
  }

  /** This leg with its media in the engine, whoever it is. */
  public LegPlan anchoring() {
    return anchored ? this : with(target, diversions, declinesEverywhere, midCall, true, seat);
  }

  /** This leg with media that go their own way: keys mean nothing then. */
  public LegPlan notAnchored() {
    return anchored || midCall.isPresent()
        ? with(target, diversions, declinesEverywhere, Optional.empty(), false, seat)
        : this;
  }

  /** This leg for a member of a hunt group. */
  LegPlan seated(HuntSeat member) {
    return with(target, diversions, declinesEverywhere, midCall, anchored, Optional.of(member));
  }

  /** This leg, which doesn't ring for this reason. */
  LegPlan silent(LegDecision.Why why) {
    return new LegPlan(
        target,
        new LegDecision.DontRing(why),
        shown,
        diversions,
        window,
        declinesEverywhere,
        userControl,
        midCall,
        anchored,
        seat);
  }

  /** Whether it rings. */
  public boolean rings() {
    return decision instanceof LegDecision.Ring;
  }

  /** Whether it is offered nothing but audio, whatever the caller offers. */
  public boolean audioOnly() {
    return target instanceof LegTarget.Destination;
  }

  /** The same plan by one of the ways to its target, from 0. */
  public LegPlan by(int way) {
    return target instanceof LegTarget.RegisteredDevice phone
        ? with(phone.over(way), diversions, declinesEverywhere, midCall, anchored, seat)
        : this;
  }
}
