package org.ringspan.sip.container;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A SIP client that knows nothing: it sends the text it is told and hands out what it receives,
 * over one transport.
 */
final class Phone implements AutoCloseable {
  /** Sends one message. */
  @FunctionalInterface
  private interface Sender {
    void send(String message) throws IOException;
  }

  private final String transport;
  private final String localAddress;
  private final int localPort;
  private final Sender sender;
  private final AutoCloseable connection;
  private final BlockingQueue<SipText> received;

  private Phone(
      String transport,
      InetSocketAddress local,
      Sender sender,
      AutoCloseable connection,
      BlockingQueue<SipText> received) {
    this.transport = transport;
    this.localAddress = local.getAddress().getHostAddress();
    this.localPort = local.getPort();
    this.sender = sender;
    this.connection = connection;
    this.received = received;
  }

  /** A phone on a free port of an address that isn't the server's. */
  static Phone over(String transport) throws Exception {
    InetAddress local = InetAddress.getByName(System.getProperty("test.address") + ".2");
    return switch (transport) {
      case "udp" -> udp(new InetSocketAddress(local, 0));
      case "ws" -> webSocket();
      default -> stream(transport, local);
    };
  }

  /** The phone the test application calls when it knows no better. */
  static Phone called() throws Exception {
    return udp(new InetSocketAddress(Server.CALLED_ADDRESS, Server.CALLED_PORT));
  }

  private static Phone udp(InetSocketAddress local) throws IOException {
    DatagramSocket socket = new DatagramSocket(local);
    socket.connect(new InetSocketAddress(Server.ADDRESS, 5060));
    BlockingQueue<SipText> received = new LinkedBlockingQueue<>();
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  byte[] buffer = new byte[65_535];
                  while (!socket.isClosed()) {
                    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                    try {
                      socket.receive(packet);
                    } catch (IOException e) {
                      return;
                    }
                    received.add(
                        new SipText(
                            new String(
                                packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)));
                  }
                });
    return new Phone(
        "udp",
        (InetSocketAddress) socket.getLocalSocketAddress(),
        message -> {
          byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
          socket.send(new DatagramPacket(bytes, bytes.length));
        },
        () -> {
          socket.close();
          // The port is free only when nobody waits in receive any more.
          reader.join();
        },
        received);
  }

  private static Phone stream(String transport, InetAddress local) throws Exception {
    Socket socket =
        transport.equals("tls")
            ? trustingEverybody().getSocketFactory().createSocket(Server.ADDRESS, 5061, local, 0)
            : new Socket(InetAddress.getByName(Server.ADDRESS), 5060, local, 0);
    BlockingQueue<SipText> received = new LinkedBlockingQueue<>();
    Thread.ofVirtual()
        .start(
            () -> {
              StringBuilder pending = new StringBuilder();
              byte[] buffer = new byte[8192];
              try {
                for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                  pending.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                  SipText.takeAll(pending, received::add);
                }
              } catch (IOException e) {
                pending.setLength(0);
              }
            });
    return new Phone(
        transport,
        (InetSocketAddress) socket.getLocalSocketAddress(),
        message -> socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8)),
        socket,
        received);
  }

  private static Phone webSocket() {
    BlockingQueue<SipText> received = new LinkedBlockingQueue<>();
    HttpClient client = HttpClient.newHttpClient();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .subprotocols("sip")
            .buildAsync(URI.create("ws://" + Server.ADDRESS + ":5066"), new Frames(received))
            .join();
    return new Phone(
        "ws",
        // rfc7118#section-5.2: a browser doesn't know its address
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
        message -> socket.sendText(message, true).join(),
        () -> {
          socket.abort();
          client.close();
        },
        received);
  }

  private static SSLContext trustingEverybody() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
    return context;
  }

  String transport() {
    return transport;
  }

  void send(String message) throws IOException {
    sender.send(message);
  }

  /** The next message that isn't a 100, half a minute waited for. */
  SipText receive() throws InterruptedException {
    SipText next;
    do {
      next = received.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("Nothing received over " + transport);
      }
    } while (next.startLine().startsWith("SIP/2.0 100"));
    return next;
  }

  /** The next message whose start line begins so; what comes before is passed over. */
  SipText receive(String start) throws InterruptedException {
    SipText next = receive();
    while (!next.startLine().startsWith(start)) {
      next = receive();
    }
    return next;
  }

  /** Whether nothing comes for half a second. */
  boolean silent() throws InterruptedException {
    return received.poll(500, TimeUnit.MILLISECONDS) == null;
  }

  String branch() {
    return "z9hG4bK" + UUID.randomUUID();
  }

  /** The text of a request from this phone. */
  String request(String method, String uri, String to, String callId, int cseq, String branch) {
    return method
        + " "
        + uri
        + " SIP/2.0\r\nVia: SIP/2.0/"
        + transport.toUpperCase(Locale.ROOT)
        + " "
        + localAddress
        + ":"
        + localPort
        + ";branch="
        + branch
        + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:tester@ringspan.test>;tag=t1\r\nTo: "
        + to
        + "\r\nCall-ID: "
        + callId
        + "\r\nCSeq: "
        + cseq
        + " "
        + method
        + "\r\nContact: <sip:tester@"
        + localAddress
        + ":"
        + localPort
        + ";transport="
        + transport
        + ">\r\nContent-Length: 0\r\n\r\n";
  }

  /** The text of this phone's response to a request. */
  String response(SipText request, int status) {
    String to = request.header("To");
    StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Test\r\n");
    request.headers("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
    return text.append("From: ")
        .append(request.header("From"))
        .append("\r\nTo: ")
        .append(to.contains("tag=") ? to : to + ";tag=t2")
        .append("\r\nCall-ID: ")
        .append(request.header("Call-ID"))
        .append("\r\nCSeq: ")
        .append(request.header("CSeq"))
        .append("\r\nContact: <sip:tester@")
        .append(localAddress)
        .append(":")
        .append(localPort)
        .append(";transport=")
        .append(transport)
        .append(">\r\nContent-Length: 0\r\n\r\n")
        .toString();
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }

  private record Frames(BlockingQueue<SipText> received) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      received.add(new SipText(text.toString()));
      socket.request(1);
      return null;
    }
  }

  /** The development certificate is its own issuer. */
  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
