package org.ringspan.voicemail;

/**
 * What a telephone is told of a mailbox (RFC 3842 section 5.2).
 *
 * @param account URI of the mailbox, of the form that a Request-URI has
 */
public record MessageSummary(String account, MailboxUse use) {
  /** The media type of {@link #body}. */
  public static final String TYPE = "application/simple-message-summary";

  /**
   * Whether new messages wait, the address of the mailbox, and how many are new and saved, as RFC
   * 3842 section 5.2 writes it; none of ours is urgent.
   */
  public String body() {
    return "Messages-Waiting: "
        + (use.unheard() > 0 ? "yes" : "no")
        + "\r\nMessage-Account: "
        + account
        + "\r\nVoice-Message: "
        + use.unheard()
        + "/"
        + use.saved()
        + " (0/0)\r\n";
  }
}
