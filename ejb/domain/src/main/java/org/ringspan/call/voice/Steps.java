package org.ringspan.call.voice;

import java.util.ArrayList;
import java.util.List;
import org.ringspan.call.Alone;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.Transition;
import org.ringspan.call.park.ParkEffect.AskPark;
import org.ringspan.call.park.ParkEvent.ParkAnswered;
import org.ringspan.call.voice.Conversing.Collecting;
import org.ringspan.call.voice.Conversing.Inquiring;
import org.ringspan.call.voice.Conversing.Recording;
import org.ringspan.call.voice.Conversing.Speaking;
import org.ringspan.call.voice.VoiceEffect.Consult;
import org.ringspan.call.voice.VoiceEffect.Speak;
import org.ringspan.call.voice.VoiceEffect.StartRecording;
import org.ringspan.call.voice.VoiceEffect.StopRecording;
import org.ringspan.call.voice.VoiceEffect.StopSpeaking;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoiceStep;
import org.ringspan.voice.VoiceStep.Ask;
import org.ringspan.voice.VoiceStep.Record;

/**
 * The steps of a dialogue with the caller:
 *
 * <ol>
 *   <li>A step begins with its prompts, if it has some: {@link #enter}. Keys that were pressed
 *       before spare them where a key may stop them.
 *   <li>When they were heard, or a key has stopped them, its own business begins: {@link #spoken}.
 *   <li>What comes of that goes to the dialogue, which says the next step.
 * </ol>
 */
final class Steps {
  private static final TimerId KEYS = TimerId.ofCall(Kind.VOICE_KEYS);

  private Steps() {}

  static StopTimer stopKeys() {
    return new StopTimer(KEYS);
  }

  /** The dialogue has an input, and goes on. */
  static Transition onwards(Conversing state, VoiceInput input) {
    return enter(state.next(state.dialogue().on(input)));
  }

  /** Rule 1. */
  static Transition enter(Conversing state) {
    return switch (state.dialogue().step()) {
      case Ask ask when ask.bargeIn() && !state.ahead().isEmpty() -> typedAhead(state, ask);
      case VoiceStep.Inquire(var question) ->
          Transition.to(state.in(new Inquiring()), new Consult(state.step(), question));
      case VoiceStep.Connect(var plan, var consults) ->
          Connection.begin(state.ahead(""), plan, consults);
      case VoiceStep.Park(var number, var person) ->
          Transition.to(state.in(new Conversing.Parking()), new AskPark(number, person));
      case VoiceStep.Retrieve(var number, var plan) ->
          Retrieval.begin(state.ahead(""), number, plan);
      case VoiceStep.Speaking speaking when speaking.prompts().isEmpty() -> spoken(state.ahead(""));
      case VoiceStep.Speaking speaking ->
          Transition.to(
              state.ahead("").in(new Speaking()),
              new Speak(state.step(), speaking.prompts(), state.dialogue().listener()));
    };
  }

  /** Rule 2. */
  private static Transition spoken(Conversing state) {
    return switch (state.dialogue().step()) {
      case Ask ask ->
          Transition.to(state.in(new Collecting("")), new StartTimer(KEYS, ask.wanted().first()));
      case VoiceStep.Say say -> onwards(state, new VoiceInput.Said());
      case Record(var prompts, var recording, var longest, var silence, var endedBy) ->
          Transition.to(
              state.in(new Recording(' ')),
              new StartRecording(state.step(), recording, longest, silence));
      case VoiceStep.Leave(var prompts, var detail) ->
          VoiceCall.end(state, true, Ending.of(Alone.HUNG_UP, state.outcome(), detail));
      case VoiceStep.Inquire unspoken -> enter(state);
      case VoiceStep.Connect unspoken -> enter(state);
      case VoiceStep.Park unspoken -> enter(state);
      case VoiceStep.Retrieve unspoken -> enter(state);
    };
  }

