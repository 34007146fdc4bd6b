package org.ringspan.mail.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.Actor;
import org.ringspan.mail.LetterTexts;
import org.ringspan.mail.MailSettings;
import org.ringspan.mail.boundary.MailAdministration.Test;
import org.ringspan.mail.boundary.MailStatus;
import org.ringspan.mail.boundary.QueuedLetter;

/** Where letters are looked after by hand. */
@ApplicationScoped
public class MailDesk {
  @Inject private MailServer server;
  @Inject private OutboxStore outbox;
  @Inject private LettersByHand byHand;
  @Inject private MailSender sender;
  @Inject private LetterWriting writing;
  @Inject private ConfigurationSource configuration;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailDesk() {}

  /** Empty: no mail is sent. */
  public Optional<MailSettings> settings() {
    return server.settings();
  }

  public MailStatus status() {
    OutboxTable.Counts counts = outbox.counts();
    MailCounts sent = sender.counts();
    return new MailStatus(
        server.settings(),
        counts.waiting(),
        counts.givenUp(),
        counts.oldest(),
        sent.sent(),
        sent.failed(),
        sent.lastSent(),
        sent.lastFault());
  }

  public List<QueuedLetter> letters(long after, int most) {
    return outbox.page(after, most);
  }

  /** Has a letter tried now. */
  public boolean retry(Actor actor, long letter) {
    boolean there = byHand.retry(actor, letter);
    sender.wake();
    return there;
  }

  /** Has all letters tried now. */
  public int retryAll(Actor actor) {
    int letters = byHand.retryAll(actor);
    sender.wake();
    return letters;
  }

  /** Throws a letter away. */
  public boolean discard(Actor actor, long letter) {
    return byHand.discard(actor, letter);
  }

  /** Sends a letter to who asks. */
  public Test test(Actor actor) {
    if (!server.isThere()) {
      return new Test.SwitchedOff();
    }
    Optional<LetterTexts> texts =
        UserId.in(actor.name()).flatMap(configuration.current()::user).flatMap(writing::texts);
    if (texts.isEmpty()) {
      return new Test.NoAddress();
    }
    byHand.tested(actor);
    Instant now = clock.instant();
    try (Postman postman = server.postman()) {
      postman.send(texts.get().test(now), UUID.randomUUID().toString(), now);
      return new Test.Sent(texts.get().to().value());
    } catch (Postman.NotSent e) {
      return new Test.Failed(e.fault().text());
    }
  }
}
