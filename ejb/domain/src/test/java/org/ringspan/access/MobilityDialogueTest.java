package org.ringspan.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.access.MobilityAnswer.Result;
import org.ringspan.address.DeviceName;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;

class MobilityDialogueTest {
  private static final DeviceName DESK = new DeviceName("alice-desk");

  @ParameterizedTest
  @EnumSource(Result.class)
  @DisplayName(
      "UM6, UM8: the mobility key is asked for once, and its telephone hears what became of it")
  void tells(Result result) {
    Dialogue asked = MobilityDialogue.begin(DESK);
    assertThat(asked.step()).isEqualTo(new VoiceStep.Inquire(new MobilityQuestion(DESK)));
    assertThat(asked.on(new VoiceInput.NothingPressed())).isEqualTo(asked);
    MobilityAnswer answer = new MobilityAnswer(result, List.of("nobody is marked"));
    Dialogue told = asked.on(new VoiceInput.Told(answer));
    Speech heard =
        switch (result) {
          case SENT -> new Speech.Beep();
          case NOT_SENT, NOT_SWITCHED -> new Speech.Spoken(VoicePrompt.ACCESS_SORRY);
          case REACH_ON -> new Speech.Spoken(VoicePrompt.ACCESS_REACH_ON);
          case REACH_OFF -> new Speech.Spoken(VoicePrompt.ACCESS_REACH_OFF);
        };
    assertThat(told.step()).isEqualTo(new VoiceStep.Leave(List.of(heard), answer.words()));
    assertThat(told.on(new VoiceInput.Told(new Answer.Unavailable()))).isEqualTo(told);
    assertThat(asked.on(new VoiceInput.Told(new Answer.Unavailable())).step())
        .isEqualTo(
            new VoiceStep.Leave(
                List.of(new Speech.Spoken(VoicePrompt.ACCESS_SORRY)),
                "reach could not be switched"));
    assertThat(answer.done())
        .isEqualTo(heard instanceof Speech.Beep || result.name().startsWith("REACH"));
  }
}
