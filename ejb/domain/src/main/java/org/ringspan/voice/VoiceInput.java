package org.ringspan.voice;

import java.time.Duration;

/** What came of a step of a dialogue. */
public sealed interface VoiceInput {
  /**
   * Digits were pressed. Its text isn't that of the digits: they may be a secret.
   *
   * @param digits 0 to 64 keys without the one that ended them; none: only that one was pressed
   * @param ended whether they were ended by their terminator, or by their number
   */
  record Digits(String digits, boolean ended) implements VoiceInput {
    @Override
    public String toString() {
      return "Digits[" + digits.length() + " keys]";
    }
  }

  /** No key was pressed in time. */
  record NothingPressed() implements VoiceInput {}

  /** All was said. */
  record Said() implements VoiceInput {}

  /**
   * A recording has ended.
   *
   * @param length how much there is; zero: there is none
   * @param key the key that ended it, or a space
   */
  record Recorded(Duration length, char key) implements VoiceInput {}

  /** What the rules say. */
  record Told(Answer answer) implements VoiceInput {}

  /**
   * Nobody has answered whom it was to be connected to.
   *
   * @param status the SIP status that says why, 300 to 699
   */
  record NobodyAnswered(int status) implements VoiceInput {}

  /** What became of the call that was to be parked. */
  record Parked(Outcome outcome) implements VoiceInput {
    /** What became of it. */
    public enum Outcome {
      /** It is parked. */
      DONE,
      /** Another call is there already. */
      OCCUPIED,
      /** There was no call on hold. */
      NOTHING_HELD,
      /** It can't be parked at this moment. */
      NOT_NOW
    }
  }
}
