import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.function.Consumer;

/** What the load generators need of SIP: a UDP socket and a look into messages that the server made. */
final class Sip {
  /** A socket whose messages one thread hands on, one at a time. */
  static final class Socket implements AutoCloseable {
    private static final int BUFFER = 4 << 20;
    private final DatagramSocket socket;
    private final InetSocketAddress server;

    Socket(InetSocketAddress own, InetSocketAddress server) throws SocketException {
      this.server = server;
      socket = new DatagramSocket(own);
      socket.setReceiveBufferSize(BUFFER);
      socket.setSendBufferSize(BUFFER);
    }

    void receive(Consumer<String> each) {
      Thread.ofPlatform()
          .daemon()
          .name("receiver " + socket.getLocalSocketAddress())
          .start(
              () -> {
                var packet = new DatagramPacket(new byte[65_535], 65_535);
                while (!socket.isClosed()) {
                  try {
                    packet.setLength(65_535);
                    socket.receive(packet);
                    each.accept(new String(packet.getData(), 0, packet.getLength(), UTF_8));
                  } catch (IOException e) {
                    if (!socket.isClosed()) {
                      System.err.println("receiving: " + e);
                    }
                  } catch (RuntimeException e) {
                    // One message that can't be understood mustn't deafen the generator; it counts as unexpected.
                    unexpected++;
                    e.printStackTrace();
                  }
                }
              });
    }

    private volatile int unexpected;

    int unexpected() {
      return unexpected;
    }

    void send(String message) {
      byte[] bytes = message.getBytes(UTF_8);
      try {
        socket.send(new DatagramPacket(bytes, bytes.length, server));
      } catch (IOException e) {
        // A killed server refuses datagrams on loopback; what isn't answered is sent again.
        if (!socket.isClosed()) {
          refused++;
        }
      }
    }

    private volatile int refused;

    int refused() {
      return refused;
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  static boolean isResponse(String message) {
    return message.startsWith("SIP/2.0 ");
  }

  /** The status of a response. */
  static int status(String response) {
    return Integer.parseInt(response.substring(8, 11));
  }

  /** The method of a request. */
  static String method(String request) {
    return request.substring(0, request.indexOf(' '));
  }

  /** The user part of the Request-URI. */
  static String called(String request) {
    int from = request.indexOf("sip:") + 4;
    int to = from;
    while ("@;: >".indexOf(request.charAt(to)) < 0) {
      to++;
    }
    return request.substring(from, to);
  }

  /** The first header of this name, "" when there is none. The server writes long names in their usual case. */
  static String header(String message, String name) {
    int at = message.indexOf("\r\n" + name + ":");
    if (at < 0) {
      return "";
    }
    int end = message.indexOf("\r\n", at + 2);
    return message.substring(at + name.length() + 3, end).strip();
  }

  /** All Via and Record-Route lines of a message, as a response repeats them. */
  static String path(String request) {
    var lines = new StringBuilder();
    int headersEnd = request.indexOf("\r\n\r\n");
    request
        .substring(0, headersEnd)
        .lines()
        .filter(line -> line.startsWith("Via:") || line.startsWith("Record-Route:"))
        .forEach(line -> lines.append(line).append("\r\n"));
    return lines.toString();
  }

  static String branch(String message) {
    String via = header(message, "Via");
    int at = via.indexOf("branch=");
    int end = via.indexOf(';', at);
    return end < 0 ? via.substring(at + 7) : via.substring(at + 7, end);
  }

  /** The URI of the Contact. */
  static String contact(String message) {
    String contact = header(message, "Contact");
    int from = contact.indexOf('<');
    return from < 0 ? contact : contact.substring(from + 1, contact.indexOf('>'));
  }

  /** The s= line of the body, "" without one. */
  static String session(String message) {
    int at = message.indexOf("\r\ns=");
    return at < 0 ? "" : message.substring(at + 4, message.indexOf("\r\n", at + 4));
  }

  /** A session description whose name says who made it. */
  static String description(String session, String address) {
    return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=" + session + "\r\nc=IN IP4 " + address
        + "\r\nt=0 0\r\nm=audio 16000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n";
  }

  static String withBody(String head, String body) {
    return head
        + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
        + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
  }

  private Sip() {}
}
