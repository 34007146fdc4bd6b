package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A plain UDP socket that talks to the stack under test. */
final class UdpPeer implements AutoCloseable {

  private static int probes;

  private final DatagramSocket socket;
  private final InetSocketAddress server;
  private final String address;

  UdpPeer(String address, int port, String server, int serverPort) throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(address, port));
    this.socket.setSoTimeout(60_000);
    this.server = new InetSocketAddress(InetAddress.getByName(server), serverPort);
    this.address = address;
  }

  void send(byte[] message) throws IOException {
    socket.send(new DatagramPacket(message, message.length, server));
  }

  void send(String message) throws IOException {
    send(message.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The next datagram as text; fails after a minute. */
  String receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
  }

  /** Sends an OPTIONS request and returns what came before its answer. */
  List<String> receivedUntilProbe() throws IOException {
    String callId = "probe-" + ++probes;
    send(Requests.options(address, socket.getLocalPort(), callId));
    List<String> before = new ArrayList<>();
    while (true) {
      String message = receive();
      if (message.contains(callId)) {
        assertThat(message).startsWith("SIP/2.0 200");
        return before;
      }
      before.add(message);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
  }
}
