package org.ringspan.e2e.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * A sine tone by which one telephone is told from another.
 *
 * @param hertz its frequency, a multiple of 50 below 4000 so that a 20 ms packet holds whole
 *     periods
 */
public record Tone(int hertz) {
  private static final int RATE = 8000;
  private static final int FRAME = 160;
  private static final int WAV_HEADER = 44;
  private static final double ALONE = 0.8;
  private static final double AMONG_OTHERS = 0.2;

  /** Writes it as a 16 bit mono WAV file of 8 kHz at half amplitude. */
  public void write(Path file, int seconds) {
    var samples = ByteBuffer.allocate(2 * RATE * seconds).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < RATE * seconds; i++) {
      samples.putShort((short) (16000 * Math.sin(2 * Math.PI * hertz * i / RATE)));
    }
    var format = new AudioFormat(RATE, 16, 1, true, false);
    var bytes = new ByteArrayInputStream(samples.array());
    try (var audio = new AudioInputStream(bytes, format, (long) RATE * seconds)) {
      AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How many milliseconds of a recording hold this tone and little else, in frames of 20 ms. The
   * header of a recording that still runs is wrong in its length, so the samples are read as they
   * lie behind it.
   */
  public int heardMillis(Path recording) {
    return heardMillis(recording, ALONE);
  }

  /** The same for a recording in which up to three speak at once. */
  public int heardAmongOthersMillis(Path recording) {
    return heardMillis(recording, AMONG_OTHERS);
  }

  private int heardMillis(Path recording, double share) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(recording);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.length <= WAV_HEADER) {
      return 0;
    }
    var samples =
        ByteBuffer.wrap(Arrays.copyOfRange(bytes, WAV_HEADER, bytes.length))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asShortBuffer();
    int heard = 0;
    double[] frame = new double[FRAME];
    while (samples.remaining() >= FRAME) {
      for (int i = 0; i < FRAME; i++) {
        frame[i] = samples.get();
      }
      if (fills(frame, share)) {
        heard += 1000 * FRAME / RATE;
      }
    }
    return heard;
  }

  /**
   * Whether the frame is loud and at least this part of its power is at this frequency (Goertzel's
   * algorithm).
   */
  private boolean fills(double[] frame, double share) {
    double power = 0;
    double before = 0;
    double earlier = 0;
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / RATE);
    for (double sample : frame) {
      power += sample * sample;
      double now = sample + coefficient * before - earlier;
      earlier = before;
      before = now;
    }
    double atFrequency =
        2 * (before * before + earlier * earlier - coefficient * before * earlier) / frame.length;
    double rootMeanSquare = Math.sqrt(power / frame.length);
    return rootMeanSquare > 1000 && atFrequency > share * power;
  }
}
