package org.ringspan.media.mix;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses who of a conference is mixed: everybody who says something, and of more than {@value
 * #MOST} the loudest. The noise of a hundred rooms would cover who speaks, and so few are added up
 * and left out of their own sound, however large the conference is. Who is heard is only replaced
 * by somebody twice as strong (3 dB), so that two who are equally loud don't take turns. Allocates
 * nothing. Not thread safe.
 */
public final class Speakers {

  /** Voices that are mixed at most. */
  public static final int MOST = 8;

  /** By their weight, heaviest first. */
  private final List<Voice> chosen = new ArrayList<>(MOST + 1);

  /** Begins a frame. */
  public void begin() {
    chosen.clear();
  }

  /** Takes the next party's voice, once a frame. */
  public void offer(Voice voice) {
    voice.weigh();
    voice.mixed(false);
    if (!voice.speaks()) {
      return;
    }
    int at = chosen.size();
    while (at > 0 && chosen.get(at - 1).weight() < voice.weight()) {
      at--;
    }
    if (at < MOST) {
      chosen.add(at, voice);
      voice.mixed(true);
      if (chosen.size() > MOST) {
        chosen.removeLast().mixed(false);
      }
    }
  }

  /** Adds up those who were chosen, in an empty mixer. */
  public void mix(Mixer mixer) {
    for (int i = 0; i < chosen.size(); i++) {
      mixer.add(chosen.get(i).frame());
    }
  }
}
