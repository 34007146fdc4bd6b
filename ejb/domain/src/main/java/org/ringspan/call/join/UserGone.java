package org.ringspan.call.join;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoiceStep;

/**
 * The dialogue of a user who has left while others ring. Who waits in the user's place isn't the
 * user: when nobody answers, no menu is offered and no key is heard, the call is over.
 *
 * @param left the dialogue that the user has left
 */
record UserGone(Dialogue left) implements Dialogue {
  @Override
  public VoiceStep step() {
    return new VoiceStep.Leave(
        List.of(), "nobody answered whom the caller has called before leaving");
  }

  @Override
  public Dialogue on(VoiceInput input) {
    return this;
  }

  @Override
  public String name() {
    return left.name();
  }

  @Override
  public Optional<UserId> listener() {
    return left.listener();
  }

  @Override
  public String soFar() {
    return left.soFar();
  }
}
