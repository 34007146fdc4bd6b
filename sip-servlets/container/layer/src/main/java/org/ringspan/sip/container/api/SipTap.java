package org.ringspan.sip.container.api;

/** Sees the SIP messages that pass: those received that were admitted, and all that are sent. */
@FunctionalInterface
public interface SipTap {
  /**
   * A message passes. Called on the thread that handles it; must not wait or throw.
   *
   * @param sent whether we send it
   * @param transport UDP, TCP, TLS, WS or WSS
   * @param address the peer's, as a literal
   * @param port the peer's, 1 to 65535
   * @param message the message, in octets of its own
   */
  void passed(boolean sent, String transport, String address, int port, byte[] message);
}
