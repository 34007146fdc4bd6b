package org.ringspan.identity.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ringspan.guessing.GuessBook;
import org.ringspan.guessing.GuessLimits;
import org.ringspan.guessing.Source;

/** Who has guessed passwords and tokens, on this node. */
@ApplicationScoped
public class Guesses {
  private static final int LONGEST_LOGIN = 64;

  @Inject private Clock clock;

  private final GuessBook book = new GuessBook(GuessLimits.DEFAULT);

  /** How long what is shown for this login from there isn't looked at; zero: it is. */
  public Duration refusedFor(String login, String source) {
    return book.refusedFor(Source.of(source), shortened(login), clock.instant());
  }

  /** It was right: what was wrong before were slips. */
  public void right(String login, String source) {
    book.right(Source.of(source), shortened(login));
  }

  /**
   * It was wrong.
   *
   * @return the refusals that begin with it
   */
  public List<GuessBook.Refusal> wrong(String login, String source) {
    return book.wrong(Source.of(source), shortened(login), clock.instant());
  }

  private static String shortened(String login) {
    return login.length() > LONGEST_LOGIN ? login.substring(0, LONGEST_LOGIN) : login;
  }
}
