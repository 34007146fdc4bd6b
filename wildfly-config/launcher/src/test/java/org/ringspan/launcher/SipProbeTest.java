package org.ringspan.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipProbeTest {
  private static final String ADDRESS = "127.0.0.1";

  @ParameterizedTest
  @DisplayName("Any answer over UDP counts, but not 503: there is no application yet")
  @CsvSource({
    "SIP/2.0 200 OK,true",
    "SIP/2.0 405 No,true",
    "SIP/2.0 503 No,false",
    "HTTP/1.1 200,false"
  })
  void udp(String answer, boolean ready) throws IOException {
    try (var server = new DatagramSocket(0, InetAddress.getByName(ADDRESS))) {
      var request = CompletableFuture.supplyAsync(() -> answerOnce(server, answer));

      assertThat(new SipProbe(ADDRESS, server.getLocalPort(), true).answers()).isEqualTo(ready);

      assertThat(request.join())
          .startsWith("OPTIONS sip:127.0.0.1:" + server.getLocalPort() + " SIP/2.0\r\n")
          .contains("\r\nVia: SIP/2.0/UDP 127.0.0.1:", "\r\nCSeq: 1 OPTIONS\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  @DisplayName("An answer over TCP counts")
  void tcp() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
      var answered =
          CompletableFuture.runAsync(
              () -> {
                try (var connection = server.accept()) {
                  connection.getOutputStream().write("SIP/2.0 200 OK\r\n\r\n".getBytes(US_ASCII));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });

      assertThat(new SipProbe(ADDRESS, server.getLocalPort(), false).answers()).isTrue();
      answered.join();
    }
  }

  @Test
  @DisplayName("A port where nobody listens isn't ready")
  void nobody() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
      port = free.getLocalPort();
    }

    assertThat(new SipProbe(ADDRESS, port, false).answers()).isFalse();
    assertThat(new SipProbe(ADDRESS, port, true).answers()).isFalse();
  }

  private static String answerOnce(DatagramSocket server, String answer) {
    try {
      var request = new DatagramPacket(new byte[2048], 2048);
      server.receive(request);
      var bytes = answer.getBytes(US_ASCII);
      server.send(new DatagramPacket(bytes, bytes.length, request.getSocketAddress()));
      return new String(request.getData(), 0, request.getLength(), US_ASCII);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
