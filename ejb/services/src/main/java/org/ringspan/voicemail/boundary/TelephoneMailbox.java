package org.ringspan.voicemail.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.address.UserId;
import org.ringspan.configuration.User;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.boundary.Pins;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Question;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.Speech;
import org.ringspan.voice.boundary.CallRecordings;
import org.ringspan.voice.boundary.VoiceAnswerer;
import org.ringspan.voicemail.MailboxRules;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.VoiceMessage;
import org.ringspan.voicemail.telephone.MailboxAnswer;
import org.ringspan.voicemail.telephone.MailboxAnswer.Done;
import org.ringspan.voicemail.telephone.MailboxQuestion;

/** Does with mailboxes what is asked by telephone. */
@ApplicationScoped
public class TelephoneMailbox implements VoiceAnswerer {
  private static final Logger LOG = Logger.getLogger(TelephoneMailbox.class);

  /** How long a recording takes to end once its call has: a packet or two. */
  private static final Duration LAST_PACKET = Duration.ofSeconds(5);

  @Inject private Mailboxes mailboxes;
  @Inject private Pins pins;
  @Inject private ConfigurationSource configuration;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public TelephoneMailbox() {}

  @Override
  public Optional<Answer> answer(Question question, CallRecordings recordings) {
    if (!(question instanceof MailboxQuestion asked)) {
      return Optional.empty();
    }
    try {
      return Optional.of(answered(asked, recordings));
    } catch (MailboxUnavailable e) {
      LOG.errorf(
          e,
          "the mailbox of %s can't be reached%s",
          asked.owner(),
          asked instanceof MailboxQuestion.Leave ? ", and a message for it is lost" : "");
      return Optional.of(new Answer.Unavailable());
    }
  }

  private Answer answered(MailboxQuestion question, CallRecordings recordings) {
    return switch (question) {
      case MailboxQuestion.Open(var owner, var greeting) -> open(owner, greeting, recordings);
      case MailboxQuestion.Leave(var owner, var sender, var recording) ->
          new Done(leave(owner, sender, recording, recordings));
      case MailboxQuestion.CheckPin(var owner, var pressed, var caller) ->
          new MailboxAnswer.Checked(pins.check(Optional.of(owner), pressed, caller));
      case MailboxQuestion.Look(var owner) ->
          new MailboxAnswer.Contents(messages(owner, false), messages(owner, true));
      case MailboxQuestion.Fetch(var owner, var message, var sound) ->
          fetch(owner, message, sound, recordings);
      case MailboxQuestion.Change(var owner, var message, var what) ->
          new Done(
              switch (what) {
                case SAVE -> mailboxes.mark(owner, message, true);
                case DELETE -> mailboxes.delete(owner, message);
                case RESTORE -> mailboxes.restore(owner, message);
              });
      case MailboxQuestion.Greet(var owner, var recording) ->
          new Done(greet(owner, recording, recordings));
      case MailboxQuestion.DropGreeting(var owner) -> new Done(mailboxes.deleteGreeting(owner));
    };
  }

  private Answer open(UserId owner, RecordingId name, CallRecordings recordings) {
    Optional<Sound> greeting = mailboxes.greeting(owner);
    boolean greets = greeting.isPresent() && recordings.put(name, greeting.get().ulaw());
    if (greeting.isPresent() && !greets) {
      LOG.warnf("there is no room for the greeting of %s: the server's own is heard", owner);
    }
    return new MailboxAnswer.Opened(greets, mailboxes.rules().room(mailboxes.use(owner)));
  }

  private boolean leave(
      UserId owner, Sender sender, RecordingId recording, CallRecordings recordings) {
    Optional<TelephoneAudio> audio =
        recordings.sound(recording, LAST_PACKET).map(TelephoneAudio::new);
    if (audio.isEmpty() || audio.get().length().compareTo(MailboxRules.SHORTEST) < 0) {
      LOG.debugf("nothing was said for %s", owner);
      return false;
    }
    return switch (mailboxes.deposit(owner, sender, audio.get(), recordings.call())) {
      case Deposit.Kept kept -> true;
      case Deposit.Refused(var why) -> {
        LOG.infof("the mailbox of %s does not take a message: %s", owner, why);
        yield false;
      }
      case Deposit.NoMailbox none -> false;
    };
  }

  /** The oldest first. */
  private List<MessageId> messages(UserId owner, boolean saved) {
    return mailboxes
        .page(owner, Optional.of(saved), Optional.empty(), MailboxPage.LARGEST)
        .messages()
        .reversed()
        .stream()
        .map(VoiceMessage::id)
        .toList();
  }

  private Answer fetch(
      UserId owner, MessageId message, RecordingId name, CallRecordings recordings) {
    Optional<VoiceMessage> found = mailboxes.message(owner, message);
    Optional<Sound> sound = found.flatMap(it -> mailboxes.sound(owner, message));
    if (sound.isEmpty()) {
      return new MailboxAnswer.Fetched(Optional.empty());
    }
    if (!recordings.put(name, sound.get().ulaw())) {
      LOG.warnf("there is no room for a message of %s: it can't be heard now", owner);
      return new Answer.Unavailable();
    }
    return new MailboxAnswer.Fetched(
        found.map(VoiceMessage::sender), found.map(it -> moment(owner, it.at())));
  }

  /** As it is told: in the time zone of the owner's schedules, else in the server's. */
  private Speech.Moment moment(UserId owner, Instant at) {
    ZoneId zone =
        configuration
            .current()
            .user(owner)
            .flatMap(User::timeZone)
            .orElseGet(ZoneId::systemDefault);
    return new Speech.Moment(
        at.atZone(zone).toLocalDateTime(), clock.instant().atZone(zone).toLocalDate());
  }

  private boolean greet(UserId owner, RecordingId recording, CallRecordings recordings) {
    Optional<TelephoneAudio> audio =
        recordings
            .sound(recording, LAST_PACKET)
            .map(TelephoneAudio::new)
            .filter(it -> it.length().compareTo(MailboxRules.SHORTEST) >= 0);
    return audio.isPresent() && mailboxes.replaceGreeting(owner, audio.get());
  }
}
