package org.ringspan.sip.wire.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A plain TCP connection to the stack under test. */
class StreamPeer implements AutoCloseable {

  final Socket socket;

  StreamPeer(String from, String server, int port) throws IOException {
    this(new Socket());
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(server, port), 60_000);
  }

  StreamPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(60_000);
  }

  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** One octet; -1 at the end. Fails after a minute. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** The next message without a body; null at the end. Fails after a minute. */
  @Nullable String receive() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        return null;
      }
      message.write(octet);
      if (octet == '\n') {
        String text = message.toString(StandardCharsets.ISO_8859_1);
        if (text.endsWith("\r\n\r\n")) {
          return text;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
