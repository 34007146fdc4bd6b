package org.ringspan.voicemail;

import java.util.Optional;

/**
 * Who leaves a message.
 *
 * @param number empty when withheld or unknown, at most {@value #LONGEST} characters
 * @param name may be empty, at most {@value #LONGEST} characters
 */
public record Sender(Optional<String> number, String name) {
  /** How long a number or a name may be. */
  public static final int LONGEST = 255;

  /** Longer texts, and control characters, come from the wire: they are cut and left out. */
  public Sender {
    number = number.map(Sender::clean).filter(text -> !text.isEmpty());
    name = clean(name);
  }

  /** Somebody of whom nothing is known. */
  public static Sender unknown() {
    return new Sender(Optional.empty(), "");
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .filter(it -> !Character.isISOControl(it) && Character.getType(it) != Character.SURROGATE)
        .takeWhile(it -> clean.length() + Character.charCount(it) <= LONGEST)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }
}
