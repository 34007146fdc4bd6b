package org.ringspan.voice.boundary;

import java.util.Optional;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Question;

/**
 * Answers the questions of one feature. A bean each, which has one of the two methods; it may take
 * its time.
 */
public interface VoiceAnswerer {
  /** The answer; nothing when the question is another feature's. */
  default Optional<Answer> answer(Question question) {
    return Optional.empty();
  }

  /**
   * The same for who needs what was recorded in the call, or has a sound for it.
   *
   * @param recordings those of the call
   */
  default Optional<Answer> answer(Question question, CallRecordings recordings) {
    return answer(question);
  }
}
