package org.ringspan.call.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.Alone;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallState;
import org.ringspan.call.Exchange;
import org.ringspan.call.Legs;
import org.ringspan.call.Setup;
import org.ringspan.record.CallOutcome;
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
 * @param outcome what the record says when the caller has heard it
 */
public record Conversing(
    Setup setup,
    Legs legs,
    Dialogue dialogue,
    Phase phase,
    int step,
    String ahead,
    int lines,
    Exchange exchange,
    CallOutcome outcome)
    implements CallState.FeatureState {
  private static final int MOST_AHEAD = 64;

  /** How far a step is. */
  public sealed interface Phase {}

  /**
   * 200 sent; awaiting the ACK.
   *
   * @param offered whether the caller made the offer
   * @param early whether it was answered with the media of somebody who rang, and isn't with the
   *     engine yet
   * @param ending how the call ends as soon as the ACK has come
   */
  public record Answering(boolean offered, boolean early, Optional<CallState.Ending> ending)
      implements Phase {
    /** To be ended as soon as the ACK has come. */
    Answering ending(CallState.Ending how) {
      return new Answering(offered, early, Optional.of(how));
    }
  }

  /**
   * re-INVITE sent with the engine's offer; awaiting its answer.
   *
   * @param glares how often it was refused because another was on its way
   * @param waiting whether we wait to send it again
   */
  public record Joining(int glares, boolean waiting) implements Phase {}

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

  /** The call on hold was asked to be parked. */
  public record Parking() implements Phase {}

  /** The call that is parked was asked to be joined with this one. */
  public record Fetching() implements Phase {}

  /** The rules were asked. */
  public record Inquiring() implements Phase {}

  /**
   * Others ring, and the caller hears ringing.
   *
   * @param consulting what the caller, who has another call on hold, has pressed meanwhile
   */
  public record Connecting(CallState.Ringing ringing, Optional<Consulting> consulting)
      implements Phase {
    /** Without another call. */
    public Connecting(CallState.Ringing ringing) {
      this(ringing, Optional.empty());
    }

    /** Whether the call on hold was asked to take the caller's place. */
    public boolean asked() {
      return consulting.filter(Consulting::asked).isPresent();
    }

    /** Whether the caller has hung up since. */
    boolean isLeft() {
      return consulting.filter(Consulting::left).isPresent();
    }

    /** With other keys. */
    public Connecting consulting(Consulting changed) {
      return new Connecting(ringing, Optional.of(changed));
    }
  }

  /**
   * The caller has another call on hold.
   *
   * @param pending keys that may become a code
   * @param asked whether that call was asked to take the caller's place
   * @param left whether the caller has hung up since
   * @param kept what has happened to others since then: it waits for the answer
   */
  public record Consulting(String pending, boolean asked, boolean left, List<CallEvent> kept) {
    public Consulting {
      kept = List.copyOf(kept);
    }

    /** With a caller who is there. */
    public Consulting(String pending, boolean asked) {
      this(pending, asked, false, List.of());
    }

    /** The caller has hung up. */
    public Consulting hungUp() {
      return new Consulting("", asked, true, kept);
    }

    /** With something more that waits. */
    public Consulting keeping(CallEvent event) {
      List<CallEvent> more = new ArrayList<>(kept);
      more.add(event);
      return new Consulting(pending, asked, left, more);
    }
  }

  /**
   * As it is for somebody else who is there instead of the caller.
   *
   * @param from the dialogue from now on
   */
  public Conversing withoutCaller(Dialogue from) {
    Phase alone =
        phase instanceof Connecting(var ringing, var caller) ? new Connecting(ringing) : phase;
    return new Conversing(
        setup,
        Alone.withoutCaller(legs),
        from,
        alone,
        step,
        ahead,
        lines,
        new Exchange.Steady(),
        outcome);
  }

  /** With legs that stand somewhere new. */
  public Conversing with(Legs changed) {
    return new Conversing(setup, changed, dialogue, phase, step, ahead, lines, exchange, outcome);
  }

  Conversing with(Exchange changed) {
    return new Conversing(setup, legs, dialogue, phase, step, ahead, lines, changed, outcome);
  }

  /** With another phase of the step. */
  public Conversing in(Phase changed) {
    return new Conversing(setup, legs, dialogue, changed, step, ahead, lines, exchange, outcome);
  }

  Conversing ahead(String keys) {
    return new Conversing(setup, legs, dialogue, phase, step, keys, lines, exchange, outcome);
  }

  /** With a key more that nobody has asked for yet; what is too much is forgotten. */
  Conversing keeping(char key) {
    return ahead.length() < MOST_AHEAD ? ahead(ahead + key) : this;
  }

  /** At the next step, which has not begun. */
  Conversing next(Dialogue changed) {
    return new Conversing(
        setup, legs, changed, new Speaking(), step + 1, ahead, lines, exchange, outcome);
  }

  /** With a mailbox at the other end of what rang. */
  Conversing counting(CallOutcome changed) {
    return new Conversing(setup, legs, dialogue, phase, step, ahead, lines, exchange, changed);
  }

  /** After others have rung. */
  Conversing rung(Legs changed, int numbered) {
    return new Conversing(
        setup, changed, dialogue, phase, step, ahead, numbered, exchange, outcome);
  }

  @Override
  public String toString() {
    return "Conversing[step " + step + ", " + phase + "]";
  }
}
