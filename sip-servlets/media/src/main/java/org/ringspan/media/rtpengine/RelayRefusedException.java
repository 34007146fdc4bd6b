package org.ringspan.media.rtpengine;

/** An instance has no session for us. */
final class RelayRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  RelayRefusedException(String reason) {
    super(reason);
  }

  RelayRefusedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
