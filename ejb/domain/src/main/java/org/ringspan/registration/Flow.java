package org.ringspan.registration;

import org.ringspan.address.Transport;

/**
 * The path a phone's messages came by; requests to the phone go back over it (RFC 5626 section
 * 3.1).
 *
 * @param transport how
 * @param address the phone's IP address as we saw it
 * @param port the phone's port as we saw it, 1 to 65535
 */
public record Flow(Transport transport, String address, int port) {
  /** Whether it is a connection, which only the peer can open again. */
  public boolean isConnection() {
    return transport != Transport.UDP;
  }
}
