package org.ringspan.media.digit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A collection of digits on its way. Each method returns how it ended, or null when it goes on. Not
 * thread safe.
 */
public final class DigitCollection {

  private final DigitRequest request;
  private final long began;
  private final StringBuilder digits = new StringBuilder();
  private boolean prompting;
  private long waitingSince;

  /**
   * A collection that begins.
   *
   * @param prompting whether a prompt is playing
   * @param now monotonic time, ns
   */
  public DigitCollection(DigitRequest request, boolean prompting, long now) {
    this.request = request;
    this.prompting = prompting;
    this.began = now;
    this.waitingSince = now;
  }

  /**
   * A key went down.
   *
   * @return whether the prompt is to be stopped
   */
  public boolean keyDown(long now) {
    waitingSince = now;
    return prompting && request.bargeIn();
  }

  /** A key went up. */
  public @Nullable CollectionOutcome keyUp(Digit digit, long now) {
    waitingSince = now;
    if (prompting && !request.bargeIn()) {
      return null;
    }
    if (request.terminators().contains(digit)) {
      return CollectionOutcome.TERMINATED;
    }
    digits.append(digit.symbol());
    return digits.length() == request.most() ? CollectionOutcome.COMPLETE : null;
  }

  /** The prompt has ended. */
  public void promptEnded(long now) {
    prompting = false;
    waitingSince = now;
  }

  /** Time has passed; to be called every few milliseconds. */
  public @Nullable CollectionOutcome passed(long now) {
    if (reached(request.talkTimeout(), began, now)) {
      return CollectionOutcome.TALK_TOO_LONG;
    }
    if (!digits.isEmpty()) {
      return reached(request.betweenTimeout(), waitingSince, now)
          ? CollectionOutcome.PAUSE_TOO_LONG
          : null;
    }
    return !prompting && reached(request.firstTimeout(), waitingSince, now)
        ? CollectionOutcome.NO_DIGIT
        : null;
  }

  private static boolean reached(Duration timeout, long since, long now) {
    return now - since >= timeout.toNanos();
  }

  /** The digits so far. */
  public String digits() {
    return digits.toString();
  }
}