  /** What was pressed before it was asked for. */
  private static Transition typedAhead(Conversing state, Ask ask) {
    String keys = "";
    for (int i = 0; i < state.ahead().length(); i++) {
      char key = state.ahead().charAt(i);
      boolean end = ask.wanted().isEnd(key);
      keys = end ? keys : keys + key;
      if (end || keys.length() == ask.wanted().most()) {
        return onwards(
            state.ahead(state.ahead().substring(i + 1)), new VoiceInput.Digits(keys, true));
      }
    }
    return Transition.to(
        state.ahead("").in(new Collecting(keys)), new StartTimer(KEYS, ask.wanted().next()));
  }

  static Transition on(Conversing state, VoiceEvent event) {
    return switch (event) {
      case VoiceEvent.PromptEnded(var step)
          when step == state.step() && state.phase() instanceof Speaking ->
          spoken(state);
      case VoiceEvent.RecordingEnded(var step, var length)
          when step == state.step() && state.phase() instanceof Recording(var key) ->
          onwards(state, new VoiceInput.Recorded(length, key));
      case VoiceEvent.Consulted(var step, var answer)
          when step == state.step() && state.phase() instanceof Inquiring ->
          onwards(state, new VoiceInput.Told(answer));
      case VoiceEvent late -> Transition.ignored(state);
    };
  }

  /** What became of the call that was to be parked. */
  static Transition parked(Conversing state, ParkAnswered.Result result) {
    return state.phase() instanceof Conversing.Parking
        ? onwards(
            state,
            new VoiceInput.Parked(
                switch (result) {
                  case PARKED -> VoiceInput.Parked.Outcome.DONE;
                  case OCCUPIED -> VoiceInput.Parked.Outcome.OCCUPIED;
                  case NOTHING_HELD -> VoiceInput.Parked.Outcome.NOTHING_HELD;
                  case NOT_NOW -> VoiceInput.Parked.Outcome.NOT_NOW;
                }))
        : Transition.ignored(state);
  }

  static Transition pressed(Conversing state, char key) {
    return switch (state.phase()) {
      case Speaking speaking -> interrupted(state, key);
      case Collecting(var keys) -> collected(state, keys, key);
      case Recording recording
          when recording.key() == ' '
              && state.dialogue().step() instanceof Record record
              && record.endedBy().contains(key) ->
          Transition.to(state.in(new Recording(key)), new StopRecording());
      // It is for what comes after the recording.
      case Recording ending when ending.key() != ' ' -> Transition.to(state.keeping(key));
      case Inquiring inquiring -> Transition.to(state.keeping(key));
      case Conversing.Parking parking -> Transition.to(state.keeping(key));
      case Conversing.Phase deaf -> Transition.ignored(state);
    };
  }

  private static Transition interrupted(Conversing state, char key) {
    return switch (state.dialogue().step()) {
      case Ask ask when ask.bargeIn() -> {
        Transition next = collected(state.in(new Collecting("")), "", key, ask, List.of());
        yield next.after(List.of(new StopSpeaking()));
      }
      case Record record -> spoken(state).after(List.of(new StopSpeaking()));
      case VoiceStep deaf -> Transition.ignored(state);
    };
  }

  private static Transition collected(Conversing state, String keys, char key) {
    return state.dialogue().step() instanceof Ask ask
        ? collected(state, keys, key, ask, List.of(stopKeys()))
        : Transition.ignored(state);
  }

  private static Transition collected(
      Conversing state, String before, char key, Ask ask, List<CallEffect> first) {
    boolean end = ask.wanted().isEnd(key);
    String keys = end ? before : before + key;
    if (end || keys.length() == ask.wanted().most()) {
      return onwards(state, new VoiceInput.Digits(keys, true)).after(first);
    }
    List<CallEffect> effects = new ArrayList<>(first);
    effects.add(new StartTimer(KEYS, ask.wanted().next()));
    return Transition.to(state.in(new Collecting(keys)), effects);
  }

  /** No further key has come in time. */
  static Transition noKey(Conversing state) {
    return state.phase() instanceof Collecting(var keys)
        ? onwards(
            state,
            keys.isEmpty() ? new VoiceInput.NothingPressed() : new VoiceInput.Digits(keys, false))
        : Transition.ignored(state);
  }
}
