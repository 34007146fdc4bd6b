package org.ringspan.reach;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.encryption.MediaEncryption;

/**
 * What was decided for a call when it arrived: every device and destination of the called line with
 * its decision. It is kept with the call, so "why did my mobile not ring" is answered from what
 * really decided.
 *
 * @param called the number the call is for, as dialled
 * @param user whose line it is; none for calls to the telephone network
 * @param caller who calls, as recorded
 * @param legs in the order they are offered; where the line forwards all calls or is busy its own
 *     legs, which don't ring, come before those of the forward
 * @param forward what becomes of it when nobody answers
 * @param anchoring whether it is anchored for its caller
 * @param claims what must be reserved for it
 * @param midCall what the caller may do by keys in the call, when it is anchored for the caller
 * @param encryption how the caller's media are encrypted
 */
public record ReachPlan(
    String called,
    Optional<UserId> user,
    CallerIdentity caller,
    List<LegPlan> legs,
    ForwardPlan forward,
    Anchoring anchoring,
    Claims claims,
    Optional<MidCall> midCall,
    MediaEncryption encryption) {
  public ReachPlan {
    legs = List.copyOf(legs);
  }

  /** A plan whose caller encrypts nothing. */
  public ReachPlan(
      String called,
      Optional<UserId> user,
      CallerIdentity caller,
      List<LegPlan> legs,
      ForwardPlan forward,
      Anchoring anchoring,
      Claims claims,
      Optional<MidCall> midCall) {
    this(called, user, caller, legs, forward, anchoring, claims, midCall, MediaEncryption.NONE);
  }

  /** The same for a caller whose media are encrypted so. */
  public ReachPlan encrypted(MediaEncryption callers) {
    return callers == encryption
        ? this
        : new ReachPlan(called, user, caller, legs, forward, anchoring, claims, midCall, callers);
  }

  /** A plan whose caller has no keys that mean something. */
  public ReachPlan(
      String called,
      Optional<UserId> user,
      CallerIdentity caller,
      List<LegPlan> legs,
      ForwardPlan forward,
      Anchoring anchoring,
      Claims claims) {
    this(called, user, caller, legs, forward, anchoring, claims, Optional.empty());
  }

  /** The same with keys for the caller. */
  public ReachPlan keyed(Optional<MidCall> terms) {
    return terms.equals(midCall)
        ? this
        : new ReachPlan(called, user, caller, legs, forward, anchoring, claims, terms, encryption);
  }

  /** A plan that claims nothing, of a call that is not anchored. */
  public ReachPlan(
      String called,
      Optional<UserId> user,
      CallerIdentity caller,
      List<LegPlan> legs,
      ForwardPlan forward) {
    this(
        called,
        user,
        caller,
        legs,
        forward,
        new Anchoring.NotAnchored(Anchoring.Why.FROM_A_PHONE_OF_OURS),
        Claims.NONE);
  }
}
