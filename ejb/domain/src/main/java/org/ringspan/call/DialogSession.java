package org.ringspan.call;

import static org.ringspan.call.TimerId.Kind.SESSION;

import java.time.Duration;
import java.util.List;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;

/**
 * The session timer of one dialog. One timer runs for it: to the moment we refresh, then to the
 * moment we give up.
 *
 * @param interval what was agreed last
 * @param byUpdate whether the party lets us refresh by UPDATE
 * @param left how long the session may go on without a refresh when the running timer runs out;
 *     zero: it ends then
 */
record DialogSession(SessionInterval interval, boolean byUpdate, Duration left) {
  /** How soon we look again when the dialog is busy at the moment we should refresh it. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** It was agreed upon, or refreshed, just now. */
  static DialogSession refreshed(SessionInterval interval, boolean byUpdate) {
    return new DialogSession(
        interval,
        byUpdate,
        interval.weRefresh()
            ? interval.endedAfter().minus(interval.refreshedAfter())
            : Duration.ZERO);
  }

  static TimerId timer(LegId party) {
    return new TimerId(SESSION, party);
  }

  /** Starts the timer of a session that was refreshed just now. */
  StartTimer start(LegId party) {
    return new StartTimer(
        timer(party), interval.weRefresh() ? interval.refreshedAfter() : interval.endedAfter());
  }

  static List<CallEffect> stop(LegId party) {
    return List.of(new StopTimer(timer(party)));
  }

  /** Whether the session ends at the expiry of the timer. */
  boolean ends() {
    return left.isZero();
  }

  /** Our refresh is out, or can't be: from now the timer runs to the end. */
  DialogSession last() {
    return new DialogSession(interval, byUpdate, Duration.ZERO);
  }

  /** How long the timer runs after {@link #last}. */
  StartTimer startLast(LegId party) {
    return new StartTimer(timer(party), left);
  }

  /** The dialog is busy: a little of what is left goes by. */
  DialogSession later() {
    return new DialogSession(interval, byUpdate, left.minus(pause()));
  }

  /** How long the timer runs after {@link #later}. */
  StartTimer startLater(LegId party) {
    return new StartTimer(timer(party), pause());
  }

  private Duration pause() {
    return left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
  }
}
