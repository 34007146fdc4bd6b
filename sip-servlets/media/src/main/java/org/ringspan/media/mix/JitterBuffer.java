package org.ringspan.media.mix;

import java.util.Arrays;

/**
 * Makes a steady stream of sound that came in packets unevenly. Samples are kept by their
 * timestamps in a ring of {@value #CAPACITY} (half a second), so order, doubles and gaps need no
 * further care, and memory is bounded whatever is sent.
 *
 * <p>How much sound is held back adapts itself: running dry raises it by a frame, up to {@value
 * #LONGEST_DELAY} samples; a hundred frames without a need for what is held back lower it by one.
 * Not thread safe.
 */
public final class JitterBuffer {

  /** Samples in the ring. */
  public static final int CAPACITY = 4096;

  /** Most samples that are held back on purpose, 200 ms. */
  public static final int LONGEST_DELAY = 1600;

  private static final int FRAME = 160;
  private static final int SHORTEST_DELAY = 2 * FRAME;
  private static final int WATCHED_FRAMES = 100;

  /** Silence of the source that is longer than this was no jitter. */
  private static final int PAUSE_FRAMES = 15;

  private final short[] ring = new short[CAPACITY];
  private boolean begun;
  private int readAt;
  private int end;
  private int delay = SHORTEST_DELAY;
  private int dryFrames;
  private int watched;
  private int leastDepth = Integer.MAX_VALUE;

  /**
   * Takes the samples of a packet.
   *
   * @param count none change nothing; of more than 2496 (no datagram has as many) only the first
   *     count
   */
  public void put(int timestamp, short[] samples, int count) {
    if (count == 0) {
      return;
    }
    int taken = Math.min(count, CAPACITY - LONGEST_DELAY);
    int ahead = timestamp - readAt;
    if (!begun || dryFrames >= PAUSE_FRAMES || Math.abs((long) ahead) + taken > CAPACITY) {
      begin(timestamp, taken);
    } else if (dryFrames > 0 && ahead + taken > 0) {
      // It ran dry and the source goes on: hold back more.
      delay = Math.min(delay + FRAME, LONGEST_DELAY);
      readAt -= Math.max(0, delay - ahead - taken);
      dryFrames = 0;
    }
    ahead = timestamp - readAt;
    if (ahead + taken <= 0) {
      // Its time is over.
      return;
    }
    if (ahead + taken > CAPACITY) {
      begin(timestamp, taken);
      ahead = timestamp - readAt;
    }
    int from = Math.max(0, -ahead);
    for (int i = from; i < taken; i++) {
      ring[timestamp + i & CAPACITY - 1] = samples[i];
    }
    if (timestamp + taken - end > 0) {
      end = timestamp + taken;
    }
  }

  private void begin(int timestamp, int taken) {
    Arrays.fill(ring, (short) 0);
    begun = true;
    readAt = timestamp - Math.max(0, delay - taken);
    end = timestamp;
    dryFrames = 0;
    watched = 0;
    leastDepth = Integer.MAX_VALUE;
  }

  /**
   * Takes the next 20 ms out; what is missing is silence.
   *
   * @param frame of 160 samples
   * @return false when nothing has come for it: the frame is silent
   */
  public boolean take(short[] frame) {
    int depth = end - readAt;
    if (!begun || depth <= 0) {
      Arrays.fill(frame, (short) 0);
      dryFrames = Math.min(dryFrames + 1, PAUSE_FRAMES);
      return false;
    }
    watch(depth);
    for (int i = 0; i < FRAME; i++) {
      int at = readAt + i & CAPACITY - 1;
      frame[i] = ring[at];
      ring[at] = 0;
    }
    readAt += FRAME;
    return true;
  }

  private void watch(int depth) {
    leastDepth = Math.min(leastDepth, depth);
    watched++;
    if (watched == WATCHED_FRAMES) {
      if (leastDepth >= SHORTEST_DELAY + FRAME) {
        int left = Splice.leaveOut(ring, readAt);
        for (int i = 0; i < left; i++) {
          ring[readAt + i & CAPACITY - 1] = 0;
        }
        readAt += left;
        delay = Math.max(SHORTEST_DELAY, delay - left);
      }
      watched = 0;
      leastDepth = Integer.MAX_VALUE;
    }
  }

  /** Samples held back now, 0 to {@link #CAPACITY}. */
  int depth() {
    return begun ? Math.max(0, end - readAt) : 0;
  }
}
