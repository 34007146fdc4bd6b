package org.ringspan.sip.wire;

import java.net.InetAddress;

/** Sees the messages that pass: those received that were admitted, and all that are sent. */
@FunctionalInterface
public interface MessageTap {
  /**
   * A message passes. Called on the thread that handles it; must not wait, throw or change the
   * octets.
   *
   * @param sent whether we send it
   * @param address the peer's
   * @param port the peer's, 1 to 65535
   * @param octets an array in which the message lies from {@code from} to before {@code to}
   */
  void passed(
      boolean sent,
      Transport transport,
      InetAddress address,
      int port,
      byte[] octets,
      int from,
      int to);
}
