package org.ringspan.mail.boundary;

import java.time.Instant;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.mail.LetterKind;

/**
 * A letter in the outbox, as administrators see it: nothing of what it tells.
 *
 * @param queued when it was put there
 * @param due when it is tried next
 * @param attempts how many have failed
 * @param givenUp whether it isn't tried any more
 * @param fault why it wasn't sent, last
 */
public record QueuedLetter(
    long id,
    LetterKind kind,
    UserId user,
    Instant queued,
    Instant due,
    int attempts,
    boolean givenUp,
    Optional<String> fault) {}
