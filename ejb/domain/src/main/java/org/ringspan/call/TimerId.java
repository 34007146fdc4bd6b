package org.ringspan.call;

/**
 * A timer of a call. Each runs at most once at a time.
 *
 * @param kind what it measures
 * @param leg the leg it belongs to; the caller for timers of the whole call, with the number of
 *     forwards for those of one place
 */
public record TimerId(Kind kind, LegId leg) {
  /** What a timer measures. */
  public enum Kind {
    /** How long a remote destination waits before it rings. */
    DELAY_BEFORE_RINGING,
    /** How long an answer of a remote destination is a mailbox's. */
    ANSWER_TOO_SOON,
    /** How long a remote destination may ring. */
    ANSWER_TOO_LATE,
    /** How long everything rings before the call is forwarded. */
    FORWARD_NO_ANSWER,
    /** How long a call rings at all. */
    MAXIMUM_RINGING,
    /** How long the caller bears it to hear nothing new from us. */
    RING_AGAIN,
    /** How long we wait after a glare before we offer again. */
    REOFFER_AGAIN,
    /** How long a party may take to have its media by another way. */
    MEDIA_WAY,
    /** How long a dialog goes on without being refreshed (RFC 4028). */
    SESSION,
    /** How long after an answer a key is asked for. */
    CONFIRM_PROMPT,
    /** How long that key is waited for. */
    CONFIRM,
    /** How long the telephones may ring that a call is to move to. */
    MOVE,
    /** How long the next key of a code is waited for. */
    KEYS,
    /** How long a call waits to be picked up at the desk. */
    DESK_PICKUP,
    /** How long a call is parked before telephones ring. */
    PARK,
    /** How long a dialogue waits for the next key. */
    VOICE_KEYS,
    /** How long legs that are being cleared may stay silent. */
    CLEARING
  }

  /** One of the whole call. */
  public static TimerId ofCall(Kind kind) {
    return new TimerId(kind, LegId.CALLER);
  }
}
