package org.ringspan.mail.adapter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.ringspan.mail.Letter;
import org.ringspan.mail.MailFault;
import org.ringspan.mail.RetryPlan;

/**
 * Sends some letters that are due. A letter leaves the outbox when the mail server has it: what
 * dies between the two sends it twice, with one Message-ID, and nothing is lost.
 */
final class MailRound {
  private static final Logger LOG = Logger.getLogger(MailRound.class);

  /** How many letters are taken at a time. */
  static final int MOST = 20;

  /** For how long they are ours. */
  static final Duration LEASE = Duration.ofMinutes(10);

  /** What a letter takes at most, with what is before and after it. */
  private static final Duration LETTER = Postman.LONGEST.plusMinutes(1);

  /** The outbox, as a round needs it. */
  interface Outbox {
    List<WaitingLetter> take(Instant now, Duration lease, int most);

    void sent(long id);

    void later(long id, Instant due, String fault);

    void giveUp(long id, String fault);

    void withoutRecording(long id, String fault);

    void giveBack(long id);
  }

  /** Writes letters. */
  interface Writer {
    /** What it says; empty: it is not to be sent. */
    Optional<Letter> write(WaitingLetter letter);

    /** It was sent: does what its user wants done then. */
    void sent(WaitingLetter waiting, Letter letter);
  }

  /** Hands them over. */
  interface Carrier {
    /** Sends a letter; when this returns, the mail server has it. */
    void send(Letter letter, String id, Instant now) throws Postman.NotSent;
  }

  private final Outbox outbox;
  private final Writer writer;
  private final MailCounts counts;
  private final RetryPlan retries;
  private final Clock clock;

  MailRound(Outbox outbox, Writer writer, MailCounts counts, RetryPlan retries, Clock clock) {
    this.outbox = outbox;
    this.writer = writer;
    this.counts = counts;
    this.retries = retries;
    this.clock = clock;
  }

  /**
   * Sends what is due, at most {@link #MOST} letters.
   *
   * @param isStopping whether no more are to be begun
   * @return whether there may be more
   */
  boolean send(Carrier carrier, BooleanSupplier isStopping) {
    Instant began = clock.instant();
    List<WaitingLetter> letters = outbox.take(began, LEASE, MOST);
    Instant last = began.plus(LEASE).minus(LETTER);
    for (WaitingLetter letter : letters) {
      if (isStopping.getAsBoolean() || clock.instant().isAfter(last)) {
        outbox.giveBack(letter.id());
      } else {
        send(letter, carrier);
      }
    }
    return letters.size() == MOST;
  }

  private void send(WaitingLetter waiting, Carrier carrier) {
    Optional<Letter> letter;
    try {
      letter = writer.write(waiting);
    } catch (RuntimeException e) {
      LOG.warnf(e, "letter %s can't be written now", waiting);
      failed(waiting, new MailFault(MailFault.Kind.FOR_NOW, "it can't be written now"));
      return;
    }
    if (letter.isEmpty()) {
      LOG.debugf("letter %s isn't wanted any more", waiting);
      outbox.sent(waiting.id());
      return;
    }
    try {
      carrier.send(letter.get(), waiting.messageId(), clock.instant());
    } catch (Postman.NotSent e) {
      LOG.debugf(e, "letter %s isn't sent", waiting);
      failed(waiting, e.fault());
      return;
    }
    counts.sent(clock.instant());
    outbox.sent(waiting.id());
    try {
      writer.sent(waiting, letter.get());
    } catch (RuntimeException e) {
      LOG.warnf(e, "letter %s is sent, but its message isn't marked as heard", waiting);
    }
  }

  private void failed(WaitingLetter letter, MailFault fault) {
    Instant now = clock.instant();
    counts.failed(now, fault.text());
    switch (fault.kind()) {
      case RECIPIENT_REFUSED -> giveUp(letter, fault);
      case TOO_LARGE -> {
        if (letter.withoutRecording()) {
          later(letter, fault, now);
        } else {
          outbox.withoutRecording(letter.id(), fault.text());
        }
      }
      case FOR_NOW -> later(letter, fault, now);
    }
  }

  private void later(WaitingLetter letter, MailFault fault, Instant now) {
    Optional<Instant> next = retries.next(letter.attempts() + 1, now, letter.until());
    if (next.isPresent()) {
      outbox.later(letter.id(), next.get(), fault.text());
    } else {
      giveUp(letter, fault);
    }
  }

  private void giveUp(WaitingLetter letter, MailFault fault) {
    LOG.warnf("letter %s is given up: %s", letter, fault.text());
    outbox.giveUp(letter.id(), fault.text());
  }
}
