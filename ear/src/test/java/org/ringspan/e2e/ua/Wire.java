package org.ringspan.e2e.ua;

import java.net.InetSocketAddress;

/**
 * How a user agent's messages travel. Sending throws {@link java.io.UncheckedIOException} when the
 * wire is broken.
 */
public interface Wire extends AutoCloseable {
  /** Takes what arrives, whole messages only, on the wire's own thread. */
  interface Receiver {
    /**
     * @param at {@link System#nanoTime()} directly after the last byte was read
     */
    void received(long at, byte[] message, InetSocketAddress from);
  }

  /** The transport as a Via names it: {@code UDP}, {@code TCP}, {@code TLS} or {@code WS}. */
  String transport();

  /** The address and port in Via and Contact. */
  InetSocketAddress local();

  /** Starts delivering; called once, before the first message is sent. */
  void start(Receiver receiver);

  /** Sends bytes as they are; a connection ignores {@code to}. */
  void send(byte[] message, InetSocketAddress to);

  /**
   * Whether the transport itself delivers, so that transactions don't retransmit (RFC 3261 section
   * 17.1.1.2).
   */
  default boolean reliable() {
    return true;
  }

  @Override
  void close();
}
