package org.ringspan.media.audio;

/** Tones for tests, and how much of a tone a sound has. */
public final class Sines {

  private Sines() {}

  /** A tone at a sampling rate, Hz. */
  public static short[] tone(double hertz, double amplitude, int samples, int rate) {
    short[] tone = new short[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return tone;
  }

  /** A tone at 8 kHz. */
  public static short[] tone(double hertz, double amplitude, int samples) {
    return tone(hertz, amplitude, samples, Codec.SAMPLES_PER_SECOND);
  }

  /** The amplitude of a tone in a sound at 8 kHz. */
  public static double amplitude(short[] sound, int from, int to, double hertz) {
    double real = 0;
    double imaginary = 0;
    for (int i = from; i < to; i++) {
      double angle = 2 * Math.PI * hertz * i / Codec.SAMPLES_PER_SECOND;
      real += sound[i] * Math.cos(angle);
      imaginary += sound[i] * Math.sin(angle);
    }
    return 2 * Math.hypot(real, imaginary) / (to - from);
  }
}
