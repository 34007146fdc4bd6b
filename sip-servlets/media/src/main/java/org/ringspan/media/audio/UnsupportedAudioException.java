package org.ringspan.media.audio;

import java.io.IOException;

/** A file that isn't sound which the engine can play; the message says what is wrong with it. */
public final class UnsupportedAudioException extends IOException {

  private static final long serialVersionUID = 1L;

  UnsupportedAudioException(String message) {
    super(message);
  }
}
