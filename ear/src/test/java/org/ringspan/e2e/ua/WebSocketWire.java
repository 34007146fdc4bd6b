package org.ringspan.e2e.ua;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * SIP over WebSocket (RFC 7118): one message a WebSocket message, Contact and Via of an invalid
 * host.
 */
public final class WebSocketWire implements Wire, WebSocket.Listener {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private record Arrival(long at, byte[] message) {}

  private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final InetSocketAddress server;
  // rfc7118#section-5: a client that doesn't know its address uses a random name below ".invalid"
  private final InetSocketAddress name =
      InetSocketAddress.createUnresolved("ua%04d.invalid".formatted(NAMES.incrementAndGet()), 5060);
  private final String transport;
  private final HttpClient client;
  private final WebSocket socket;
  private @Nullable Thread reader;

  /** Connects and agrees on the sub-protocol {@code sip}. */
  public WebSocketWire(InetSocketAddress server) {
    this("WS", server, HttpClient.newHttpClient());
  }

  /**
   * Connects by TLS, believing any authority but not another name than the server's, and agrees on
   * the sub-protocol {@code sip}.
   */
  public static WebSocketWire overTls(InetSocketAddress server) {
    return new WebSocketWire(
        "WSS", server, HttpClient.newBuilder().sslContext(StreamWire.believing()).build());
  }

  private WebSocketWire(String transport, InetSocketAddress server, HttpClient client) {
    this.transport = transport;
    this.server = server;
    this.client = client;
    socket =
        client
            .newWebSocketBuilder()
            .subprotocols("sip")
            .connectTimeout(Duration.ofSeconds(30))
            .buildAsync(
                URI.create(
                    transport.toLowerCase(Locale.ROOT)
                        + "://"
                        + server.getHostString()
                        + ":"
                        + server.getPort()
                        + "/"),
                this)
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    if (!socket.getSubprotocol().equals("sip")) {
      throw new AssertionError(
          "the server agreed on sub-protocol '" + socket.getSubprotocol() + "'");
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    return arrived(webSocket, StandardCharsets.UTF_8.encode(data.toString()), last);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    return arrived(webSocket, data, last);
  }

  private @Nullable CompletionStage<?> arrived(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    partial.writeBytes(bytes);
    if (last) {
      arrivals.add(new Arrival(System.nanoTime(), partial.toByteArray()));
      partial.reset();
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public String transport() {
    return transport;
  }

  @Override
  public InetSocketAddress local() {
    return name;
  }

  @Override
  public void start(Receiver receiver) {
    reader =
        Thread.ofVirtual()
            .name("ws " + name)
            .start(
                () -> {
                  try {
                    while (true) {
                      var arrival = arrivals.take();
                      receiver.received(arrival.at(), arrival.message(), server);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  @Override
  public void send(byte[] message, InetSocketAddress to) {
    // The client takes no message while another is on its way, and a phone sends from several
    // threads.
    synchronized (socket) {
      socket
          .sendText(new String(message, StandardCharsets.UTF_8), true)
          .orTimeout(5, TimeUnit.SECONDS)
          .join();
    }
  }

  @Override
  public void close() {
    socket.abort();
    if (reader != null) {
      reader.interrupt();
    }
    client.shutdownNow();
  }
}
