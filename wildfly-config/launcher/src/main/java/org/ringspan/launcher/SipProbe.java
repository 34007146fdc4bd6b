package org.ringspan.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.UUID;

/**
 * Asks a SIP port for its capabilities with an OPTIONS (RFC 3261 section 11), from the address that
 * the server itself is bound to.
 *
 * @param address of the server and of the probe
 * @param port of the server
 * @param udp over UDP; otherwise over TCP
 */
record SipProbe(String address, int port, boolean udp) {
  private static final int TIMEOUT_MILLIS = 1000;

  /** Whether anything but 503 Service Unavailable came back within a second. */
  boolean answers() {
    try {
      var answer = udp ? overUdp() : overTcp();
      // rfc3261#section-21.5.4: "The server is temporarily unable to process the request" -- no
      // application yet.
      return answer.startsWith("SIP/2.0 ") && !answer.startsWith("SIP/2.0 503");
    } catch (IOException e) {
      return false; // refused or silent: not ready yet
    }
  }

  private String overUdp() throws IOException {
    try (var socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0))) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(InetAddress.getByName(address), port);
      var request = request(socket.getLocalPort()).getBytes(US_ASCII);
      socket.send(new DatagramPacket(request, request.length));
      var answer = new DatagramPacket(new byte[2048], 2048);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), US_ASCII);
    }
  }

  private String overTcp() throws IOException {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request(socket.getLocalPort()).getBytes(US_ASCII));
      return new String(socket.getInputStream().readNBytes("SIP/2.0 200".length()), US_ASCII);
    }
  }

  private String request(int localPort) {
    var transport = udp ? "UDP" : "TCP";
    var id = UUID.randomUUID().toString().replace("-", "");
    return String.join(
        "\r\n",
        "OPTIONS sip:" + address + ":" + port + " SIP/2.0",
        "Via: SIP/2.0/%s %s:%d;branch=z9hG4bK%s".formatted(transport, address, localPort, id),
        "Max-Forwards: 1",
        "From: <sip:probe@" + address + ">;tag=" + id.substring(0, 8),
        "To: <sip:" + address + ":" + port + ">",
        "Call-ID: " + id,
        "CSeq: 1 OPTIONS",
        "Accept: application/sdp",
        "Content-Length: 0",
        "",
        "");
  }
}
