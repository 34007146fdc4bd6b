package org.ringspan.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a telephone is sent the next NOTIFY. One is on its way at a time, and they follow each other
 * no faster than is allowed; what changes meanwhile is told by the next one, which says how things
 * are then. So nothing queues up, and the last change is never lost.
 *
 * @param between the least time from one NOTIFY to the next that nobody has asked for; zero: none
 * @param last when the last one was begun
 * @param phase what is awaited
 * @param more whether something has changed since the one on its way was written
 */
public record Pace(Duration between, Optional<Instant> last, Phase phase, boolean more) {
  /** What is awaited. */
  public enum Phase {
    /** A change. */
    IDLE,
    /** The answer to a NOTIFY. */
    TELLING,
    /** The time for the next NOTIFY: something has changed already. */
    WAITING
  }

  /** What is to be done now. */
  public sealed interface Step {}

  /** Send a NOTIFY; {@link #told} or {@link #failed} says what became of it. */
  public record Tell() implements Step {}

  /** Call {@link #due} after this time. */
  public record Wait(Duration time) implements Step {}

  /** Nothing. */
  public record Nothing() implements Step {}

  /** How it goes on, and what is to be done. */
  public record Stepped(Pace pace, Step step) {}

  /** Nothing was told yet. */
  public static Pace of(Duration between) {
    return new Pace(between, Optional.empty(), Phase.IDLE, false);
  }

  /** Something has changed. */
  public Stepped changed(Instant now) {
    return switch (phase) {
      case IDLE -> whenAllowed(now);
      case TELLING -> nothing(new Pace(between, last, phase, true));
      case WAITING -> nothing(this);
    };
  }

  /** The telephone has asked: it is told at once, unless a NOTIFY is on its way. */
  public Stepped asked(Instant now) {
    return phase == Phase.TELLING ? changed(now) : tell(now);
  }

  /** A time has run out that was waited for. */
  public Stepped due(Instant now) {
    return phase == Phase.WAITING ? whenAllowed(now) : nothing(this);
  }

  /** The NOTIFY was answered. */
  public Stepped told(Instant now) {
    if (phase != Phase.TELLING) {
      return nothing(this);
    }
    return more ? whenAllowed(now) : nothing(new Pace(between, last, Phase.IDLE, false));
  }

  /** What is to be told can't be found out now: it is tried again. */
  public Stepped failed(Duration again) {
    return phase == Phase.TELLING
        ? new Stepped(new Pace(between, last, Phase.WAITING, false), new Wait(again))
        : nothing(this);
  }

  private Stepped whenAllowed(Instant now) {
    Instant allowed = last.map(begun -> begun.plus(between)).orElse(now);
    return now.isBefore(allowed)
        ? new Stepped(
            new Pace(between, last, Phase.WAITING, false), new Wait(Duration.between(now, allowed)))
        : tell(now);
  }

  private Stepped tell(Instant now) {
    return new Stepped(new Pace(between, Optional.of(now), Phase.TELLING, false), new Tell());
  }

  private static Stepped nothing(Pace next) {
    return new Stepped(next, new Nothing());
  }
}
