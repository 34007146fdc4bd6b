package org.ringspan.media.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads prompts and music from WAV files (Microsoft and IBM, Multimedia Programming Interface 1.0):
 * one channel at 8 or 16 kHz, as 16-bit PCM, A-law or µ-law. Everything else is refused with the
 * reason, so that a prompt that can't be played is noticed when it is configured.
 */
public final class WavReader {

  /** Largest file, bytes: some 35 minutes of PCM at 8 kHz. */
  public static final int MOST_BYTES = 32 << 20;

  private static final int PCM = 1;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int CHUNK_HEADER = 8;
  private static final int FORMAT_BYTES = 16;

  private record Format(int tag, int rate, int bytesPerSample) {}

  private WavReader() {}

  /**
   * Reads a file whole.
   *
   * @throws UnsupportedAudioException when it isn't such a file, or too large
   * @throws IOException when it can't be read
   */
  public static Audio read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new UnsupportedAudioException("larger than " + MOST_BYTES + " bytes");
      }
      return parse(content);
    }
  }

  /**
   * Reads the content of a file.
   *
   * @throws UnsupportedAudioException when it isn't such a file
   */
  public static Audio parse(byte[] content) throws UnsupportedAudioException {
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (in.limit() < 12 || !named(in, 0, "RIFF") || !named(in, 8, "WAVE")) {
      throw new UnsupportedAudioException("no RIFF/WAVE file");
    }
    Format format = null;
    int at = 12;
    while (at + CHUNK_HEADER <= in.limit()) {
      long length = Integer.toUnsignedLong(in.getInt(at + 4));
      int body = at + CHUNK_HEADER;
      if (length > in.limit() - body) {
        throw new UnsupportedAudioException("a chunk is longer than the file");
      }
      if (named(in, at, "fmt ")) {
        format = format(in, body, (int) length);
      } else if (named(in, at, "data")) {
        if (format == null) {
          throw new UnsupportedAudioException("samples before their format");
        }
        return samples(in.slice(body, (int) length).order(ByteOrder.LITTLE_ENDIAN), format);
      }
      // Chunks begin at even offsets; the octet in between isn't counted in the length.
      at = body + (int) length + (int) (length & 1);
    }
    throw new UnsupportedAudioException("no samples");
  }

  private static boolean named(ByteBuffer in, int at, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (in.get(at + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Format format(ByteBuffer in, int at, int length) throws UnsupportedAudioException {
    if (length < FORMAT_BYTES) {
      throw new UnsupportedAudioException("the format is cut short");
    }
    int tag = Short.toUnsignedInt(in.getShort(at));
    int channels = Short.toUnsignedInt(in.getShort(at + 2));
    int rate = in.getInt(at + 4);
    int bits = Short.toUnsignedInt(in.getShort(at + 14));
    if (channels != 1) {
      throw new UnsupportedAudioException(channels + " channels instead of one");
    }
    if (rate != Codec.SAMPLES_PER_SECOND && rate != 2 * Codec.SAMPLES_PER_SECOND) {
      throw new UnsupportedAudioException(rate + " Hz instead of 8000 or 16000");
    }
    int wanted =
        switch (tag) {
          case PCM -> 16;
          case A_LAW, MU_LAW -> 8;
          default -> throw new UnsupportedAudioException("format " + tag + " isn't PCM or G.711");
        };
    if (bits != wanted) {
      throw new UnsupportedAudioException(bits + " bits a sample instead of " + wanted);
    }
    return new Format(tag, rate, wanted / 8);
  }

  private static Audio samples(ByteBuffer data, Format format) throws UnsupportedAudioException {
    short[] samples = new short[data.limit() / format.bytesPerSample];
    if (samples.length == 0) {
      throw new UnsupportedAudioException("no samples");
    }
    switch (format.tag) {
      case A_LAW -> Law.PCMA.decode(data, 0, samples.length, samples);
      case MU_LAW -> Law.PCMU.decode(data, 0, samples.length, samples);
      default -> data.asShortBuffer().get(samples);
    }
    return Audio.of(format.rate == Codec.SAMPLES_PER_SECOND ? samples : HalfRate.of(samples));
  }
}
