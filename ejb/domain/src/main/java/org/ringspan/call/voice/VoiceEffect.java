package org.ringspan.call.voice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.ReachPlan;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Question;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.Speech;

/** What only a call with a dialogue does. All is done to the caller. */
public sealed interface VoiceEffect extends CallEffect.FeatureEffect {
  /**
   * Has the caller hear something; {@link VoiceEvent.PromptEnded} comes when all was heard, and
   * isn't needed when it was stopped.
   *
   * @param step the number of the step
   * @param listener in whose language; none: in that of the company
   */
  record Speak(int step, List<Speech> prompts, Optional<UserId> listener) implements VoiceEffect {
    public Speak {
      prompts = List.copyOf(prompts);
    }

    /** In the company's language. */
    public Speak(int step, List<Speech> prompts) {
      this(step, prompts, Optional.empty());
    }
  }

  /** Stops what the caller hears. */
  record StopSpeaking() implements VoiceEffect {}

  /**
   * Records what the caller says; {@link VoiceEvent.RecordingEnded} comes when it was stopped, at
   * the longest, or after the silence.
   *
   * @param silence zero: however long nothing is said
   */
  record StartRecording(int step, RecordingId recording, Duration longest, Duration silence)
      implements VoiceEffect {}

  /** Ends the recording, if there is one. */
  record StopRecording() implements VoiceEffect {}

  /**
   * Puts a question to the rules, without waiting; {@link VoiceEvent.Consulted} comes with the
   * answer.
   */
  record Consult(int step, Question question) implements VoiceEffect {}

  /** Others are going to ring: what was reserved for them is held, and the caller hears ringing. */
  record RingOthers(ReachPlan plan) implements VoiceEffect {}

  /** A mailbox of ours takes the call: notes it for the record as the leg that has answered. */
  record EnterMailbox(LegId leg, LegPlan plan) implements VoiceEffect {}

  @Override
  default Optional<CallEvent> failure() {
    return switch (this) {
      // The dialogue goes on without what can't be heard.
      case Speak speak -> Optional.of(new VoiceEvent.PromptEnded(speak.step()));
      case StartRecording start ->
          Optional.of(new VoiceEvent.RecordingEnded(start.step(), Duration.ZERO));
      case Consult consult ->
          Optional.of(new VoiceEvent.Consulted(consult.step(), new Answer.Unavailable()));
      case StopSpeaking stop -> Optional.empty();
      case StopRecording stop -> Optional.empty();
      case RingOthers ring -> Optional.empty();
      case EnterMailbox enter -> Optional.empty();
    };
  }
}
