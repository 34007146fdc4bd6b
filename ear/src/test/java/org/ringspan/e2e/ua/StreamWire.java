package org.ringspan.e2e.ua;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server, TCP or TLS; messages are framed by their Content-Length (RFC 3261
 * section 18.3).
 */
public final class StreamWire implements Wire {
  private static final Pattern LENGTH =
      Pattern.compile("\r\n(?:content-length|l)\\s*:\\s*(\\d+)", Pattern.CASE_INSENSITIVE);

  private final String transport;
  private final Socket socket;

  private StreamWire(String transport, Socket socket) {
    this.transport = transport;
    this.socket = socket;
  }

  /** Connects by TCP from an address of this machine. */
  public static StreamWire tcp(InetAddress local, InetSocketAddress server) {
    try {
      var socket = new Socket(server.getAddress(), server.getPort(), local, 0);
      socket.setTcpNoDelay(true);
      return new StreamWire("TCP", socket);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to " + server, e);
    }
  }

  /** Connects by TLS and believes any certificate: the test server makes its own. */
  public static StreamWire tls(InetAddress local, InetSocketAddress server) {
    return tls(local, server, null);
  }

  /** The same, showing a certificate when it is asked for one. */
  public static StreamWire tls(
      InetAddress local, InetSocketAddress server, KeyManager @Nullable [] shown) {
    try {
      var plain = new Socket(server.getAddress(), server.getPort(), local, 0);
      plain.setTcpNoDelay(true);
      var socket =
          (SSLSocket)
              believing(shown)
                  .getSocketFactory()
                  .createSocket(plain, server.getHostString(), server.getPort(), true);
      socket.startHandshake();
      return new StreamWire("TLS", socket);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to " + server, e);
    }
  }

  /** TLS that believes any authority. */
  static SSLContext believing() {
    return believing(null);
  }

  private static SSLContext believing(KeyManager @Nullable [] shown) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(shown, new TrustManager[] {new Believer()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK speaks TLS", e);
    }
  }

  private static final class Believer implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Override
  public String transport() {
    return transport;
  }

  @Override
  public InetSocketAddress local() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void start(Receiver receiver) {
    Thread.ofVirtual().name(transport + " " + local()).start(() -> receive(receiver));
  }

  private void receive(Receiver receiver) {
    var from = (InetSocketAddress) socket.getRemoteSocketAddress();
    try {
      var in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
      while (true) {
        byte[] message = next(in);
        receiver.received(System.nanoTime(), message, from);
      }
    } catch (IOException e) {
      // The server or this wire has closed the connection: nothing more arrives, the next send
      // tells.
      close();
    }
  }

  private static byte[] next(DataInputStream in) throws IOException {
    byte[] buffer = new byte[1024];
    int length = 0;
    while (SipMessage.endOfHeader(buffer, length) != length || length == 0) {
      byte b = in.readByte();
      if (length == 0 && (b == '\r' || b == '\n')) {
        continue;
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, length * 2);
      }
      buffer[length++] = b;
    }
    var matcher =
        LENGTH.matcher(new String(buffer, 0, length, java.nio.charset.StandardCharsets.UTF_8));
    int body = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    byte[] message = Arrays.copyOf(buffer, length + body);
    in.readFully(message, length, body);
    return message;
  }

  @Override
  public void send(byte[] message, InetSocketAddress to) {
    try {
      synchronized (socket) {
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send to " + socket.getRemoteSocketAddress(), e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
