package org.ringspan.call.voice;

import java.util.Optional;
import org.ringspan.call.CallState;
import org.ringspan.call.Exchange;
import org.ringspan.call.Legs;
import org.ringspan.call.Setup;
import org.ringspan.voice.Dialogue;

/**
 * The server has answered the caller and runs a dialogue with it.
 *
 * @param setup with the offer that legs get from the media engine
 * @param legs legs that are being cleared, and the caller's session; while others ring their legs
 *     are with the ringing
 * @param dialogue what is to be done now
 * @param phase how far that is
 * @param step the number of the step: what comes of an earlier one is too late
 * @param ahead keys that were pressed before they were asked for
 * @param lines how many legs have their number
 * @param exchange what is being negotiated with the caller
 */
public record Conversing(
    Setup setup,
    Legs legs,
    Dialogue dialogue,
    Phase phase,
    int step,
    String ahead,
    int lines,
    Exchange exchange)
    implements CallState.FeatureState {
  private static final int MOST_AHEAD = 64;

  /** How far a step is. */
  public sealed interface Phase {}

  /**
   * 200 sent; awaiting the ACK.
   *
   * @param offered whether the caller made the offer
   * @param ending how the call ends as soon as the ACK has come
   */
  public record Answering(boolean offered, Optional<CallState.Ending> ending) implements Phase {}

  /** The caller hears the prompts of the step. */
  public record Speaking() implements Phase {}

  /** The caller presses keys; awaiting the next. */
  public record Collecting(String keys) implements Phase {
    @Override
    public String toString() {
      return "Collecting[" + keys.length() + " keys]";
    }
  }

  /**
   * The caller is recorded.
   *
   * @param key the key that has ended it; a space: none yet
   */
  public record Recording(char key) implements Phase {}

  /** The rules were asked. */
  public record Inquiring() implements Phase {}

  /** Others ring, and the caller hears ringing. */
  public record Connecting(CallState.Ringing ringing) implements Phase {}

  Conversing with(Legs changed) {
    return new Conversing(setup, changed, dialogue, phase, step, ahead, lines, exchange);
  }

  Conversing with(Exchange changed) {
    return new Conversing(setup, legs, dialogue, phase, step, ahead, lines, changed);
  }

  Conversing in(Phase changed) {
    return new Conversing(setup, legs, dialogue, changed, step, ahead, lines, exchange);
  }

  Conversing ahead(String keys) {
    return new Conversing(setup, legs, dialogue, phase, step, keys, lines, exchange);
  }

  /** With a key more that nobody has asked for yet; what is too much is forgotten. */
  Conversing keeping(char key) {
    return ahead.length() < MOST_AHEAD ? ahead(ahead + key) : this;
  }

  /** At the next step, which has not begun. */
  Conversing next(Dialogue changed) {
    return new Conversing(setup, legs, changed, new Speaking(), step + 1, ahead, lines, exchange);
  }

  /** After others have rung. */
  Conversing rung(Legs changed, int numbered) {
    return new Conversing(setup, changed, dialogue, phase, step, ahead, numbered, exchange);
  }

  @Override
  public String toString() {
    return "Conversing[step " + step + ", " + phase + "]";
  }
}
