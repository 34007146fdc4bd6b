package org.ringspan.identity.boundary;

import java.time.Instant;
import java.util.Optional;
import org.ringspan.address.UserId;

/**
 * The PIN of a user isn't taken any more for a time.
 *
 * @param caller the number from which the last wrong one came; empty when it is hidden
 * @param at when it came
 * @param until when right ones are taken again
 */
public record PinLocked(UserId user, Optional<String> caller, Instant at, Instant until) {}
