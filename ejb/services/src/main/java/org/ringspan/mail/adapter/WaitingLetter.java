package org.ringspan.mail.adapter;

import java.time.Instant;
import org.ringspan.address.UserId;
import org.ringspan.mail.LetterKind;

/**
 * A letter that is to be sent now.
 *
 * @param about the number of a message, the id of a call, or when somebody was locked out
 * @param detail more of it; may be empty
 * @param messageId what is unique in its Message-ID, the same each time
 * @param attempts how many have failed
 * @param until when it is given up
 * @param withoutRecording whether the mail server found it too large
 */
public record WaitingLetter(
    long id,
    LetterKind kind,
    UserId user,
    String about,
    String detail,
    String messageId,
    int attempts,
    Instant until,
    boolean withoutRecording) {
  /** What it tells stays out of logs. */
  @Override
  public String toString() {
    return kind + " " + id + " for " + user;
  }
}
