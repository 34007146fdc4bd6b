package org.ringspan.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a journal is set up.
 *
 * @param directory where its files are; made when there is none, for the server's user only
 * @param segmentBytes length of each of its two files, 65,536 to 1,073,741,824 bytes (default 8
 *     MiB). Both are written in full when the journal is first opened, so that the disk can't
 *     become full later. Open and parked intents together take at most half of one
 * @param longestIntent bytes of one intent, 1 to a sixteenth of {@code segmentBytes} (default 64
 *     KiB)
 * @param attempts how often an intent may fail by an exception before it is parked, 1 to 1000
 *     (default 5)
 * @param shortestPause how long after the first failure the remote system is tried again, more than
 *     0 (default 1 s); doubled with each failure
 * @param longestPause the most that it is doubled to (default 5 min)
 * @param commitPatience how long a commit waits for other transactions' writes to the same objects
 *     before it asks the transaction manager to come again, 0 or more (default 30 s)
 * @param transactionTimeout how long a branch may be active when the transaction manager says
 *     nothing, 0 for as long as it likes (default 0)
 * @param closePatience how long closing waits for running intents, 0 or more (default 10 s)
 */
public record JournalSettings(
    Path directory,
    int segmentBytes,
    int longestIntent,
    int attempts,
    Duration shortestPause,
    Duration longestPause,
    Duration commitPatience,
    Duration transactionTimeout,
    Duration closePatience) {

  /**
   * Settings.
   *
   * @throws IllegalArgumentException for a value out of range
   */
  public JournalSettings {
    if (segmentBytes < 1 << 16 || segmentBytes > 1 << 30) {
      throw new IllegalArgumentException("segment of " + segmentBytes + " bytes");
    }
    if (longestIntent < 1 || longestIntent > segmentBytes / 16) {
      throw new IllegalArgumentException("longest intent of " + longestIntent + " bytes");
    }
    if (attempts < 1 || attempts > 1000) {
      throw new IllegalArgumentException(attempts + " attempts");
    }
    if (!shortestPause.isPositive() || longestPause.compareTo(shortestPause) < 0) {
      throw new IllegalArgumentException("pauses of " + shortestPause + " to " + longestPause);
    }
    if (commitPatience.isNegative()
        || transactionTimeout.isNegative()
        || closePatience.isNegative()) {
      throw new IllegalArgumentException("a negative time");
    }
  }

  /** The defaults in a directory. */
  public static JournalSettings in(Path directory) {
    return new JournalSettings(
        directory,
        16 << 20,
        64 << 10,
        5,
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ZERO,
        Duration.ofSeconds(10));
  }

  /** The same with other sizes. */
  public JournalSettings withSizes(int segment, int intent) {
    return new JournalSettings(
        directory,
        segment,
        intent,
        attempts,
        shortestPause,
        longestPause,
        commitPatience,
        transactionTimeout,
        closePatience);
  }

  /** The same with other rules for trying again. */
  public JournalSettings withRepeats(int most, Duration shortest, Duration longest) {
    return new JournalSettings(
        directory,
        segmentBytes,
        longestIntent,
        most,
        shortest,
        longest,
        commitPatience,
        transactionTimeout,
        closePatience);
  }

  /** The same with other times. */
  public JournalSettings withTimes(Duration commit, Duration transaction, Duration close) {
    return new JournalSettings(
        directory,
        segmentBytes,
        longestIntent,
        attempts,
        shortestPause,
        longestPause,
        commit,
        transaction,
        close);
  }
}
