package org.ringspan.sip.wire.transport;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.util.Arrays;
import org.ringspan.sip.wire.CallKey;

/**
 * What came in one datagram.
 *
 * @param octets hold it; those of a receiver's buffer are overwritten by its next datagram
 * @param length how many of them it has
 * @param key the same for all datagrams of one call
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Datagram(byte[] octets, int length, InetAddress source, int port, int key) {

  /** What was received into a packet, without a copy. */
  static Datagram in(DatagramPacket packet) {
    byte[] octets = packet.getData();
    int length = packet.getLength();
    // What has no Call-ID is no message, but a keep-alive or refused.
    int sender = 31 * packet.getAddress().hashCode() + packet.getPort();
    return new Datagram(
        octets,
        length,
        packet.getAddress(),
        packet.getPort(),
        CallKey.of(octets, 0, length, sender));
  }

  /** The same with octets of its own. */
  Datagram copy() {
    return new Datagram(Arrays.copyOf(octets, length), length, source, port, key);
  }
}
