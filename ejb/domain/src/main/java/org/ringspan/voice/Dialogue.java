package org.ringspan.voice;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;

/**
 * A dialogue with who is at a telephone. Immutable and total: every input has an answer at every
 * step. It begins in a state that has a step already; who runs it does what {@link #step()} says,
 * and hands what came of it to {@link #on}, until the step is {@link VoiceStep.Leave}.
 */
public interface Dialogue {
  /** What is to be done now. */
  VoiceStep step();

  /**
   * The dialogue after the step has had its end. An input that doesn't belong to the step changes
   * nothing.
   */
  Dialogue on(VoiceInput input);

  /** What it is, in a few plain words for the call's explanation. */
  default String name() {
    return "a dialogue";
  }

  /** In whose language it speaks; none: in that of the company. */
  default Optional<UserId> listener() {
    return Optional.empty();
  }

  /**
   * What was done so far, in plain English for the call's record; empty when nothing was. Without
   * secrets.
   */
  default String soFar() {
    return "";
  }

  /**
   * The telephone was hung up during this step: what the rules are to be told still, in this order.
   * Nobody hears the answers. A recording that was under way is ended before.
   */
  default List<Question> hungUp() {
    return List.of();
  }
}
