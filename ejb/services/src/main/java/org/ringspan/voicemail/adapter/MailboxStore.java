package org.ringspan.voicemail.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.ringspan.address.UserId;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.record.CallId;
import org.ringspan.voicemail.MailboxRules;
import org.ringspan.voicemail.MailboxUse;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.VoiceMessage;
import org.ringspan.voicemail.boundary.Deposit;
import org.ringspan.voicemail.boundary.MailboxCount;
import org.ringspan.voicemail.boundary.MailboxPage;
import org.ringspan.voicemail.boundary.MessageLeft;

/**
 * Mailboxes in the database. Every method is a transaction of its own, or part of the caller's: a
 * message is there whole, or not at all. What the database or the key refuses is an {@link
 * EJBException}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class MailboxStore {
  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  @Inject private SecretBox box;
  @Inject private Event<MessageLeft> left;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailboxStore() {}

  private interface Work<T> {
    T in(Connection connection) throws SQLException, GeneralSecurityException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.in(connection);
    } catch (SQLException | GeneralSecurityException e) {
      throw new EJBException("a mailbox can't be reached now: " + e.getMessage(), e);
    }
  }

  private <T> T messages(MessageWork<T> work) {
    return with(connection -> work.in(new VoiceMessageTable(connection, box)));
  }

  private interface MessageWork<T> {
    T in(VoiceMessageTable table) throws SQLException, GeneralSecurityException;
  }

  private <T> T greetings(GreetingWork<T> work) {
    return with(connection -> work.in(new GreetingTable(connection, box)));
  }

  private interface GreetingWork<T> {
    T in(GreetingTable table) throws SQLException, GeneralSecurityException;
  }

  /**
   * Adds a message, if the rules let it in; {@link MessageLeft} is told within the transaction.
   *
   * @param call in which it was left
   */
  public Deposit deposit(
      UserId owner,
      Instant at,
      Sender sender,
      TelephoneAudio audio,
      Optional<CallId> call,
      MailboxRules rules) {
    Deposit deposit = added(owner, at, sender, audio, call, rules);
    if (deposit instanceof Deposit.Kept(var id)) {
      left.fire(new MessageLeft(owner, id));
    }
    return deposit;
  }

  private Deposit added(
      UserId owner,
      Instant at,
      Sender sender,
      TelephoneAudio audio,
      Optional<CallId> call,
      MailboxRules rules) {
    return messages(
        table -> {
          OptionalLong user = table.lock(owner);
          if (user.isEmpty()) {
            return new Deposit.NoMailbox();
          }
          Optional<MailboxRules.Refusal> refusal = rules.refusal(table.use(owner), audio.length());
          return refusal.isPresent()
              ? new Deposit.Refused(refusal.get())
              : new Deposit.Kept(table.add(user.getAsLong(), at, sender, audio, call));
        });
  }

  public MailboxUse use(UserId owner) {
    return messages(table -> table.use(owner));
  }

  /** Counts of mailboxes that aren't empty, in the order of their owners' logins. */
  public List<MailboxCount> counts(String after, int most) {
    return messages(table -> table.counts(after, most));
  }

  /** One page. */
  public MailboxPage page(
      UserId owner, Optional<Boolean> saved, Optional<MessageId> below, int most) {
    return messages(table -> table.page(owner, saved, below, most));
  }

  public Optional<VoiceMessage> message(UserId owner, MessageId id) {
    return messages(table -> table.message(owner, id));
  }

  /** The samples of a message. */
  public OptionalInt samples(UserId owner, MessageId id) {
    return messages(table -> table.samples(owner, id));
  }

  /** A part of a message's sound in μ-law. */
  public byte[] part(MessageId id, int part, int samples) {
    return messages(table -> table.part(id, part, samples));
  }

  /** Puts a message among the new or the saved ones; returns whether it is there. */
  public boolean mark(UserId owner, MessageId id, boolean saved) {
    return messages(table -> table.mark(owner, id, saved));
  }

  /** Deletes a message so that it can be taken back; returns whether it was there. */
  public boolean delete(UserId owner, MessageId id, Instant now) {
    return messages(table -> table.delete(owner, id, now));
  }

  /** Takes back the deletion of a message since a moment; returns whether there was one. */
  public boolean restore(UserId owner, MessageId id, Instant since) {
    return messages(table -> table.restore(owner, id, since));
  }

  /** Deletes all messages of a mailbox for good, returns how many; empty: there is no user. */
  public OptionalInt empty(UserId owner) {
    return messages(
        table ->
            table.lock(owner).isEmpty() ? OptionalInt.empty() : OptionalInt.of(table.empty(owner)));
  }

  /** Deletes some old messages for good, in a transaction of its own; returns how many. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int purge(Instant deletedBefore, Optional<Instant> leftBefore, int most) {
    return messages(table -> table.purge(deletedBefore, leftBefore, most));
  }

  /** A user's own greeting, without its sound. */
  public Optional<GreetingTable.Greeting> greeting(UserId owner) {
    return greetings(table -> table.greeting(owner));
  }

  /** A part of a greeting's sound in μ-law. */
  public byte[] part(GreetingTable.Greeting greeting, int part) {
    return greetings(table -> table.part(greeting, part));
  }

  /** Puts a greeting in the place of the one there is; returns whether there is such a user. */
  public boolean replaceGreeting(UserId owner, TelephoneAudio audio, Instant now) {
    return with(
        connection -> {
          OptionalLong user = new VoiceMessageTable(connection, box).lock(owner);
          if (user.isPresent()) {
            new GreetingTable(connection, box).replace(owner, user.getAsLong(), audio, now);
          }
          return user.isPresent();
        });
  }

  /** Returns whether there was one. */
  public boolean deleteGreeting(UserId owner) {
    return greetings(table -> table.delete(owner));
  }
}
