package org.ringspan.media.embedded;

import org.ringspan.media.PlaybackId;
import org.ringspan.media.audio.Audio;

/** A prompt on its way. */
final class Playback {

  private final PlaybackId id;
  private final Audio audio;
  private int at;

  Playback(PlaybackId id, Audio audio) {
    this.id = id;
    this.audio = audio;
  }

  PlaybackId id() {
    return id;
  }

  /** Fills the next frame; false when nothing is left. */
  boolean next(short[] frame) {
    int copied = audio.copy(at, frame);
    at += copied;
    return copied > 0;
  }
}
