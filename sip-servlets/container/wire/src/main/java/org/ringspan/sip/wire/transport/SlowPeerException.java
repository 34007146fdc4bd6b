package org.ringspan.sip.wire.transport;

import java.io.IOException;

/** A message was begun and did not arrive in time. */
final class SlowPeerException extends IOException {
  private static final long serialVersionUID = 1L;

  SlowPeerException() {
    super("a message did not arrive in time");
  }
}
