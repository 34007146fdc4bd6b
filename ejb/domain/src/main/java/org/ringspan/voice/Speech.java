package org.ringspan.voice;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** Something that a telephone is told. */
public sealed interface Speech {
  /** A prompt. */
  record Spoken(VoicePrompt prompt) implements Speech {}

  /**
   * A number, digit by digit.
   *
   * @param digits 1 to 64 of {@code 0123456789*#+}
   */
  record Digits(String digits) implements Speech {
    /**
     * @throws IllegalArgumentException for anything else
     */
    public Digits {
      if (!digits.matches("[0-9*#+]{1,64}")) {
        throw new IllegalArgumentException("not digits");
      }
    }
  }

  /**
   * So many of something.
   *
   * @param count 0 or more
   * @param one what is said behind the number when it is in the singular
   * @param many the same in the plural
   */
  record Counted(int count, VoicePrompt one, VoicePrompt many) implements Speech {
    /**
     * @throws IllegalArgumentException for a number below 0
     */
    public Counted {
      if (count < 0) {
        throw new IllegalArgumentException("fewer than none");
      }
    }
  }

  /**
   * A day and a time.
   *
   * @param today the day on which it is told
   */
  record Moment(LocalDateTime at, LocalDate today) implements Speech {}

  /** A recording, if there is one of this name still. */
  record Recorded(RecordingId recording) implements Speech {}

  /** A tone, after which is spoken. */
  record Beep() implements Speech {}
}
