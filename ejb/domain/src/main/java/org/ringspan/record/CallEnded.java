package org.ringspan.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The second half of a record, written when the call is over for its caller.
 *
 * @param call which
 * @param at when
 * @param outcome how
 * @param ringingAt when the caller was first told that it rings; absent when it wasn't
 * @param answeredAt when the caller got its answer; absent when it got none
 * @param answeredBy the device name or number that answered; absent when none did
 * @param status the SIP status the caller got, 200 for answered calls, 487 for cancelled ones
 * @param detail why, in words, at most 200 characters, without wire input
 * @param legs what became of each leg, those that never rang too, at most {@value #MOST_LEGS}
 * @param ladder what happened
 * @param members for which members of hunt groups it rang, each once
 */
public record CallEnded(
    CallId call,
    Instant at,
    CallOutcome outcome,
    Optional<Instant> ringingAt,
    Optional<Instant> answeredAt,
    Optional<String> answeredBy,
    int status,
    String detail,
    List<LegCourse> legs,
    Ladder ladder,
    List<GroupMember> members) {
  /** More attempts than a call of ten destinations with all their routes and forwards makes. */
  public static final int MOST_LEGS = 60;

  public CallEnded {
    legs = List.copyOf(legs);
    members = List.copyOf(members);
  }

  /** The end of a call of no hunt group. */
  public CallEnded(
      CallId call,
      Instant at,
      CallOutcome outcome,
      Optional<Instant> ringingAt,
      Optional<Instant> answeredAt,
      Optional<String> answeredBy,
      int status,
      String detail,
      List<LegCourse> legs,
      Ladder ladder) {
    this(
        call,
        at,
        outcome,
        ringingAt,
        answeredAt,
        answeredBy,
        status,
        detail,
        legs,
        ladder,
        List.of());
  }
}
