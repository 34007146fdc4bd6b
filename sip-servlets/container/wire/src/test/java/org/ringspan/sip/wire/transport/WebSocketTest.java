package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.WireLimits;

@DisplayName("RFC 7118: SIP over WebSocket, with the JDK's own client")
@Timeout(300)
class WebSocketTest implements WebSocket.Listener {

  private static final URI SERVER = URI.create("ws://127.0.12.7:5066/");

  private static BareStack stack;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();

  @BeforeAll
  static void start() throws Exception {
    stack =
        new BareStack(
            WireLimits.defaults().withMaxMessageBytes(8192).withStreamWorkers(2),
            "127.0.12.7",
            "5066/ws");
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      received.add(text.toString());
      text.setLength(0);
    }
    socket.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    received.add("pong");
    socket.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closed.complete(code);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.completeExceptionally(error);
  }

  private WebSocket connect(HttpClient client) {
    return client.newWebSocketBuilder().subprotocols("sip").buildAsync(SERVER, this).join();
  }

  private String next() throws InterruptedException {
    String message = received.poll(60, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    return message;
  }

  private static String options(String callId) {
    return Requests.options("WS", "df7jal23ls0d.invalid", 5060, callId)
        .replaceFirst("Content-Length: 0\r\n", "");
  }

  @Test
  @DisplayName("requests are answered on their connection, whatever their Via says")
  void answers() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket = connect(client);
      assertThat(socket.getSubprotocol()).isEqualTo("sip");
      socket.sendText(options("text"), true).join();
      assertThat(next()).startsWith("SIP/2.0 200").contains("Call-ID: text").contains("SIP/2.0/WS");
      socket.sendText(options("parts").substring(0, 30), false).join();
      socket.sendText(options("parts").substring(30), true).join();
      assertThat(next()).contains("Call-ID: parts");
      socket.sendBinary(ByteBuffer.wrap(options("binary").getBytes()), true).join();
      assertThat(next()).contains("Call-ID: binary");
      socket.abort();
    }
  }

  @Test
  @DisplayName("the same validation judges them")
  void validation() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket = connect(client);
      socket.sendText(options("bad").replace("SIP/2.0\r\nVia", "SIP/3.0\r\nVia"), true).join();
      assertThat(next()).startsWith("SIP/2.0 505 Version Not Supported\r\n");
      socket.sendText(options("good"), true).join();
      assertThat(next()).startsWith("SIP/2.0 200");
      socket.abort();
    }
  }

  @Test
  @DisplayName("pings and the double CRLF are answered, a close too")
  void control() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket = connect(client);
      socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
      assertThat(next()).isEqualTo("pong");
      socket.sendText("\r\n\r\n", true).join();
      assertThat(next()).isEqualTo("\r\n");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      assertThat(closed.get(60, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }
  }

  @Test
  @DisplayName("RFC 6455 7.4.1: a message that is too long closes the connection with 1009")
  void tooLong() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket = connect(client);
      socket.sendText("x".repeat(5000), false).join();
      socket.sendText("x".repeat(5000), true);
      assertThat(closed.get(60, TimeUnit.SECONDS)).isEqualTo(1009);
    }
  }

  @Test
  @DisplayName("RFC 7118 4: without the subprotocol sip there is no connection")
  void subprotocol() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> client.newWebSocketBuilder().buildAsync(SERVER, this).join())
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }
  }

  @Test
  @DisplayName("what isn't a WebSocket handshake or an unmasked frame ends the connection")
  void garbage() throws Exception {
    try (StreamPeer peer = new StreamPeer("127.0.12.2", "127.0.12.7", 5066)) {
      peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(peer.receive()).startsWith("HTTP/1.1 426 Upgrade Required");
      assertThat(peer.receive()).isNull();
    }
    try (StreamPeer peer = new StreamPeer("127.0.12.2", "127.0.12.7", 5066)) {
      peer.send(
          "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Protocol: sip\r\n\r\n");
      // The example of RFC 6455 section 1.3.
      assertThat(peer.receive()).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
      peer.send(new byte[] {(byte) 0x81, 1, 'x'});
      assertThat(peer.read()).isEqualTo(0x88);
      assertThat(peer.read()).isEqualTo(2);
      assertThat(peer.read() << 8 | peer.read()).isEqualTo(1002);
      assertThat(peer.read()).isEqualTo(-1);
    }
    assertThat(stack.statistics().droppedByReason()).containsKey(DropReason.BAD_FRAMING);
  }
}
