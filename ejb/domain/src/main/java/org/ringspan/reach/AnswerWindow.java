package org.ringspan.reach;

import java.time.Duration;

/**
 * When an answer counts, measured from our INVITE to the leg.
 *
 * @param tooSoon an answer within this time is a mailbox and clears the leg; zero: off
 * @param tooLate without an answer within this time the leg is cleared; a destination that has no
 *     such time has one here that is longer than anything rings
 */
public record AnswerWindow(Duration tooSoon, Duration tooLate) {}
