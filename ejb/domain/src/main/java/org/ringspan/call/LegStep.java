package org.ringspan.call;

import java.util.List;
import java.util.Optional;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.LegPlan;

/**
 * What an event did to one leg.
 *
 * @param state where it stands now
 * @param effects what to do for it
 * @param signal what that means to the call
 */
public record LegStep(LegState state, List<CallEffect> effects, Signal signal) {
  /** What a leg tells its call. */
  public sealed interface Signal {}

  /** Nothing the call cares about. */
  public record Nothing() implements Signal {}

  /** The leg rings. */
  public record Rings() implements Signal {}

  /** The leg has answered, and the answer counts. */
  public record Answers(Optional<SessionDescription> session) implements Signal {}

  /**
   * This attempt is out, and the leg goes on by its next route.
   *
   * @param next where that attempt stands
   */
  public record GoesOn(LegState.Inviting next) implements Signal {}

  /**
   * The leg is out, and these ring instead.
   *
   * @param status the 3xx
   */
  public record Redirects(List<LegPlan> legs, int status) implements Signal {
    public Redirects {
      legs = List.copyOf(legs);
    }
  }

  /** The leg is out, and so are all of its person (D16). */
  public record DeclinesEverywhere(int status) implements Signal {}

  /** The leg is out, and so are all of this member of a hunt group, but nobody else (D16). */
  public record MemberOut(HuntSeat seat, int status) implements Signal {}

  /** The leg is out. */
  public record Lost(int status) implements Signal {}
}
