package org.ringspan.callcontrol;

import org.ringspan.call.LegId;
import org.ringspan.call.voice.VoiceEffect;
import org.ringspan.call.voice.VoiceEvent;
import org.ringspan.voice.boundary.CallRecordings;

/** Carries out what a caller's dialogue with the server decides: speaks, asks, records. */
final class VoiceEffects {
  private final LiveCall call;
  private final CallEnvironment environment;
  private final CallMedia media;
  private final PartyKeys keys;
  private final CallRecordings recordings;

  VoiceEffects(
      LiveCall call, CallEnvironment environment, PartyKeys keys, CallRecordings recordings) {
    this.call = call;
    this.environment = environment;
    this.media = keys.media();
    this.keys = keys;
    this.recordings = recordings;
  }

  void execute(VoiceEffect effect) {
    switch (effect) {
      case VoiceEffect.Speak(var step, var prompts, var listener) -> {
        media.speak(step, prompts, listener, recordings);
        keys.want(LegId.CALLER);
      }
      case VoiceEffect.StopSpeaking stop -> media.stopSpeaking();
      case VoiceEffect.RingOthers(var plan) -> {
        call.claims().callTo(plan);
        media.ring();
      }
      case VoiceEffect.Consult(var step, var question) ->
          environment
              .questions()
              .ask(
                  question,
                  recordings,
                  answer -> call.post(new VoiceEvent.Consulted(step, answer)));
      case VoiceEffect.StartRecording(var step, var id, var longest, var silence) ->
          media.record(
              new Tape(
                  recordings.begin(id),
                  longest,
                  silence,
                  length -> call.post(new VoiceEvent.RecordingEnded(step, length))));
      case VoiceEffect.StopRecording stop -> media.stopRecording();
      // The report has it.
      case VoiceEffect.EnterMailbox enter -> {}
    }
  }
}
