package org.ringspan.mail.boundary;

/** The outbox can't be reached now. */
public class MailUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MailUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
