package org.ringspan.access;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.Speech;
import org.ringspan.voice.Speech.Spoken;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;

/**
 * A telephone has dialled its mobility key (design guide page 21-52, figure 21-20): it hears what
 * became of it, a tone when its call goes to the mobile, and is done.
 *
 * @param answer nothing as long as it isn't known
 */
public record MobilityDialogue(DeviceName device, Optional<MobilityAnswer> answer)
    implements Dialogue {
  /** At the beginning. */
  public static MobilityDialogue begin(DeviceName device) {
    return new MobilityDialogue(device, Optional.empty());
  }

  @Override
  public String name() {
    return "the mobility key";
  }

  @Override
  public VoiceStep step() {
    return answer
        .<VoiceStep>map(known -> new VoiceStep.Leave(List.of(said(known)), known.words()))
        .orElseGet(() -> new VoiceStep.Inquire(new MobilityQuestion(device)));
  }

  private static Speech said(MobilityAnswer answer) {
    return switch (answer.result()) {
      case SENT -> new Speech.Beep();
      case NOT_SENT, NOT_SWITCHED -> new Spoken(VoicePrompt.ACCESS_SORRY);
      case REACH_ON -> new Spoken(VoicePrompt.ACCESS_REACH_ON);
      case REACH_OFF -> new Spoken(VoicePrompt.ACCESS_REACH_OFF);
    };
  }

  @Override
  public Dialogue on(VoiceInput input) {
    if (answer.isPresent() || !(input instanceof VoiceInput.Told(var told))) {
      return this;
    }
    return new MobilityDialogue(
        device,
        Optional.of(
            told instanceof MobilityAnswer known
                ? known
                : MobilityAnswer.of(MobilityAnswer.Result.NOT_SWITCHED)));
  }
}
