package org.ringspan.voicemail.boundary;

import java.io.IOException;
import java.io.OutputStream;
import org.ringspan.voicemail.TelephoneAudio;

/**
 * Sound that is kept, as a WAV file with 16 bits a sample. Opened part by part while it is written,
 * so neither a long message nor a skip within one costs more than what is heard.
 */
public final class Sound {
  /** Samples of a part that is kept, eight seconds. */
  public static final int PART = 8 * TelephoneAudio.RATE;

  /** Reads a part. */
  @FunctionalInterface
  public interface Parts {
    /**
     * Samples in μ-law of a part, counted from 0.
     *
     * @throws MailboxUnavailable when it can't be read, or isn't there any more
     */
    byte[] part(int number);
  }

  private final String tag;
  private final int samples;
  private final Parts parts;

  /**
   * @param tag tells this sound from all others, ASCII without quotes
   * @param samples how many there are
   */
  public Sound(String tag, int samples, Parts parts) {
    this.tag = tag;
    this.samples = samples;
    this.parts = parts;
  }

  /** For an {@code ETag}. */
  public String tag() {
    return tag;
  }

  /** Octets of the file. */
  public long size() {
    return TelephoneAudio.HEADER + 2L * samples;
  }

  /**
   * All samples in μ-law.
   *
   * @throws MailboxUnavailable when the sound can't be read
   */
  public byte[] ulaw() {
    byte[] all = new byte[samples];
    for (int at = 0, number = 0; at < samples; number++) {
      byte[] part = parts.part(number);
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Writes the whole file. */
  public void writeTo(OutputStream out) throws IOException {
    writeTo(out, 0, size());
  }

  /**
   * Writes octets of the file, from one to before another.
   *
   * @throws MailboxUnavailable when the sound can't be read
   */
  public void writeTo(OutputStream out, long from, long to) throws IOException {
    if (from < 0 || to > size() || from > to) {
      throw new IllegalArgumentException("outside of the file");
    }
    write(out, TelephoneAudio.wavHeader(samples), 0, from, to);
    int first = (int) (Math.max(0, from - TelephoneAudio.HEADER) / 2 / PART);
    for (int number = first; start(number) < to; number++) {
      write(out, TelephoneAudio.linear(parts.part(number)), start(number), from, to);
    }
  }

  private static long start(int part) {
    return TelephoneAudio.HEADER + 2L * PART * part;
  }

  /** Writes of a piece, which begins at {@code at}, what is wanted. */
  private static void write(OutputStream out, byte[] piece, long at, long from, long to)
      throws IOException {
    int begin = (int) Math.max(0, from - at);
    int end = (int) Math.min(piece.length, to - at);
    if (begin < end) {
      out.write(piece, begin, end - begin);
    }
  }
}
