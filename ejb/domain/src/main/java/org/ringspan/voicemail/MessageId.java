package org.ringspan.voicemail;

import java.util.Optional;
import java.util.regex.Pattern;

/** The number of a message, never given twice; later messages have greater ones. */
public record MessageId(long value) {
  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,17}");

  /**
   * @throws IllegalArgumentException when it isn't positive
   */
  public MessageId {
    if (value < 1) {
      throw new IllegalArgumentException("messages are numbered from 1");
    }
  }

  /** The number in {@code text}, or nothing when it is none. */
  public static Optional<MessageId> in(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new MessageId(Long.parseLong(text)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
