package org.ringspan.voicemail.telephone;

import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.voice.Question;
import org.ringspan.voice.RecordingId;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;

/** What a dialogue asks about a mailbox, or has done with it. */
public sealed interface MailboxQuestion extends Question {
  /** Whose mailbox it is. */
  UserId owner();

  /**
   * How does it greet, and what does it take? {@link MailboxAnswer.Opened}.
   *
   * @param greeting the name that the owner's own greeting gets
   */
  record Open(UserId owner, RecordingId greeting) implements MailboxQuestion {}

  /**
   * Leaves a recording as a message; {@link MailboxAnswer.Done}. One that is too short, or not
   * there, is no message.
   */
  record Leave(UserId owner, Sender sender, RecordingId recording) implements MailboxQuestion {
    @Override
    public String words() {
      return "what was said is left as a message";
    }

    @Override
    public String toString() {
      return "Leave[" + owner + "]";
    }
  }

  /**
   * Is that the owner's PIN? {@link MailboxAnswer.Checked}.
   *
   * @param pressed what was keyed in; it need not be a PIN
   * @param caller the number that calls; empty when it is hidden
   */
  record CheckPin(UserId owner, String pressed, Optional<String> caller)
      implements MailboxQuestion {
    @Override
    public String toString() {
      return "CheckPin[" + owner + "]";
    }
  }

  /** What is in it? {@link MailboxAnswer.Contents}. */
  record Look(UserId owner) implements MailboxQuestion {}

  /**
   * Who left this message? {@link MailboxAnswer.Fetched}.
   *
   * @param sound the name that its sound gets
   */
  record Fetch(UserId owner, MessageId message, RecordingId sound) implements MailboxQuestion {}

  /** Changes a message; {@link MailboxAnswer.Done}. */
  record Change(UserId owner, MessageId message, What what) implements MailboxQuestion {
    /** How. */
    public enum What {
      /** It is heard. */
      SAVE,
      /** It goes; it can be taken back. */
      DELETE,
      /** It is taken back. */
      RESTORE
    }
  }

  /** Makes a recording the owner's own greeting; {@link MailboxAnswer.Done}. */
  record Greet(UserId owner, RecordingId recording) implements MailboxQuestion {}

  /** Deletes the owner's own greeting; {@link MailboxAnswer.Done}: whether there was one. */
  record DropGreeting(UserId owner) implements MailboxQuestion {}
}
