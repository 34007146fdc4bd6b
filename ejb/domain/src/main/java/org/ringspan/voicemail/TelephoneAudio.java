package org.ringspan.voicemail;

import java.time.Duration;
import java.util.Arrays;

/**
 * Sound as telephones send it: 8,000 samples a second, one channel, kept in μ-law. What came in
 * that law is kept as it came; A-law and linear samples lose what μ-law can't tell.
 */
public final class TelephoneAudio {
  /** Samples a second. */
  public static final int RATE = 8_000;

  /** Octets before the sound in a WAV file of ours. */
  public static final int HEADER = 44;

  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FORMAT_CHUNK = 16;
  private static final int PCM = 1;
  private static final int ALAW = 6;
  private static final int ULAW = 7;

  private final byte[] samples;

  /** Of samples in μ-law. */
  public TelephoneAudio(byte[] ulaw) {
    this.samples = ulaw.clone();
  }

  /**
   * The sound of a WAV file: 8 kHz, one channel, linear with 16 bits, A-law or μ-law.
   *
   * @throws NotTelephoneAudio when it is another kind of file, is cut, or has no sound
   */
  public static TelephoneAudio ofWav(byte[] file) throws NotTelephoneAudio {
    LittleEndian wav = new LittleEndian(file);
    if (file.length < RIFF_HEADER || !wav.isAt(0, "RIFF") || !wav.isAt(8, "WAVE")) {
      throw new NotTelephoneAudio("it isn't a WAV file");
    }
    int format = 0;
    int at = RIFF_HEADER;
    while (at + CHUNK_HEADER <= file.length) {
      long size = Integer.toUnsignedLong(wav.intAt(at + 4));
      int body = at + CHUNK_HEADER;
      if (size > file.length - body) {
        throw new NotTelephoneAudio("the file is cut");
      }
      if (wav.isAt(at, "fmt ")) {
        format = format(wav, body, size);
      } else if (wav.isAt(at, "data")) {
        return new TelephoneAudio(sound(wav, body, (int) size, format));
      }
      // Chunks begin at even places.
      long next = body + size + (size & 1);
      if (next > file.length) {
        break;
      }
      at = (int) next;
    }
    throw new NotTelephoneAudio("there is no sound in the file");
  }

  private static int format(LittleEndian wav, int at, long size) throws NotTelephoneAudio {
    if (size < FORMAT_CHUNK) {
      throw new NotTelephoneAudio("the file doesn't say how its sound is written");
    }
    int format = Short.toUnsignedInt(wav.shortAt(at));
    int bits = Short.toUnsignedInt(wav.shortAt(at + 14));
    if (wav.shortAt(at + 2) != 1) {
      throw new NotTelephoneAudio("the sound must have one channel");
    }
    if (wav.intAt(at + 4) != RATE) {
      throw new NotTelephoneAudio("the sound must have 8000 samples a second");
    }
    if (!(format == PCM && bits == 16 || (format == ALAW || format == ULAW) && bits == 8)) {
      throw new NotTelephoneAudio("the sound must be linear with 16 bits, A-law or μ-law");
    }
    return format;
  }

  private static byte[] sound(LittleEndian wav, int at, int size, int format)
      throws NotTelephoneAudio {
    if (format == 0) {
      throw new NotTelephoneAudio("the file doesn't say how its sound is written");
    }
    byte[] samples = new byte[format == PCM ? size / 2 : size];
    if (samples.length == 0) {
      throw new NotTelephoneAudio("there is no sound in the file");
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          switch (format) {
            case PCM -> Ulaw.encoded(wav.shortAt(at + 2 * i));
            case ALAW -> Ulaw.encoded(Ulaw.ofAlaw(wav.octetAt(at + i)));
            default -> wav.octetAt(at + i);
          };
    }
    return samples;
  }

  /** How many samples, or octets, there are. */
  public int size() {
    return samples.length;
  }

  public Duration length() {
    return length(samples.length);
  }

  /** How long so many samples last. */
  public static Duration length(long samples) {
    return Duration.ofMillis(samples * 1_000 / RATE);
  }

  /** Samples in μ-law, from one to before another. */
  public byte[] ulaw(int from, int to) {
    return Arrays.copyOfRange(samples, from, to);
  }

  /** The whole as a WAV file with 16 bits a sample, which every player plays. */
  public byte[] wav() {
    byte[] file = new byte[HEADER + 2 * samples.length];
    System.arraycopy(wavHeader(samples.length), 0, file, 0, HEADER);
    byte[] linear = linear(samples);
    System.arraycopy(linear, 0, file, HEADER, linear.length);
    return file;
  }

  /** What stands before so many samples of 16 bits in a WAV file. */
  public static byte[] wavHeader(int samples) {
    return new LittleEndian(new byte[HEADER])
        .text("RIFF")
        .wholeInt(HEADER - CHUNK_HEADER + 2 * samples)
        .text("WAVEfmt ")
        .wholeInt(FORMAT_CHUNK)
        .shortInt(PCM)
        .shortInt(1)
        .wholeInt(RATE)
        .wholeInt(2 * RATE)
        .shortInt(2)
        .shortInt(16)
        .text("data")
        .wholeInt(2 * samples)
        .octets();
  }

  /** The same samples with 16 bits each, the lower octet first. */
  public static byte[] linear(byte[] ulaw) {
    LittleEndian linear = new LittleEndian(new byte[2 * ulaw.length]);
    for (byte code : ulaw) {
      linear.shortInt(Ulaw.decoded(code));
    }
    return linear.octets();
  }
}
