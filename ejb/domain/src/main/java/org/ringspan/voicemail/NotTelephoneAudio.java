package org.ringspan.voicemail;

/** A file isn't one that can be played by telephone; the message says why. */
public final class NotTelephoneAudio extends Exception {
  private static final long serialVersionUID = 1L;

  NotTelephoneAudio(String why) {
    super(why);
  }
}
