package org.ringspan.voicemail.boundary;

import org.ringspan.voicemail.MailboxRules;
import org.ringspan.voicemail.MessageId;

/** What became of a message that was left. */
public sealed interface Deposit {
  /** It is in the mailbox and stays there over a crash. */
  record Kept(MessageId id) implements Deposit {}

  /** The mailbox doesn't take it. */
  record Refused(MailboxRules.Refusal why) implements Deposit {}

  /** There is no such user. */
  record NoMailbox() implements Deposit {}
}
