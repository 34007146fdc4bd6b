package org.ringspan.reach;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;

/**
 * What was decided for a call when it arrived: every device and destination of the called line with
 * its decision. It is kept with the call, so "why did my mobile not ring" is answered from what
 * really decided.
 *
 * @param called the number the call is for, as dialled
 * @param user whose line it is; none for calls to the telephone network
 * @param caller who calls, as recorded
 * @param legs in the order they are offered
 * @param forward what becomes of it when nobody answers
 */
public record ReachPlan(
    String called,
    Optional<UserId> user,
    CallerIdentity caller,
    List<LegPlan> legs,
    ForwardPlan forward) {
  public ReachPlan {
    legs = List.copyOf(legs);
  }
}
