package org.ringspan.sip.wire.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import org.ringspan.sip.wire.Transport;

/** Datagrams to and from one peer; made for each message, holding nothing that has to be closed. */
final class UdpChannel extends WireChannel {

  private final UdpProcessor processor;

  UdpChannel(UdpProcessor processor, WireContext wire, InetAddress peerAddress, int peerPort) {
    super(processor, wire, Transport.UDP, peerAddress, peerPort);
    this.processor = processor;
  }

  @Override
  void transmit(byte[] message, InetAddress address, int port) throws IOException {
    if (port <= 0 || port > 65_535) {
      throw new IOException("no port to send to: " + port);
    }
    processor.socket().send(new DatagramPacket(message, message.length, address, port));
  }

  @Override
  public void close() {
    // The socket belongs to the processor.
  }
}
