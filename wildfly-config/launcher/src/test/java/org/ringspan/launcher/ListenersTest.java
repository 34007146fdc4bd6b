package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.launcher.Listeners.Port;

class ListenersTest {
  private static final String ADDRESS = "127.0.0.1";

  @Test
  @DisplayName("A taken TCP port is named together with its setting")
  void takenTcpPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
      var listeners = listeners(new Port("ringspan.sip.tls.port", taken.getLocalPort(), false));

      assertThatThrownBy(listeners::requireFree)
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining(taken.getLocalPort() + "/tcp on 127.0.0.1 is taken")
          .hasMessageContaining("-Dringspan.sip.tls.port=")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  @DisplayName("A taken UDP port is named together with its setting")
  void takenUdpPort() throws IOException {
    try (var taken = new DatagramSocket(0, InetAddress.getByName(ADDRESS))) {
      var listeners = listeners(new Port("ringspan.sip.udp.port", taken.getLocalPort(), true));

      assertThatThrownBy(listeners::requireFree)
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining(taken.getLocalPort() + "/udp on 127.0.0.1 is taken")
          .hasMessageContaining("-Dringspan.sip.udp.port=");
    }
  }

  @Test
  @DisplayName("A free port stays free after the check")
  void freePort() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
      port = free.getLocalPort();
    }
    var listeners = listeners(new Port("jboss.http.port", port, false));

    assertThatCode(listeners::requireFree).doesNotThrowAnyException();
    assertThatCode(listeners::requireFree).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("An address of another machine is told from a taken port")
  void foreignAddress() {
    var listeners = new Listeners("192.0.2.1", List.of(new Port("jboss.http.port", 8080, false)));

    assertThatThrownBy(listeners::requireFree)
        .hasMessage("192.0.2.1 isn't an address of this machine (-Dringspan.bind.address)");
  }

  @Test
  @DisplayName("A listener that is switched off isn't checked")
  void switchedOff() {
    var settings =
        ServerSettings.of(Path.of("home"), Path.of("jdk"), Path.of("instance"))
            .property("ringspan.sip.tls.port", "0")
            .property("ringspan.sip.ws.port", "")
            .property("ringspan.sip.wss.port", "0")
            .property("ringspan.operations.port", "0")
            .build();

    assertThat(Listeners.of(settings).ports())
        .extracting(Port::setting)
        .containsExactly(
            "jboss.http.port",
            "jboss.management.http.port",
            "ringspan.sip.udp.port",
            "ringspan.sip.tcp.port");
  }

  @Test
  @DisplayName("A port that is no number is refused with its setting")
  void noNumber() {
    var settings =
        ServerSettings.of(Path.of("home"), Path.of("jdk"), Path.of("instance"))
            .property("ringspan.sip.udp.port", "70000")
            .build();

    assertThatThrownBy(() -> Listeners.of(settings))
        .hasMessage("-Dringspan.sip.udp.port=70000 isn't a port number (0 to 65535)");
  }

  private static Listeners listeners(Port port) {
    return new Listeners(ADDRESS, List.of(port));
  }
}
