package org.ringspan.voicemail.boundary;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalInt;
import org.ringspan.address.UserId;
import org.ringspan.identity.Actor;
import org.ringspan.voicemail.adapter.MailboxEmptying;
import org.ringspan.voicemail.adapter.MailboxStore;

/**
 * What administrators may do with others' mailboxes: count and empty them. Nobody but the owner
 * hears or lists what is in one.
 */
@ApplicationScoped
public class MailboxAdministration {
  @Inject private MailboxStore store;
  @Inject private MailboxEmptying emptying;
  @Inject private Mailboxes mailboxes;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailboxAdministration() {}

  /**
   * Counts of the mailboxes that aren't empty, in the order of their owners' logins.
   *
   * @param after the login behind which to begin; "" for all
   * @throws MailboxUnavailable when the database refuses
   */
  public List<MailboxCount> counts(String after, int most) {
    try {
      return store.counts(after, most);
    } catch (EJBException e) {
      throw new MailboxUnavailable("mailboxes can't be counted now", e);
    }
  }

  /**
   * Deletes all messages of a mailbox for good, and writes into the trail who did.
   *
   * @return how many there were; empty: there is no such user
   * @throws MailboxUnavailable when the database refuses
   */
  public OptionalInt empty(Actor actor, UserId owner) {
    try {
      OptionalInt deleted = emptying.empty(actor, owner);
      mailboxes.emptied(owner);
      return deleted;
    } catch (EJBException e) {
      throw new MailboxUnavailable("the mailbox can't be emptied now", e);
    }
  }
}
