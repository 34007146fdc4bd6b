package org.ringspan.mail.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.ringspan.configuration.MailWishes.NewMessages;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.User;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.mail.Letter;
import org.ringspan.mail.LetterTexts;
import org.ringspan.mail.LetterTexts.Caller;
import org.ringspan.mail.MailSettings;
import org.ringspan.record.CallId;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.VoiceMessage;
import org.ringspan.voicemail.boundary.Mailboxes;
import org.ringspan.voicemail.boundary.Sound;

/**
 * Writes letters when they are sent, of what is there then: a recording is read and opened only
 * now, and who is told nothing any more, or of something that is gone, isn't sent a letter.
 */
@ApplicationScoped
public class LetterWriting implements MailRound.Writer {
  @Inject private MailServer server;
  @Inject private OutboxStore outbox;
  @Inject private ConfigurationSource configuration;
  @Inject private Mailboxes mailboxes;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LetterWriting() {}

  /**
   * Writes a letter; empty: it is not to be sent.
   *
   * @throws org.ringspan.voicemail.boundary.MailboxUnavailable when a message can't be read now
   * @throws jakarta.ejb.EJBException when the database refuses
   */
  @Override
  public Optional<Letter> write(WaitingLetter letter) {
    Optional<User> user = configuration.current().user(letter.user());
    Optional<LetterTexts> texts = user.flatMap(this::texts);
    if (user.isEmpty() || texts.isEmpty()) {
      return Optional.empty();
    }
    return switch (letter.kind()) {
      case NEW_MESSAGE -> newMessage(letter, user.get(), texts.get());
      case MISSED_CALL -> missedCall(letter, user.get(), texts.get());
      case MISSED_CALLS -> missedCalls(letter, user.get(), texts.get());
      case LOCKED_OUT -> Optional.of(lockedOut(letter, texts.get()));
      case TEST -> throw new IllegalArgumentException("a test isn't queued");
    };
  }

  /** Texts for a user; empty: the user has no address. */
  Optional<LetterTexts> texts(User user) {
    return user.mail()
        .address()
        .map(
            address ->
                new LetterTexts(
                    address,
                    user.name(),
                    zone(user),
                    server.settings().flatMap(MailSettings::place)));
  }

  /** That of the user's schedules, if there are any: users have none by themselves. */
  private static ZoneId zone(User user) {
    return user.remoteDestinations().stream()
        .map(RemoteDestination::ringSchedule)
        .flatMap(Optional::stream)
        .map(RingSchedule::timeZone)
        .findFirst()
        .orElseGet(ZoneId::systemDefault);
  }

  private Optional<Letter> newMessage(WaitingLetter letter, User user, LetterTexts texts) {
    NewMessages wish = user.mail().newMessages();
    Optional<MessageId> id = MessageId.in(letter.about());
    if (wish == NewMessages.NO || id.isEmpty()) {
      return Optional.empty();
    }
    Optional<VoiceMessage> message = mailboxes.message(letter.user(), id.get());
    if (message.isEmpty()) {
      return Optional.empty();
    }
    VoiceMessage told = message.get();
    boolean wanted = wish == NewMessages.RECORDING;
    Optional<byte[]> recording =
        wanted && !letter.withoutRecording()
            ? mailboxes.sound(letter.user(), id.get()).filter(this::fits).map(LetterWriting::wav)
            : Optional.empty();
    Caller caller = new Caller(told.sender().number(), told.sender().name(), false);
    return Optional.of(
        texts.newMessage(
            caller, told.at(), told.length(), recording, wanted && recording.isEmpty()));
  }

  private boolean fits(Sound sound) {
    return server.settings().filter(it -> it.takes(sound.size())).isPresent();
  }

  private static byte[] wav(Sound sound) {
    ByteArrayOutputStream wav = new ByteArrayOutputStream((int) sound.size());
    try {
      sound.writeTo(wav);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return wav.toByteArray();
  }

  private Optional<Letter> missedCall(WaitingLetter letter, User user, LetterTexts texts) {
    CallId call = new CallId(letter.about());
    boolean toldByMessage =
        user.mail().newMessages() != NewMessages.NO && outbox.isMessageLeft(user.id(), call);
    if (!user.mail().missedCalls() || toldByMessage) {
      return Optional.empty();
    }
    boolean last = letter.detail().equals(MissedHours.LAST);
    return outbox
        .told(call)
        .map(told -> texts.missedCall(caller(told), told.at(), told.called(), last));
  }

  private Optional<Letter> missedCalls(WaitingLetter letter, User user, LetterTexts texts) {
    Instant began = Instant.parse(letter.about());
    int leftOut = user.mail().missedCalls() ? outbox.missedLeftOut(user.id(), began) : 0;
    return leftOut == 0
        ? Optional.empty()
        : Optional.of(texts.missedCalls(leftOut, began, began.plus(MissedHours.HOUR)));
  }

  private Caller caller(MissedCallTable.Told told) {
    String name =
        told.calling().flatMap(configuration.current()::user).map(User::name).orElse(told.name());
    return new Caller(told.number(), name, told.isPrivate());
  }

  private static Letter lockedOut(WaitingLetter letter, LetterTexts texts) {
    String[] times = letter.about().split(" ", 2);
    Optional<String> number = Optional.of(letter.detail()).filter(it -> !it.isEmpty());
    return texts.lockedOut(
        new Caller(number, "", false), Instant.parse(times[0]), Instant.parse(times[1]));
  }

  @Override
  public void sent(WaitingLetter waiting, Letter letter) {
    if (letter.recording().isPresent()
        && configuration
            .current()
            .user(waiting.user())
            .filter(user -> user.mail().marksHeard())
            .isPresent()) {
      MessageId.in(waiting.about()).ifPresent(id -> mailboxes.mark(waiting.user(), id, true));
    }
  }
}
