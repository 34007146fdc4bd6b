package org.ringspan.trunk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ringspan.trunk.Observation.Answered;
import org.ringspan.trunk.Observation.Silent;
import org.ringspan.trunk.Observation.Unavailable;
import org.ringspan.trunk.Observation.UnavailableFor;
import org.ringspan.trunk.Observation.Unreachable;

/**
 * What is known of a peer. Immutable; an observation makes a new one.
 *
 * <ol>
 *   <li>An answer counts for it, whatever its status, but for 503: the peer is there.
 *   <li>503, silence and failure to send count against it.
 *   <li>503 with Retry-After makes it down at once, until then; answers before that don't count,
 *       since it asked to be left alone.
 *   <li>A peer of which nothing is known yet is up at its first answer.
 * </ol>
 *
 * @param state what is made of it
 * @param failures in a row
 * @param successes in a row
 * @param leftAloneUntil when its Retry-After ends
 */
public record PeerHealth(
    State state, int failures, int successes, Optional<Instant> leftAloneUntil) {
  /** Nothing has been seen of it. */
  public static final PeerHealth UNKNOWN = new PeerHealth(State.UNKNOWN, 0, 0, Optional.empty());

  /** What is made of a peer. */
  public enum State {
    /** Not seen yet; taken to be up. */
    UNKNOWN,
    /** It answers. */
    UP,
    /** It doesn't. */
    DOWN
  }

  /** Whether it asked to be left alone until later than {@code now}. */
  public boolean leftAloneAt(Instant now) {
    return leftAloneUntil.filter(until -> until.isAfter(now)).isPresent();
  }

  /** What is known after {@code observation}, made at {@code now}. */
  public PeerHealth after(Observation observation, HealthSettings settings, Instant now) {
    return switch (observation) {
      case Answered() -> leftAloneAt(now) ? this : answered(settings);
      // rfc3261#section-20.33: "The Retry-After header field can be used with [...] a 503 (Service
      // Unavailable) response to indicate how long the service is expected to be unavailable to
      // the requesting client".
      case UnavailableFor(Duration asked) -> {
        Duration heeded =
            asked.compareTo(settings.longestRetryAfter()) > 0
                ? settings.longestRetryAfter()
                : asked;
        yield new PeerHealth(State.DOWN, settings.failuresDown(), 0, Optional.of(now.plus(heeded)));
      }
      case Unavailable() -> failed(settings);
      case Silent() -> failed(settings);
      case Unreachable() -> failed(settings);
    };
  }

  private PeerHealth answered(HealthSettings settings) {
    int inRow = Math.min(successes + 1, settings.successesUp());
    boolean up = state != State.DOWN || inRow >= settings.successesUp();
    return new PeerHealth(up ? State.UP : State.DOWN, 0, inRow, Optional.empty());
  }

  private PeerHealth failed(HealthSettings settings) {
    int inRow = Math.min(failures + 1, settings.failuresDown());
    return new PeerHealth(
        inRow >= settings.failuresDown() ? State.DOWN : state, inRow, 0, leftAloneUntil);
  }
}
