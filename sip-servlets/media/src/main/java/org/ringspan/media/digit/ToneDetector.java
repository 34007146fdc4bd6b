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
 * frequencies (Goertzel). A window shows a digit when one tone of each group has most of its
 * energy; in the end they must have nearly all of it: speech seldom does, and not for long
 * (talk-off). How far the tones are off is measured by how their phases move from window to window,
 * since so short a window resolves only 78 Hz. Not thread safe.
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

  /** Share of a window's energy that its tones have, even if it is filled by half. */
  private static final double MOSTLY = 0.5;

  /** Share that they have of the energy of windows that are filled: the rest is noise. */
  private static final double PURE = 0.85;

  /** Windows whose purity counts: of four in a row only the first may be filled in part. */
  private static final int FILLED = 3;

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

  private final double[] lows = new double[HITS];
  private final double[] highs = new double[HITS];
  private final double[] energies = new double[HITS];
  private double energy;
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
    if (down == null && digit != null && hits >= HITS && isCertain(digit)) {
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
      lows[hits % HITS] = power(row);
      highs[hits % HITS] = power(column);
      energies[hits % HITS] = energy;
      // The first window has nothing before it to compare its phases with.
      lowOff = hits == 0 ? 0 : lowOff + moved[row];
      highOff = hits == 0 ? 0 : highOff + moved[column];
      hits++;
    }
  }

  /**
   * Whether the last windows show the same digit as loud, in tune and with hardly anything else.
   */
  private boolean isCertain(Digit digit) {
    double perHertz = (hits - 1) * 2 * Math.PI * HOP / RATE;
    double low = lowOff / perHertz;
    double high = highOff / perHertz;
    return isWhole()
        && Math.abs(low) <= MOST_OFF * digit.low()
        && Math.abs(high) <= MOST_OFF * digit.high()
        && isPure(kept(low), kept(high));
  }

  private boolean isWhole() {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < HITS; i++) {
      least = Math.min(least, lows[i] + highs[i]);
      most = Math.max(most, lows[i] + highs[i]);
    }
    return least >= WHOLE * most;
  }

  private boolean isPure(double lowKept, double highKept) {
    double tones = 0;
    double all = 0;
    for (int back = 1; back <= FILLED; back++) {
      int at = (hits - back) % HITS;
      tones += lows[at] / lowKept + highs[at] / highKept;
      all += energies[at];
    }
    return 2 * tones / WINDOW >= PURE * all;
  }

  /** The share of a tone's power that a window shows when the tone is off by some hertz. */
  private static double kept(double off) {
    double x = Math.PI * off * WINDOW / RATE;
    return x == 0 ? 1 : square(Math.sin(x) / x);
  }

  /** The digit that the last window shows, or null. */
  private @Nullable Digit recognise() {
    energy = 0;
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
            && 2 * (low + high) / WINDOW >= MOSTLY * energy;
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
