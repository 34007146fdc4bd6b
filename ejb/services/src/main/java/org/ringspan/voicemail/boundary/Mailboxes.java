package org.ringspan.voicemail.boundary;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ringspan.address.UserId;
import org.ringspan.record.CallId;
import org.ringspan.voicemail.MailboxRules;
import org.ringspan.voicemail.MailboxUse;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.VoiceMessage;
import org.ringspan.voicemail.adapter.MailboxStore;

/**
 * The mailboxes of users. Everything is asked for with its owner, so nobody reaches what is
 * another's. Every method waits for the database and throws {@link MailboxUnavailable} when that
 * refuses; nothing has changed then. Not to be called in a transaction: a change is told when it
 * has been made.
 */
@ApplicationScoped
public class Mailboxes {
  private static final Logger LOG = Logger.getLogger(Mailboxes.class);

  @Inject private MailboxStore store;
  @Inject private Clock clock;

  // A setting that makes no sense fails the deployment, not the first message.
  private final MailboxRules rules = MailboxRules.of(System.getProperties());
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final CopyOnWriteArrayList<Consumer<UserId>> watchers = new CopyOnWriteArrayList<>();

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public Mailboxes() {}

  /** What a mailbox takes. */
  public MailboxRules rules() {
    return rules;
  }

  /**
   * Tells {@code watcher} of every mailbox whose numbers of messages have changed here, until it is
   * taken off again. It is told on the thread that made the change and must not wait.
   */
  public Runnable watch(Consumer<UserId> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private void changed(UserId owner) {
    for (Consumer<UserId> watcher : watchers) {
      try {
        watcher.accept(owner);
      } catch (RuntimeException e) {
        // The change is made: that somebody wasn't told of it doesn't undo it.
        LOG.warnf(e, "a change of the mailbox of %s could not be told", owner);
      }
    }
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (EJBException e) {
      throw new MailboxUnavailable("the mailbox can't be reached now", e);
    }
  }

  /** Leaves a message that comes from no call. */
  public Deposit deposit(UserId owner, Sender sender, TelephoneAudio audio) {
    return deposit(owner, sender, audio, Optional.empty());
  }

  /**
   * Leaves a message. When it is {@link Deposit.Kept} it stays over a crash.
   *
   * @param call in which it was left
   */
  public Deposit deposit(UserId owner, Sender sender, TelephoneAudio audio, Optional<CallId> call) {
    Deposit deposit =
        asked(() -> store.deposit(owner, clock.instant(), sender, audio, call, rules));
    switch (deposit) {
      case Deposit.Kept(var id) -> {
        kept.incrementAndGet();
        changed(owner);
      }
      case Deposit.Refused(var why) -> refused.incrementAndGet();
      case Deposit.NoMailbox() -> LOG.debugf("there is no mailbox of %s", owner);
    }
    return deposit;
  }

  /** How many messages were kept since the start. */
  public long kept() {
    return kept.get();
  }

  /** How many messages mailboxes didn't take since the start. */
  public long refused() {
    return refused.get();
  }

  /** What is in a mailbox; nothing when there is no such user. */
  public MailboxUse use(UserId owner) {
    return asked(() -> store.use(owner));
  }

  /**
   * Messages, the newest first.
   *
   * @param saved only the saved, or only the new ones; empty: all
   * @param below what {@link MailboxPage#next} gave
   * @param most 1 to {@link MailboxPage#LARGEST}
   */
  public MailboxPage page(
      UserId owner, Optional<Boolean> saved, Optional<MessageId> below, int most) {
    if (most < 1 || most > MailboxPage.LARGEST) {
      throw new IllegalArgumentException("a page holds 1 to " + MailboxPage.LARGEST + " messages");
    }
    return asked(() -> store.page(owner, saved, below, most));
  }

  /** One message; empty: there is none of this number in this mailbox. */
  public Optional<VoiceMessage> message(UserId owner, MessageId id) {
    return asked(() -> store.message(owner, id));
  }

  /** What a message sounds like. */
  public Optional<Sound> sound(UserId owner, MessageId id) {
    var samples = asked(() -> store.samples(owner, id));
    return samples.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Sound(
                "message-" + id,
                samples.getAsInt(),
                part -> asked(() -> store.part(id, part, samples.getAsInt()))));
  }

  /** Puts a message among the saved or the new ones; returns whether it is there. */
  public boolean mark(UserId owner, MessageId id, boolean saved) {
    return change(owner, () -> store.mark(owner, id, saved));
  }

  /**
   * Deletes a message, which can be taken back for {@link MailboxRules#TAKEN_BACK_WITHIN}; returns
   * whether it was there.
   */
  public boolean delete(UserId owner, MessageId id) {
    return change(owner, () -> store.delete(owner, id, clock.instant()));
  }

  /** Takes a message's deletion back; returns whether it is there again. */
  public boolean restore(UserId owner, MessageId id) {
    return change(
        owner,
        () -> store.restore(owner, id, clock.instant().minus(MailboxRules.TAKEN_BACK_WITHIN)));
  }

  private boolean change(UserId owner, Supplier<Boolean> change) {
    boolean done = asked(change);
    if (done) {
      changed(owner);
    }
    return done;
  }

  /** A user's own greeting; empty: there is none. */
  public Optional<Sound> greeting(UserId owner) {
    return asked(() -> store.greeting(owner))
        .map(
            greeting ->
                new Sound(
                    "greeting-" + greeting.version(),
                    greeting.samples(),
                    part -> asked(() -> store.part(greeting, part))));
  }

  /**
   * Puts a greeting in the place of the one there is; returns whether there is such a user.
   *
   * @throws IllegalArgumentException when it is longer than {@link MailboxRules#LONGEST_GREETING}
   *     or shorter than {@link MailboxRules#SHORTEST}
   */
  public boolean replaceGreeting(UserId owner, TelephoneAudio audio) {
    if (audio.length().compareTo(MailboxRules.LONGEST_GREETING) > 0
        || audio.length().compareTo(MailboxRules.SHORTEST) < 0) {
      throw new IllegalArgumentException("a greeting lasts one second to two minutes");
    }
    return asked(() -> store.replaceGreeting(owner, audio, clock.instant()));
  }

  /** Deletes a greeting for good; returns whether there was one. */
  public boolean deleteGreeting(UserId owner) {
    return asked(() -> store.deleteGreeting(owner));
  }

  /** For who emptied a mailbox in their own transaction. */
  void emptied(UserId owner) {
    changed(owner);
  }
}
