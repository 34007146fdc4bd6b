package org.ringspan.call.voice;

import java.time.Duration;
import java.util.Optional;
import org.ringspan.call.CallEvent;
import org.ringspan.call.SessionDescription;
import org.ringspan.reach.ReachPlan;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Dialogue;

/** What only a call with a dialogue knows. */
public sealed interface VoiceEvent extends CallEvent.FeatureEvent {
  /**
   * The INVITE has come, and the server is to answer it.
   *
   * @param plan for the record; nobody rings by it
   * @param offer its SDP; absent when the caller wants to be offered media
   */
  record AnsweredByServer(ReachPlan plan, Dialogue dialogue, Optional<SessionDescription> offer)
      implements VoiceEvent {}

  /** What was said in a step has been heard. */
  record PromptEnded(int step) implements VoiceEvent {}

  /**
   * A recording has ended.
   *
   * @param length how much there is
   */
  record RecordingEnded(int step, Duration length) implements VoiceEvent {}

  /** What the rules say. */
  record Consulted(int step, Answer answer) implements VoiceEvent {}
}
