package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.HopImpl;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.WireHardening;
import org.ringspan.sip.wire.WireLimits;

@DisplayName("TLS connections")
@Timeout(300)
class TlsTest {

  private static final String PASSWORD = "changeit";

  private static BareStack stack;
  private static Properties tls;
  private static SSLContext trusting;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("key.p12");
    tls = keys(store);
    stack = new BareStack(WireLimits.defaults(), "127.0.12.8", tls, "5061/tls");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(Files.newInputStream(store), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  /** A stack's settings with a new key, whose certificate nobody else trusts. */
  private static Properties keys(Path store) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sip",
                "-keyalg",
                "EC",
                "-dname",
                "CN=ringspan.test",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    Properties settings = new Properties();
    settings.setProperty("javax.net.ssl.keyStore", store.toString());
    settings.setProperty("javax.net.ssl.keyStorePassword", PASSWORD);
    settings.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
    settings.setProperty("javax.net.ssl.trustStore", store.toString());
    settings.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    settings.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
    settings.setProperty("gov.nist.javax.sip.TLS_CLIENT_AUTH_TYPE", "Disabled");
    return settings;
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static StreamPeer connect(String protocol) throws IOException {
    SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.12.8", 5061);
    socket.setEnabledProtocols(new String[] {protocol});
    return new StreamPeer(socket);
  }

  @Test
  @DisplayName("TLS 1.2 and 1.3 carry validated messages, answers and keep-alives")
  void messages() throws Exception {
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      try (StreamPeer peer = connect(protocol)) {
        peer.send(Requests.options("TLS", "127.0.12.2", 5061, protocol));
        assertThat(peer.receive()).startsWith("SIP/2.0 200").contains("Call-ID: " + protocol);
        peer.send(
            Requests.options("TLS", "127.0.12.2", 5061, "bad")
                .replace("OPTIONS sip:probe", "OPTIONS isbn:1 "));
        assertThat(peer.receive()).startsWith("SIP/2.0 400 Malformed Request-Line");
        peer.send("\r\n\r\n");
        assertThat(peer.read()).isEqualTo('\r');
      }
    }
  }

  @Test
  @DisplayName("who doesn't finish the handshake in time is cut off")
  void slowHandshake() throws Exception {
    WireLimits limits =
        WireLimits.defaults().withTimeouts(Duration.ofMillis(700), Duration.ofMinutes(30));
    try (BareStack impatient = new BareStack(limits, "127.0.12.10", tls, "5061/tls");
        StreamPeer peer = new StreamPeer("127.0.12.2", "127.0.12.10", 5061)) {
      peer.send(new byte[] {22, 3, 1});
      assertThat(peer.read()).isEqualTo(-1);
      assertThat(impatient.statistics().droppedByReason()).containsKey(DropReason.SLOW_PEER);
    }
  }

  private static @Nullable MessageChannel opened(String address, int port) throws Exception {
    return ((SIPTransactionStack) stack.stack())
        .createRawMessageChannel("127.0.12.8", 5061, new HopImpl(address, port, "TLS"));
  }

  @Test
  @DisplayName(
      "nothing can be sent to a server whose certificate isn't trusted, or that says nothing")
  void noHandshake(@TempDir Path folder) throws Exception {
    Properties others = keys(folder.resolve("stranger.p12"));
    try (BareStack stranger =
            new BareStack(WireLimits.defaults(), "127.0.12.11", others, "5061/tls");
        ServerSocket silent = new ServerSocket(5061, 5, InetAddress.getByName("127.0.12.13"))) {
      assertThat(opened("127.0.12.11", 5061)).isNull();
      assertThat(opened("127.0.12.13", silent.getLocalPort())).isNull();
    }
    try (BareStack twin = new BareStack(WireLimits.defaults(), "127.0.12.11", tls, "5061/tls")) {
      assertThat(opened("127.0.12.11", 5061)).isNotNull();
    }
  }

  @Test
  @DisplayName("RFC 5922 7.3: nothing can be sent to a server whose certificate names another")
  void anotherName() throws Exception {
    try (BareStack twin = new BareStack(WireLimits.defaults(), "127.0.12.14", tls, "5061/tls")) {
      WireHardening.expect(stack.stack(), (address, port) -> Set.of("carrier.test"));
      assertThat(opened("127.0.12.14", 5061)).isNull();
      WireHardening.expect(
          stack.stack(), (address, port) -> Set.of("carrier.test", "ringspan.test"));
      assertThat(opened("127.0.12.14", 5061)).isNotNull();
    } finally {
      WireHardening.expect(stack.stack(), (address, port) -> Set.of());
    }
  }

  @Test
  @DisplayName("plain text on the TLS port ends that connection only")
  void plainText() throws Exception {
    try (StreamPeer peer = new StreamPeer("127.0.12.2", "127.0.12.8", 5061)) {
      peer.send(Requests.options("TLS", "127.0.12.2", 5061, "plain"));
      while (peer.read() >= 0) {
        // A TLS alert.
      }
    } catch (IOException e) {
      assertThat(e).isInstanceOf(java.net.SocketException.class);
    }
    try (StreamPeer peer = connect("TLSv1.3")) {
      peer.send(Requests.options("TLS", "127.0.12.2", 5061, "after"));
      assertThat(peer.receive()).startsWith("SIP/2.0 200");
    }
  }
}
