package org.ringspan.sip.wire;

import java.net.InetAddress;

/** Is told when a connection that could carry messages is gone. */
@FunctionalInterface
public interface ConnectionEnds {
  /**
   * A connection is gone, whoever ended it. Called on any thread, soon; must not wait.
   *
   * @param address the peer's
   * @param port the peer's, 1 to 65535
   */
  void gone(Transport transport, InetAddress address, int port);
}
