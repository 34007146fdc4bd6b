package org.ringspan.voicemail;

import java.time.Duration;
import java.time.Instant;
import org.ringspan.address.UserId;

/**
 * A message in a mailbox, without its sound.
 *
 * @param owner whose mailbox it is in
 * @param at when it was left
 * @param length how long it lasts
 * @param saved whether it was heard, or put among the saved ones
 */
public record VoiceMessage(
    MessageId id, UserId owner, Instant at, Sender sender, Duration length, boolean saved) {}
