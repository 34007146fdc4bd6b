package org.ringspan.voice.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the recordings of all calls may take together. They lie in memory and nowhere
 * else: what a crash leaves behind is nothing. A second of speech takes 8,000 octets.
 */
@ApplicationScoped
public class RecordingRoom {
  private static final String NAME = "ringspan.voice.recordings";
  private static final long MEGABYTE = 1L << 20;

  private final AtomicLong used = new AtomicLong();
  private final long most;

  /**
   * As much as {@code ringspan.voice.recordings} says, MB, 1 to 65536 (default 64).
   *
   * @throws IllegalArgumentException when that is no number of its range
   */
  public RecordingRoom() {
    this(number(System.getProperty(NAME, "64").strip()) * MEGABYTE);
  }

  /** Room for so many octets. */
  RecordingRoom(long octets) {
    most = octets;
  }

  private static long number(String text) {
    if (text.matches("[0-9]{1,5}")) {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= 65_536) {
        return number;
      }
    }
    throw new IllegalArgumentException(NAME + " must be a number of MB from 1 to 65536");
  }

  /** Takes so many octets, if there are so many. */
  public boolean take(int octets) {
    long before = used.getAndAdd(octets);
    if (before + octets <= most) {
      return true;
    }
    used.addAndGet(-octets);
    return false;
  }

  /** Gives so many back. */
  public void giveBack(long octets) {
    used.addAndGet(-octets);
  }

  /** Octets that recordings take now. */
  public long used() {
    return used.get();
  }
}
