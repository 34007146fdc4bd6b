package org.ringspan.sip.container.api;

import java.util.Locale;
import javax.servlet.sip.SipServletMessage;

/**
 * The transport-layer path a message came over: for UDP a pair of addresses, otherwise a connection
 * (RFC 5626 section 3.1). A request to a registered phone must go over the flow of its registration
 * whenever the phone can't be reached at its Contact, as behind a NAT or on WebSocket.
 *
 * @param transport {@code udp}, {@code tcp}, {@code tls}, {@code ws} or {@code wss}
 * @param remoteAddress the peer's IP address, as text
 * @param remotePort the peer's port, 1-65535
 */
public record Flow(String transport, String remoteAddress, int remotePort) {

  /** Normalises the transport to lower case. */
  public Flow {
    transport = transport.toLowerCase(Locale.ROOT);
  }

  /** The flow a received message came over, from the packet and not from what its headers say. */
  public static Flow of(SipServletMessage received) {
    return new Flow(received.getTransport(), received.getRemoteAddr(), received.getRemotePort());
  }

  /** Whether this flow is a connection, which only the peer can open again. */
  public boolean connection() {
    return !"udp".equals(transport);
  }
}
