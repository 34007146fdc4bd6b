package org.ringspan.media.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/**
 * The two sockets of an endpoint.
 *
 * @param port that of RTP, even; RTCP has the next
 */
record Sockets(DatagramChannel rtp, DatagramChannel rtcp, InetAddress address, int port) {

  /**
   * Room for some 20 packets, 0.4 s, while a thread is late. With more a thread that is overloaded
   * would send what nobody waits for any more.
   */
  private static final int SOCKET_BUFFER_BYTES = 8 << 10;

  /**
   * Expedited forwarding, the class for voice (RFC 4594 section 4.1), in its place in the octet.
   */
  private static final int EXPEDITED_FORWARDING = 46 << 2;

  /**
   * Opens both.
   *
   * @throws IOException when one of the ports is taken; nothing stays open
   */
  static Sockets bind(InetAddress address, int port) throws IOException {
    DatagramChannel rtp = open(address, port);
    try {
      return new Sockets(rtp, open(address, port + 1), address, port);
    } catch (IOException e) {
      rtp.close();
      throw e;
    }
  }

  private static DatagramChannel open(InetAddress address, int port) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            address.getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED_FORWARDING);
      return channel.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  InetSocketAddress rtpAddress() {
    return new InetSocketAddress(address, port);
  }

  InetSocketAddress rtcpAddress() {
    return new InetSocketAddress(address, port + 1);
  }

  void close() throws IOException {
    try (rtp) {
      rtcp.close();
    }
  }
}
