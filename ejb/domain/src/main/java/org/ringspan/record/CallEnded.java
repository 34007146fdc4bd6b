package org.ringspan.record;

import java.time.Instant;
import java.util.Optional;

/**
 * The second half of a record, written when the call is over for its caller.
 *
 * @param call which
 * @param at when
 * @param outcome how
 * @param answeredAt when the caller got its answer; absent when it got none
 * @param answeredBy the device name or number that answered; absent when none did
 * @param status the SIP status the caller got, 200 for answered calls, 487 for cancelled ones
 * @param detail why, in words, at most 200 characters, without wire input
 */
public record CallEnded(
    CallId call,
    Instant at,
    CallOutcome outcome,
    Optional<Instant> answeredAt,
    Optional<String> answeredBy,
    int status,
    String detail) {}
