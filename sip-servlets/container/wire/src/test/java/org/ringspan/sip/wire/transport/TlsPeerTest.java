package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.ZonedDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.FutureTask;
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
import org.ringspan.sip.wire.Authority;
import org.ringspan.sip.wire.Authority.Certified;
import org.ringspan.sip.wire.WireLimits;
import org.wildfly.security.x500.GeneralName;

@DisplayName("Who is at the other end of a TLS connection")
@Timeout(300)
class TlsPeerTest {
  private static final String SERVER = "127.0.12.11";
  private static final String PASSWORD = "changeit";
  private static final Authority TRUSTED = new Authority("trusted");
  private static final Authority STRANGE = new Authority("strange");
  private static final GeneralName CARRIER = new GeneralName.URIName("sip:carrier.test");

  private static BareStack stack;
  private static TrustManagerFactory believed;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Certified server = TRUSTED.certify("CN=ringspan.test");
    KeyStore keys = emptyStore();
    keys.setKeyEntry(
        "sip", server.key(), PASSWORD.toCharArray(), new Certificate[] {server.certificate()});
    KeyStore trust = emptyStore();
    trust.setCertificateEntry("trusted", TRUSTED.certificate());
    believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    believed.init(trust);
    Properties tls = new Properties();
    tls.setProperty("javax.net.ssl.keyStore", stored(keys, folder.resolve("keys.p12")));
    tls.setProperty("javax.net.ssl.keyStorePassword", PASSWORD);
    tls.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
    tls.setProperty("javax.net.ssl.trustStore", stored(trust, folder.resolve("trust.p12")));
    tls.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    tls.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
    tls.setProperty("gov.nist.javax.sip.TLS_CLIENT_AUTH_TYPE", "Want");
    stack = new BareStack(WireLimits.defaults(), SERVER, tls, "5060/tcp", "5061/tls", "5067/wss");
  }

  private static KeyStore emptyStore() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static String stored(KeyStore store, Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file.toString();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static SSLSocket connect(int port, @Nullable Certified shown, String protocol)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown == null ? null : shown.keyManagers(), believed.getTrustManagers(), null);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(SERVER, port);
    socket.setEnabledProtocols(new String[] {protocol});
    return socket;
  }

  /** What the application learns of who has sent a request, by every version of TLS the same. */
  private static List<String> namesOf(String callId, @Nullable Certified shown) throws Exception {
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      try (StreamPeer peer = new StreamPeer(connect(5061, shown, protocol))) {
        // Twice: the second comes when the first has long been answered.
        for (String request : List.of(callId + "-1-" + protocol, callId + "-2-" + protocol)) {
          peer.send(Requests.options("TLS", "127.0.12.2", 5061, request));
          assertThat(peer.receive()).startsWith("SIP/2.0 200");
        }
      }
    }
    List<String> names = stack.peerNames(callId + "-1-TLSv1.2");
    for (String other : List.of("-2-TLSv1.2", "-1-TLSv1.3", "-2-TLSv1.3")) {
      assertThat(stack.peerNames(callId + other)).isEqualTo(names);
    }
    return names;
  }

  @Test
  @DisplayName("its certificate tells, when an authority that is trusted has signed it")
  void certified() throws Exception {
    assertThat(
            namesOf(
                "believed",
                TRUSTED.certify("CN=x", CARRIER, new GeneralName.URIName("sip:Second.test:5061"))))
        .containsExactly("carrier.test", "second.test");
  }

  @Test
  @DisplayName("whoever shows no certificate is let in and known by no name")
  void none() throws Exception {
    assertThat(namesOf("none", null)).isEmpty();
  }

  @Test
  @DisplayName("a certificate that isn't believed is no reason to hang up, and proves nothing")
  void unbelieved() throws Exception {
    assertThat(namesOf("strange", STRANGE.certify("CN=carrier.test", CARRIER))).isEmpty();
    assertThat(
            namesOf("expired", TRUSTED.certify("CN=x", ZonedDateTime.now().minusDays(60), CARRIER)))
        .isEmpty();
    assertThat(namesOf("early", TRUSTED.certify("CN=x", ZonedDateTime.now().plusDays(1), CARRIER)))
        .isEmpty();
    assertThat(namesOf("server", TRUSTED.certifyServer(CARRIER)))
        .as("it is for servers only (RFC 5280 section 4.2.1.12)")
        .isEmpty();
  }

  @Test
  @DisplayName("a server that we have connected to is known by the certificate it shows")
  void opened() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(TRUSTED.certifyServer(CARRIER).keyManagers(), null, null);
    try (ServerSocket server =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getByName("127.0.12.2"))) {
      // It returns when the handshake is over, which takes both sides.
      FutureTask<MessageChannel> opening =
          new FutureTask<>(
              () ->
                  processor("TLS")
                      .createMessageChannel(server.getInetAddress(), server.getLocalPort()));
      Thread.ofPlatform().start(opening);
      try (StreamPeer peer = new StreamPeer(server.accept())) {
        peer.send(Requests.options("TLS", "127.0.12.2", 5061, "opened"));
        assertThat(peer.receive()).startsWith("SIP/2.0 200");
      } finally {
        opening.get().close();
      }
    }
    assertThat(stack.peerNames("opened")).containsExactly("carrier.test");
  }

  private static MessageProcessor processor(String transport) {
    for (Iterator<?> points = stack.stack().getListeningPoints(); points.hasNext(); ) {
      ListeningPointImpl point = (ListeningPointImpl) points.next();
      if (point.getTransport().equalsIgnoreCase(transport)) {
        return point.getMessageProcessor();
      }
    }
    throw new AssertionError("nothing listens on " + transport);
  }

  @Test
  @DisplayName("nobody on TCP has a name")
  void tcp() throws Exception {
    try (StreamPeer peer = new StreamPeer("127.0.12.2", SERVER, 5060)) {
      peer.send(Requests.options("TCP", "127.0.12.2", 5060, "tcp"));
      assertThat(peer.receive()).startsWith("SIP/2.0 200");
    }
    assertThat(stack.peerNames("tcp")).isEmpty();
  }

  @Test
  @DisplayName("browsers aren't asked: they would ask their users")
  void browsers() throws Exception {
    try (SSLSocket socket = connect(5067, TRUSTED.certify("CN=x", CARRIER), "TLSv1.3")) {
      socket.startHandshake();
      assertThat(socket.getSession().getLocalCertificates()).isNull();
    }
    try (SSLSocket socket = connect(5061, TRUSTED.certify("CN=x", CARRIER), "TLSv1.3")) {
      socket.startHandshake();
      assertThat(socket.getSession().getLocalCertificates()).isNotNull();
    }
  }

  @Test
  @DisplayName("a connection that outlives its certificate loses the names")
  void outlived() {
    X509Certificate own =
        TRUSTED.certify("CN=x", ZonedDateTime.now().minusDays(10), CARRIER).certificate();
    PeerIdentity peer = PeerIdentity.of(own, TRUSTED.certificate());
    assertThat(peer.namesAt(own.getNotAfter().toInstant().minusSeconds(1)))
        .containsExactly("carrier.test");
    assertThat(peer.namesAt(own.getNotAfter().toInstant().plusSeconds(1))).isEmpty();
  }
}
