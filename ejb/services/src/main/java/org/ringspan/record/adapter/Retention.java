package org.ringspan.record.adapter;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * How long records are kept.
 *
 * @param kept none: for ever
 */
record Retention(Optional<Duration> kept) {
  static final String SETTING = "ringspan.records.retention";
  private static final int DEFAULT_DAYS = 365;
  private static final int MOST_DAYS = 36_500;

  /**
   * The setting {@code ringspan.records.retention} in {@code properties}: days (default 365), 0
   * keeps for ever.
   *
   * @throws IllegalArgumentException when it isn't a number from 0 to 36500; the message names it
   */
  static Retention of(Properties properties) {
    String text = properties.getProperty(SETTING, Integer.toString(DEFAULT_DAYS)).strip();
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MOST_DAYS) {
      throw new IllegalArgumentException(SETTING + " must be a number of days from 0 to 36500");
    }
    int days = Integer.parseInt(text);
    return new Retention(days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
  }
}
