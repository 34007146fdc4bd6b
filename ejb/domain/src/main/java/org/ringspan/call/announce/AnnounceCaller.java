package org.ringspan.call.announce;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.voice.Speech;

/**
 * Has a leg, and only that leg, hear who calls, and then the request to press a key.
 *
 * @param words what is said of the caller
 * @param listener in whose language; none: in that of the company
 */
public record AnnounceCaller(LegId leg, List<Speech> words, Optional<UserId> listener)
    implements CallEffect.FeatureEffect {
  public AnnounceCaller {
    words = List.copyOf(words);
  }

  /** Who hears nothing may press a key all the same. */
  @Override
  public Optional<CallEvent> failure() {
    return Optional.empty();
  }
}
