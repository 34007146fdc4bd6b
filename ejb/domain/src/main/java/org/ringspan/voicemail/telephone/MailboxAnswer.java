package org.ringspan.voicemail.telephone;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.access.AccessAnswer.Checked.Verdict;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Speech;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;

/** What is said to a {@link MailboxQuestion}. */
public sealed interface MailboxAnswer extends Answer {
  /**
   * The mailbox takes a message.
   *
   * @param greets whether it has a greeting of its own
   * @param room how long a message may be now; zero: it is full
   */
  record Opened(boolean greets, Duration room) implements MailboxAnswer {
    @Override
    public String words() {
      return room.isZero() ? "the mailbox is full" : "";
    }
  }

  /** There is no such mailbox. */
  record NoMailbox() implements MailboxAnswer {
    @Override
    public String words() {
      return "there is no such mailbox";
    }
  }

  /** Whether it is done. */
  record Done(boolean done) implements MailboxAnswer {
    @Override
    public String words() {
      return done ? "" : "the mailbox has refused";
    }
  }

  /** Whether the PIN is right. */
  record Checked(Verdict verdict) implements MailboxAnswer {
    @Override
    public String words() {
      return switch (verdict) {
        case RIGHT -> "the PIN is right";
        case WRONG -> "the PIN is wrong";
        case LOCKED -> "too many PINs were wrong: this one wasn't looked at";
      };
    }
  }

  /**
   * What is in a mailbox, of each kind the oldest first.
   *
   * @param unheard the new ones
   */
  record Contents(List<MessageId> unheard, List<MessageId> saved) implements MailboxAnswer {
    public Contents {
      unheard = List.copyOf(unheard);
      saved = List.copyOf(saved);
    }
  }

  /**
   * Who left a message; nothing when it isn't there any more.
   *
   * @param at when, as it is told
   */
  record Fetched(Optional<Sender> sender, Optional<Speech.Moment> at) implements MailboxAnswer {
    /** One of which the time isn't told. */
    public Fetched(Optional<Sender> sender) {
      this(sender, Optional.empty());
    }
  }
}
