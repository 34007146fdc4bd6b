package org.ringspan.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;

/**
 * The first half of a record, written when a call is taken in.
 *
 * @param call which
 * @param at when its INVITE arrived
 * @param origin who sent it
 * @param callingUser whose phone or remote destination calls; none for others outside
 * @param caller who calls, as recorded
 * @param called the number the call is for, as dialled
 * @param calledUser whose line it is; none for calls to the telephone network
 * @param legs what was planned for each leg, those that won't ring too
 */
public record CallStarted(
    CallId call,
    Instant at,
    CallOrigin origin,
    Optional<UserId> callingUser,
    CallerIdentity caller,
    String called,
    Optional<UserId> calledUser,
    List<LegCourse> legs) {
  public CallStarted {
    legs = List.copyOf(legs);
  }
}
