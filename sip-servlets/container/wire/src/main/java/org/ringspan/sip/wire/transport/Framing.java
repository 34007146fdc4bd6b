package org.ringspan.sip.wire.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts the octets of a connection into messages. */
interface Framing {

  /**
   * Waits for the next message.
   *
   * @return null at the end of the connection
   * @throws SlowPeerException when a message was begun and did not arrive in time
   * @throws java.net.SocketTimeoutException when the connection was silent for too long
   */
  @Nullable Framed next() throws IOException;
}
