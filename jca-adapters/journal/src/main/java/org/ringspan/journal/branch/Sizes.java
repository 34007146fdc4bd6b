package org.ringspan.journal.branch;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How much room records take at most, so that it can be kept free for them. */
public final class Sizes {

  /** Bytes around a record in a file, with what fills it up. */
  public static final int FRAME = 40;

  /** Bytes of a reason in words. */
  public static final int REASON = 500;

  /** Bytes of the longest record about the state of an intent. */
  public static final int STATE = FRAME + 40 + REASON;

  /** Bytes of a branch without its intents: the record of its preparation, decision and end. */
  private static final int BRANCH = 3 * FRAME + 256;

  private Sizes() {}

  /** The most that a branch with these intents takes in a snapshot. */
  public static long mostOf(List<StoredIntent> intents) {
    return BRANCH + intents.stream().mapToLong(Sizes::mostOf).sum();
  }

  /** The most that one more intent takes. */
  public static long mostOf(StoredIntent intent) {
    return 0L
        + intent.object().name().getBytes(StandardCharsets.UTF_8).length
        + intent.description().getBytes(StandardCharsets.UTF_8).length
        + intent.encoded().length()
        + 16
        + STATE;
  }
}
