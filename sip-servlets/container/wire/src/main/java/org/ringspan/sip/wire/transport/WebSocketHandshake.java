package org.ringspan.sip.wire.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP request that opens a WebSocket (RFC 6455 section 4.2, RFC 7118 section 4). */
final class WebSocketHandshake {

  /** Longest request, octets. */
  static final int MAX_BYTES = 8192;

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketHandshake() {}

  /**
   * The outcome.
   *
   * @param accepted whether the connection is a WebSocket from now on
   * @param response the HTTP response, complete
   */
  record Outcome(boolean accepted, byte[] response) {}

  /** Judges a request that ends with its empty line. */
  static Outcome answer(String request) {
    String[] lines = request.split("\r\n", -1);
    if (!lines[0].matches("GET \\S+ HTTP/1\\.1")) {
      return refuse("400 Bad Request", "");
    }
    Map<String, String> headers = headers(lines);
    if (headers == null) {
      return refuse("400 Bad Request", "");
    }
    if (!has(headers, "upgrade", "websocket") || !has(headers, "connection", "upgrade")) {
      return refuse("426 Upgrade Required", "Upgrade: websocket\r\n");
    }
    if (!has(headers, "sec-websocket-version", "13")) {
      return refuse("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n");
    }
    String key = headers.getOrDefault("sec-websocket-key", "");
    // rfc7118#section-4.1: "the WebSocket server … MUST … include the value "sip" in the
    // Sec-WebSocket-Protocol header field".
    if (!isKey(key) || !has(headers, "sec-websocket-protocol", "sip")) {
      return refuse("400 Bad Request", "");
    }
    String response =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key)
            + "\r\nSec-WebSocket-Protocol: sip\r\n\r\n";
    return new Outcome(true, response.getBytes(StandardCharsets.US_ASCII));
  }

  private static @Nullable Map<String, String> headers(String[] lines) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        return null;
      }
      headers.merge(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip(),
          (a, b) -> a + "," + b);
    }
    return headers;
  }

  private static boolean has(Map<String, String> headers, String name, String token) {
    for (String value : headers.getOrDefault(name, "").split(",", -1)) {
      if (value.strip().equalsIgnoreCase(token)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKey(String key) {
    return key.matches("[A-Za-z0-9+/]{22}==");
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static Outcome refuse(String status, String header) {
    String response =
        "HTTP/1.1 " + status + "\r\n" + header + "Connection: close\r\nContent-Length: 0\r\n\r\n";
    return new Outcome(false, response.getBytes(StandardCharsets.US_ASCII));
  }
}
