package org.ringspan.call;

import java.util.Optional;
import org.ringspan.call.confirm.Confirming;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.MidCall;

/** Where one leg of a call stands. */
public sealed interface LegState {
  /** Whether the leg may still be answered. */
  default boolean isRinging() {
    return this instanceof Waiting
        || this instanceof Inviting
        || this instanceof Redirecting
        || this instanceof FeatureState;
  }

  /** For which member of a hunt group it may be answered; none: for nobody of one. */
  default Optional<HuntSeat> seat() {
    return switch (this) {
      case Waiting waiting -> waiting.plan().seat();
      case Inviting inviting -> inviting.plan().seat();
      case Confirming confirming -> confirming.plan().seat();
      case Redirecting redirecting -> Optional.empty();
      case Joined joined -> Optional.empty();
      case Cancelling cancelling -> Optional.empty();
      case HangingUp hangingUp -> Optional.empty();
      case Gone gone -> Optional.empty();
    };
  }

  /** A state of a feature, which keeps its states in its own package. */
  sealed interface FeatureState extends LegState permits Confirming {}

  /** Nothing sent; awaiting the end of its delay before ringing. */
  record Waiting(LegPlan plan) implements LegState {}

  /**
   * INVITE sent; awaiting its answer.
   *
   * @param plan what was planned for the leg
   * @param tooSoon whether an answer now would be a mailbox's
   * @param rang whether it has sent a provisional response
   * @param earlyMedia the SDP of its last provisional response
   */
  record Inviting(
      LegPlan plan, boolean tooSoon, boolean rang, Optional<SessionDescription> earlyMedia)
      implements LegState {
    /** A later provisional response without SDP takes nothing back. */
    Inviting hearing(Optional<SessionDescription> later) {
      return new Inviting(plan, tooSoon, true, later.or(this::earlyMedia));
    }

    Inviting notTooSoon() {
      return new Inviting(plan, false, rang, earlyMedia);
    }

    /** What of it the caller may hear: what was said to an offer of the engine's isn't for it. */
    Optional<SessionDescription> forCaller() {
      return meetsEngine() ? Optional.empty() : earlyMedia;
    }

    /** Whether its answer is the media engine's business first. */
    boolean meetsEngine() {
      return plan.anchored() || plan.userControl().isPresent();
    }

    /** Whether it holds a channel of a trunk. */
    boolean holdsChannel() {
      return !plan.target().routes().isEmpty();
    }
  }

  /**
   * 3xx received; awaiting what the rules say to it.
   *
   * @param plan what was planned for the leg
   * @param status the 3xx
   */
  record Redirecting(int status) implements LegState {}

  /**
   * 2xx received; the leg is a party of the call.
   *
   * @param audioOnly whether it is offered nothing but audio
   * @param anchored whether its media go through the media engine
   * @param midCall what it may do by keys
   */
  record Joined(boolean audioOnly, boolean anchored, Optional<MidCall> midCall)
      implements LegState {
    /** A leg with media of its own. */
    public Joined(boolean audioOnly) {
      this(audioOnly, false, Optional.empty());
    }

    /** A leg whose media go through the engine. */
    public static Joined anchored(LegPlan plan) {
      return new Joined(true, true, plan.midCall());
    }
  }

  /**
   * CANCEL sent or about to be; awaiting the final response, which may still be a 2xx.
   *
   * @param reason why, which a BYE after that 2xx has to repeat
   */
  record Cancelling(Reason reason) implements LegState {}

  /** BYE sent; awaiting its response. */
  record HangingUp() implements LegState {}

  /** Nothing more is sent or awaited. */
  record Gone() implements LegState {}
}
