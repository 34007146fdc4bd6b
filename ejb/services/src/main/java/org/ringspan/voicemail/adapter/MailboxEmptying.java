package org.ringspan.voicemail.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.identity.Actor;

/** Empties mailboxes of others, in one transaction with the line in the trail. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class MailboxEmptying {
  @Inject private MailboxStore store;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailboxEmptying() {}

  /** Deletes all messages; empty: there is no such user. */
  public OptionalInt empty(Actor actor, UserId owner) {
    OptionalInt deleted = store.empty(owner);
    if (deleted.isPresent()) {
      trail.add(
          new AuditEntry(
              0,
              clock.instant(),
              actor.name(),
              actor.source(),
              "DELETE",
              "MAILBOX",
              owner.value(),
              Optional.of("{\"messages\":" + deleted.getAsInt() + "}"),
              Optional.empty(),
              Optional.empty()));
    }
    return deleted;
  }
}
