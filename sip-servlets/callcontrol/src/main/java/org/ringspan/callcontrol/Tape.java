package org.ringspan.callcontrol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.function.Consumer;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Law;
import org.ringspan.media.audio.SampleSink;
import org.ringspan.voice.boundary.CallRecordings;

/**
 * Takes a caller's speech into memory, in μ-law, until the longest, or until nothing was said for a
 * time. Of the silence at its end a second is kept; what has nothing but silence is empty.
 */
final class Tape implements SampleSink {
  /** A piece whose samples are no louder than this in the mean is silence: -54 dB. */
  private static final int LOUDNESS = 64;

  private static final int KEPT = Codec.SAMPLES_PER_SECOND;

  private final CallRecordings.Recording recording;
  private final int longest;
  private final int silence;
  private final Consumer<Duration> ended;
  private int samples;
  private int loudUntil;
  private boolean closed;

  /**
   * @param silence zero: however long nothing is said
   * @param ended hears how much there is
   */
  Tape(
      CallRecordings.Recording recording,
      Duration longest,
      Duration silence,
      Consumer<Duration> ended) {
    this.recording = recording;
    this.longest = samples(longest);
    this.silence = silence.isZero() ? Integer.MAX_VALUE : samples(silence);
    this.ended = ended;
  }

  private static int samples(Duration length) {
    return Math.toIntExact(length.toMillis() * Codec.SAMPLES_PER_SECOND / 1000);
  }

  @Override
  public boolean write(ByteBuffer little) throws IOException {
    ByteBuffer piece = little.order(ByteOrder.LITTLE_ENDIAN);
    byte[] ulaw = new byte[Math.min(piece.remaining() / Short.BYTES, longest - samples)];
    long loudness = 0;
    for (int i = 0; i < ulaw.length; i++) {
      short sample = piece.getShort();
      loudness += Math.abs(sample);
      ulaw[i] = Law.PCMU.encode(sample);
    }
    if (!recording.add(ulaw)) {
      throw new IOException("there is no room for it in memory: ringspan.voice.recordings");
    }
    samples += ulaw.length;
    if (loudness > (long) LOUDNESS * ulaw.length) {
      loudUntil = samples;
    }
    return samples < longest && samples - loudUntil < silence;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      int kept = loudUntil == 0 ? 0 : Math.min(samples, loudUntil + KEPT);
      recording.finish(kept);
      ended.accept(Duration.ofMillis(kept * 1000L / Codec.SAMPLES_PER_SECOND));
    }
  }
}
