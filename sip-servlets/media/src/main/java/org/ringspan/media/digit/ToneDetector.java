package org.ringspan.media.digit;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Recognises digits by their tones within the limits of ITU-T Q.24: tones of 40 ms are recognised
 * and those below 23 ms aren't, interruptions of 10 ms are bridged, frequencies may be off by 1.5 %
 * and not by 3.5 %, the high tone may be 4 dB above and 8 dB below the low one.
 *
 * <p>Every {@value #HOP} samples the spectrum of the last {@value #WINDOW} is taken at the eight
 * frequencies (Goertzel). A window shows a digit when one tone of each group has nearly all of its
 * energy: speech seldom does, and not for long (talk-off). How far the tones are off is measured by
 * how their phases move from window to window, since so short a window resolves only 78 Hz. Not
 * thread safe.
 */
public final class ToneDetector {

  /** Samples of a window, 12.75 ms. */
  static final int WINDOW = 102;

  /** Samples between windows. */
  static final int HOP = 51;

  /** Windows in a row that must show a digit. */
  private static final int HITS = 4;

  /** Windows in a row without the digit that end it. */
  private static final int MISSES = 4;

  private static final int RATE = 8000;
  private static final double QUIETEST_AMPLITUDE = ToneGenerator.DBM0 * Math.pow(10, -30.0 / 20);
  private static final double QUIETEST = square(QUIETEST_AMPLITUDE * WINDOW / 2);

  /**
   * Share of the window's energy that both tones must have; what is off by 1.5 % loses a quarter.
   */
  private static final double PUREST_SPEECH = 0.5;

  /** A window that the tone fills by less than seven tenths has half the power. */
  private static final double WHOLE = 0.5;

  private static final double HIGH_ABOVE_LOW = Math.pow(10, 6.0 / 10);
  private static final double LOW_ABOVE_HIGH = Math.pow(10, 10.0 / 10);
  private static final double MOST_OFF = 0.025;

  private final double[] ring = new double[WINDOW];
  private int filled;
  private int untilNext = HOP;

  private final double[] real = new double[8];
  private final double[] imaginary = new double[8];
  private final double[] phaseBefore = new double[8];
  private final double[] moved = new double[8];

  private final double[] powers = new double[HITS];
  private double lowOff;
  private double highOff;
  private @Nullable Digit seen;
  private int hits;

  private @Nullable Digit down;
  private int windowsDown;
  private int misses;

  private static double square(double x) {
    return x * x;
  }

  /** Takes the next samples of a stream. */
  public void heard(short[] samples, int count, Consumer<DigitSignal> signals) {
    for (int i = 0; i < count; i++) {
      ring[filled % WINDOW] = samples[i];
      filled++;
      if (--untilNext == 0) {
        untilNext = HOP;
        if (filled >= WINDOW) {
          filled = WINDOW + filled % WINDOW;
          window(signals);
        }
      }
    }
  }

  private void window(Consumer<DigitSignal> signals) {
    Digit digit = recognise();
    Digit held = down;
    if (held != null) {
      windowsDown++;
      misses = digit == held ? 0 : misses + 1;
      if (misses == MISSES) {
        down = null;
        signals.accept(new DigitSignal.Ended(held, duration(windowsDown - MISSES)));
      }
    }
    count(digit);
    if (down == null && digit != null && hits >= HITS && isWhole() && isInTune(digit)) {
      down = digit;
      windowsDown = HITS;
      misses = 0;
      signals.accept(new DigitSignal.Started(digit));
    }
  }

  private static Duration duration(int windows) {
    return Duration.ofNanos((windows + 1) * HOP * 1_000_000_000L / RATE);
  }

  private void count(@Nullable Digit digit) {
    if (digit != seen) {
      seen = digit;
      hits = 0;
    }
    if (digit != null) {
      int row = Digit.TONES.indexOf(digit.low());
      int column = Digit.TONES.indexOf(digit.high());
      powers[hits % HITS] = power(row) + power(column);
      // The first window has nothing before it to compare its phases with.
      lowOff = hits == 0 ? 0 : lowOff + moved[row];
      highOff = hits == 0 ? 0 : highOff + moved[column];
      hits++;
    }
  }

  private boolean isWhole() {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double power : powers) {
      least = Math.min(least, power);
      most = Math.max(most, power);
    }
    return least >= WHOLE * most;
  }

  private boolean isInTune(Digit digit) {
    double perHertz = (hits - 1) * 2 * Math.PI * HOP / RATE;
    return Math.abs(lowOff / perHertz) <= MOST_OFF * digit.low()
        && Math.abs(highOff / perHertz) <= MOST_OFF * digit.high();
  }

  /** The digit that the last window shows, or null. */
  private @Nullable Digit recognise() {
    double energy = 0;
    for (double sample : ring) {
      energy += sample * sample;
    }
    for (int tone = 0; tone < 8; tone++) {
      goertzel(tone);
    }
    int row = strongest(0);
    int column = strongest(4);
    double low = power(row);
    double high = power(column);
    boolean shown =
        low >= QUIETEST
            && high >= QUIETEST
            && high <= HIGH_ABOVE_LOW * low
            && low <= LOW_ABOVE_HIGH * high
            && 2 * (low + high) / WINDOW >= PUREST_SPEECH * energy;
    return shown ? Digit.at(row, column - 4) : null;
  }

  private int strongest(int from) {
    int strongest = from;
    for (int tone = from + 1; tone < from + 4; tone++) {
      if (power(tone) > power(strongest)) {
        strongest = tone;
      }
    }
    return strongest;
  }

  private double power(int tone) {
    return square(real[tone]) + square(imaginary[tone]);
  }

  private void goertzel(int tone) {
    double step = 2 * Math.PI * Digit.TONES.get(tone) / RATE;
    double coefficient = 2 * Math.cos(step);
    double before = 0;
    double last = 0;
    for (int i = 0; i < WINDOW; i++) {
      double next = ring[(filled + i) % WINDOW] + coefficient * last - before;
      before = last;
      last = next;
    }
    real[tone] = last - before * Math.cos(step);
    imaginary[tone] = before * Math.sin(step);
    double phase = Math.atan2(imaginary[tone], real[tone]);
    // What the phase has moved beyond what a tone in tune moves in a hop, between -pi and pi.
    moved[tone] = Math.IEEEremainder(phase - phaseBefore[tone] - step * HOP, 2 * Math.PI);
    phaseBefore[tone] = phase;
  }
}
