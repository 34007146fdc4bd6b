package org.ringspan.media.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Writes 16-bit PCM at 8 kHz, one channel, as a WAV file that can be read at any time: the lengths
 * in its header are brought up to date after the samples they count have been written, so what a
 * crash or a full disk leaves behind is a shorter recording and no broken one. Not thread safe.
 */
public final class WavWriter implements SampleSink {

  /** Bytes in front of the samples. */
  public static final int HEADER = 44;

  private static final int RIFF_LENGTH_AT = 4;
  private static final int DATA_LENGTH_AT = 40;
  private static final int BYTES_PER_SAMPLE = 2;

  private final SeekableByteChannel file;
  private final int mostSamples;
  private final ByteBuffer lengths = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
  private int samples;

  /**
   * Begins an empty, complete file.
   *
   * @param file empty, open for writing; closed by {@link #close()}
   * @param mostSamples how long the recording may get, 1 to 2^30 samples
   * @throws IOException when not even the header can be written; the file is left open then
   */
  public WavWriter(SeekableByteChannel file, int mostSamples) throws IOException {
    if (mostSamples < 1 || mostSamples > 1 << 30) {
      throw new IllegalArgumentException("samples: " + mostSamples);
    }
    this.file = file;
    this.mostSamples = mostSamples;
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt(HEADER - 8).put(ascii("WAVEfmt ")).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(Codec.SAMPLES_PER_SECOND);
    header.putInt(Codec.SAMPLES_PER_SECOND * BYTES_PER_SAMPLE);
    header.putShort((short) BYTES_PER_SAMPLE).putShort((short) (8 * BYTES_PER_SAMPLE));
    header.put(ascii("data")).putInt(0).flip();
    writeAll(header, 0);
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * {@inheritDoc}
   *
   * @return false when the recording has its full length now
   * @throws IOException when they could not all be written; what had been written before stays
   *     readable
   */
  @Override
  public boolean write(ByteBuffer little) throws IOException {
    int count = Math.min(little.remaining() / BYTES_PER_SAMPLE, mostSamples - samples);
    little.limit(little.position() + count * BYTES_PER_SAMPLE);
    writeAll(little, HEADER + (long) samples * BYTES_PER_SAMPLE);
    samples += count;
    writeLengths();
    return samples < mostSamples;
  }

  /** Samples that the file has now. */
  @Override
  public int samples() {
    return samples;
  }

  private void writeLengths() throws IOException {
    int bytes = samples * BYTES_PER_SAMPLE;
    writeAll(lengths.clear().putInt(HEADER - 8 + bytes).flip(), RIFF_LENGTH_AT);
    writeAll(lengths.clear().putInt(bytes).flip(), DATA_LENGTH_AT);
  }

  private void writeAll(ByteBuffer bytes, long position) throws IOException {
    file.position(position);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** Cuts off what a failed write has left behind the last complete sample, and closes the file. */
  @Override
  public void close() throws IOException {
    try (file) {
      file.truncate(HEADER + (long) samples * BYTES_PER_SAMPLE);
    }
  }
}
