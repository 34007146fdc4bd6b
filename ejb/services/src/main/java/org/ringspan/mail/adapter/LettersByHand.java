package org.ringspan.mail.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.identity.Actor;

/** What is done with letters by hand, in one transaction with the line in the trail. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class LettersByHand {
  @Inject private OutboxStore outbox;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LettersByHand() {}

  /** Has a letter tried now. */
  public boolean retry(Actor actor, long letter) {
    boolean there = outbox.retry(letter, clock.instant());
    if (there) {
      told(actor, "RETRY", Long.toString(letter));
    }
    return there;
  }

  /** Has all letters tried now. */
  public int retryAll(Actor actor) {
    int letters = outbox.retryAll(clock.instant());
    if (letters > 0) {
      told(actor, "RETRY", "*");
    }
    return letters;
  }

  /** Throws a letter away. */
  public boolean discard(Actor actor, long letter) {
    boolean there = outbox.remove(letter);
    if (there) {
      told(actor, "DELETE", Long.toString(letter));
    }
    return there;
  }

  /** A test is sent. */
  public void tested(Actor actor) {
    told(actor, "TEST", actor.name());
  }

  private void told(Actor actor, String deed, String what) {
    trail.add(
        new AuditEntry(
            0,
            clock.instant(),
            actor.name(),
            actor.source(),
            deed,
            "MAIL",
            what,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
