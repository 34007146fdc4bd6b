package org.ringspan.voicemail.boundary;

/**
 * A mailbox can't be reached now: the database is away, its disk is full, or the key doesn't open
 * what is in it. Nothing has changed.
 */
public final class MailboxUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MailboxUnavailable(String why, Throwable cause) {
    super(why, cause);
  }
}
