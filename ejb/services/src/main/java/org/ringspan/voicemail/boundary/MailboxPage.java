package org.ringspan.voicemail.boundary;

import java.util.List;
import java.util.Optional;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.VoiceMessage;

/**
 * Messages of a mailbox, the newest first.
 *
 * @param next where the next page begins; empty: this is the last
 */
public record MailboxPage(List<VoiceMessage> messages, Optional<MessageId> next) {
  /** How many messages a page holds at most. */
  public static final int LARGEST = 200;

  public MailboxPage {
    messages = List.copyOf(messages);
  }
}
