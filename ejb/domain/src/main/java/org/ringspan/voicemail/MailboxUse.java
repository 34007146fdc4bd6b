package org.ringspan.voicemail;

import java.time.Duration;

/**
 * What is in a mailbox. Deleted messages don't count.
 *
 * @param unheard messages that are new
 * @param saved messages that aren't
 * @param length of all together
 */
public record MailboxUse(int unheard, int saved, Duration length) {
  /** Nothing. */
  public static final MailboxUse EMPTY = new MailboxUse(0, 0, Duration.ZERO);

  /** New and saved ones. */
  public int messages() {
    return unheard + saved;
  }
}
