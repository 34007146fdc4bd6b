package org.ringspan.voice;

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

  /** A recording, if there is one of this name still. */
  record Recorded(RecordingId recording) implements Speech {}

  /** A tone, after which is spoken. */
  record Beep() implements Speech {}
}
