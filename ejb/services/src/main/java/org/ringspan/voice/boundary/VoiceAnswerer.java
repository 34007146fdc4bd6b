package org.ringspan.voice.boundary;

import java.util.Optional;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Question;

/** Answers the questions of one feature. A bean each; it may take its time. */
public interface VoiceAnswerer {
  /** The answer; nothing when the question is another feature's. */
  Optional<Answer> answer(Question question);
}
