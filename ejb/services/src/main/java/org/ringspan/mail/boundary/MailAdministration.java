package org.ringspan.mail.boundary;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.ringspan.identity.Actor;
import org.ringspan.mail.adapter.MailDesk;

/**
 * Outgoing mail, as those see it who look after the server. Nobody but its user sees what a letter
 * tells. Every method waits for the database and throws {@link MailUnavailable} when that refuses.
 */
@ApplicationScoped
public class MailAdministration {
  /** The most letters of a page. */
  public static final int LARGEST_PAGE = 500;

  @Inject private MailDesk desk;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailAdministration() {}

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (EJBException e) {
      throw new MailUnavailable("the outbox can't be reached now", e);
    }
  }

  /** How it is. */
  public MailStatus status() {
    return asked(desk::status);
  }

  /**
   * Letters in the outbox, the oldest first.
   *
   * @param after the number behind which to begin; 0 for all
   * @param most 1 to {@link #LARGEST_PAGE}
   */
  public List<QueuedLetter> letters(long after, int most) {
    return asked(() -> desk.letters(after, most));
  }

  /**
   * Has a letter tried now, also one that was given up, for another day.
   *
   * @return whether there is one that isn't being sent
   */
  public boolean retry(Actor actor, long letter) {
    return asked(() -> desk.retry(actor, letter));
  }

  /** The same for all letters; returns how many. */
  public int retryAll(Actor actor) {
    return asked(() -> desk.retryAll(actor));
  }

  /** Throws a letter away; returns whether it was there. */
  public boolean discard(Actor actor, long letter) {
    return asked(() -> desk.discard(actor, letter));
  }

  /** What came of a test. */
  public sealed interface Test {
    /**
     * The mail server has taken it.
     *
     * @param to where it goes
     */
    record Sent(String to) implements Test {}

    /** It hasn't, for this reason. */
    record Failed(String why) implements Test {}

    /** Who asks has no mail address. */
    record NoAddress() implements Test {}

    /** No mail is sent. */
    record SwitchedOff() implements Test {}
  }

  /** Sends a letter to who asks, at once and past the outbox; takes two minutes at most. */
  public Test test(Actor actor) {
    return asked(() -> desk.test(actor));
  }

  /** Whether no mail is sent, since there is no mail server; asks nobody. */
  public boolean isOff() {
    return desk.settings().isEmpty();
  }
}
