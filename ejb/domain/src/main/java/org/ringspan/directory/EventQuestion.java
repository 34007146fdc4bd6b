package org.ringspan.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events are wanted, the newest first.
 *
 * @param kind of one kind
 * @param login about this person, whatever the case of the letters
 * @param text whose text has this in it, whatever the case of the letters
 * @param from not before
 * @param to before
 * @param below whose number is lower: where the page begins
 * @param most how many, 1 to {@value #LARGEST}
 */
public record EventQuestion(
    Optional<DirectoryEvent.Kind> kind,
    Optional<String> login,
    Optional<String> text,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Long> below,
    int most) {
  /** The most events of an answer. */
  public static final int LARGEST = 10_000;

  private static final int LONGEST = 255;

  /**
   * @throws IllegalArgumentException for a word that is too long, or a number out of range
   */
  public EventQuestion {
    if (most < 1 || most > LARGEST) {
      throw new IllegalArgumentException("1-" + LARGEST + " events");
    }
    if (login.filter(it -> it.length() > LONGEST).isPresent()
        || text.filter(it -> it.length() > LONGEST).isPresent()) {
      throw new IllegalArgumentException("at most " + LONGEST + " characters");
    }
  }

  /** The newest of all. */
  public static EventQuestion newest(int most) {
    return new EventQuestion(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        most);
  }
}
