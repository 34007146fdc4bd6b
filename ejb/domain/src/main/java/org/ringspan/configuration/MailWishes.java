package org.ringspan.configuration;

import java.util.Locale;
import java.util.Optional;
import org.ringspan.address.MailAddress;

/**
 * What a user is sent by mail. Without an address nothing is. That somebody was locked out is
 * always told.
 *
 * @param address where to; the administrators' to set, so that nobody who gets into an account
 *     sends its messages elsewhere
 * @param newMessages whether messages in the mailbox are told (default: without their sound)
 * @param marksHeard whether a message that was mailed with its recording is put among the saved
 *     ones (default no)
 * @param missedCalls whether each missed call is told (default no)
 */
public record MailWishes(
    Optional<MailAddress> address,
    NewMessages newMessages,
    boolean marksHeard,
    boolean missedCalls) {
  /** Those of who has said nothing. */
  public static final MailWishes USUAL =
      new MailWishes(Optional.empty(), NewMessages.NOTICE, false, false);

  /** How a new message is told. */
  public enum NewMessages {
    /** Not at all. */
    NO,
    /** Who has left it, when, and how long it is. */
    NOTICE,
    /** That, and what was said. */
    RECORDING;

    /** As it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one that is written so.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static NewMessages named(String word) {
      for (NewMessages one : values()) {
        if (one.word().equals(word)) {
          return one;
        }
      }
      throw new IllegalArgumentException("must be no, notice or recording");
    }
  }
}
