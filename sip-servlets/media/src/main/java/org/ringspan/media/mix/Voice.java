package org.ringspan.media.mix;

import java.util.Arrays;

/** What one party says now, and how loud it has been lately. Not thread safe. */
public final class Voice {

  /** Samples in a frame of 20 ms. */
  static final int FRAME = 160;

  /** The level falls to half in eleven frames: pauses between words aren't the end of a speech. */
  private static final int FALL = 16;

  private final short[] frame = new short[FRAME];
  private boolean speaks;
  private boolean mixed;
  private long level;
  private long weight;

  /** The frame, to be filled before {@link #heard(boolean)} is told. */
  public short[] frame() {
    return frame;
  }

  /**
   * Takes the frame that has been filled.
   *
   * @param something false when nothing has come for it: it is silent then
   */
  public void heard(boolean something) {
    speaks = something;
    if (!something) {
      Arrays.fill(frame, (short) 0);
    }
    long energy = 0;
    for (int i = 0; i < FRAME; i++) {
      energy += frame[i] * frame[i];
    }
    level = Math.max(energy, level - level / FALL);
  }

  /** Whether the frame has anything. */
  public boolean speaks() {
    return speaks;
  }

  /** Whether it is one of those that are mixed. */
  public boolean isMixed() {
    return mixed;
  }

  void mixed(boolean is) {
    mixed = is;
  }

  /** Has its loudness compared with that of others from now on; who is mixed counts double. */
  void weigh() {
    weight = mixed ? 2 * level : level;
  }

  long weight() {
    return weight;
  }
}
