import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Registers the desk phones of the benchmark from one UDP socket, with digest authentication (RFC 7616), one after the other.
 *
 * <p>Arguments: server address and port, own address and port (also the contact's), SIP domain, first and last user index, expiry in seconds. Device
 * {@code u0001-desk} has the password {@code secret-u0001-desk} and the contact {@code sip:u0001@own-address:own-port}.
 */
final class Registrations {
  private static final Pattern STATUS = Pattern.compile("^SIP/2\\.0 (\\d{3})");
  private static final Pattern CHALLENGE =
      Pattern.compile("(?im)^WWW-Authenticate:\\s*Digest\\s+(.*)$");

  private final DatagramSocket socket;
  private final InetSocketAddress server;
  private final String contactAddress;
  private final String domain;
  private final int expires;

  private Registrations(
      DatagramSocket socket,
      InetSocketAddress server,
      String contactAddress,
      String domain,
      int expires) {
    this.socket = socket;
    this.server = server;
    this.contactAddress = contactAddress;
    this.domain = domain;
    this.expires = expires;
  }

  public static void main(String[] args) throws Exception {
    var server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    var own = new InetSocketAddress(args[2], Integer.parseInt(args[3]));
    try (var socket = new DatagramSocket(own)) {
      socket.setSoTimeout(500);
      var registrations =
          new Registrations(socket, server, args[2] + ":" + args[3], args[4], Integer.parseInt(args[7]));
      int first = Integer.parseInt(args[5]);
      int last = Integer.parseInt(args[6]);
      for (int index = first; index <= last; index++) {
        registrations.register("u%04d".formatted(index));
      }
      System.out.println("registered " + (last - first + 1) + " desk phones");
    }
  }

  private void register(String user) throws Exception {
    String device = user + "-desk";
    String callId = UUID.randomUUID().toString();
    String challenged = exchange(request(user, device, callId, 1, ""), 1);
    if (status(challenged) != 401) {
      throw new IOException("REGISTER of " + device + " wasn't challenged:\n" + challenged);
    }
    String credentials = "Authorization: " + answer(challenged, device) + "\r\n";
    String accepted = exchange(request(user, device, callId, 2, credentials), 2);
    if (status(accepted) != 200) {
      throw new IOException("REGISTER of " + device + " was refused:\n" + accepted);
    }
  }

  private String request(String user, String device, String callId, int sequence, String credentials) {
    return "REGISTER sip:" + domain + " SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP " + contactAddress + ";branch=z9hG4bK" + UUID.randomUUID() + "\r\n"
        + "From: <sip:" + device + "@" + domain + ">;tag=" + user + "\r\n"
        + "To: <sip:" + device + "@" + domain + ">\r\n"
        + "Call-ID: " + callId + "\r\n"
        + "CSeq: " + sequence + " REGISTER\r\n"
        + "Contact: <sip:" + user + "@" + contactAddress + ">;expires=" + expires + "\r\n"
        + "Max-Forwards: 70\r\n"
        + credentials
        + "Content-Length: 0\r\n\r\n";
  }

  /** Sends a request up to five times, half a second apart, until its final response arrives. */
  private String exchange(String request, int sequence) throws IOException {
    byte[] bytes = request.getBytes(US_ASCII);
    for (int attempt = 0; attempt < 5; attempt++) {
      socket.send(new DatagramPacket(bytes, bytes.length, server));
      try {
        while (true) {
          var packet = new DatagramPacket(new byte[65_535], 65_535);
          socket.receive(packet);
          String response = new String(packet.getData(), 0, packet.getLength(), UTF_8);
          if (response.contains("CSeq: " + sequence + " REGISTER") && status(response) >= 200) {
            return response;
          }
        }
      } catch (SocketTimeoutException lost) {
        System.err.println("no answer in 500 ms, sent again: " + request.lines().findFirst().orElseThrow());
      }
    }
    throw new IOException("no answer to\n" + request);
  }

  private static int status(String response) {
    Matcher line = STATUS.matcher(response);
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }

  /** The credentials for the first challenge whose algorithm is MD5, SHA-256 or absent. */
  private String answer(String challenged, String device) throws Exception {
    Matcher challenge = CHALLENGE.matcher(challenged);
    if (!challenge.find()) {
      throw new IOException("401 without a digest challenge:\n" + challenged);
    }
    String parameters = challenge.group(1).trim();
    String realm = parameter(parameters, "realm");
    String nonce = parameter(parameters, "nonce");
    String algorithm = parameter(parameters, "algorithm");
    String opaque = parameter(parameters, "opaque");
    String qop = parameter(parameters, "qop");
    String uri = "sip:" + domain;
    String digest = algorithm.toUpperCase(Locale.ROOT).startsWith("SHA-256") ? "SHA-256" : "MD5";
    String a1 = hash(digest, device + ":" + realm + ":secret-" + device);
    String a2 = hash(digest, "REGISTER:" + uri);
    var line = new StringBuilder("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\"".formatted(device, realm, nonce, uri));
    if (qop.isEmpty()) {
      line.append(", response=\"").append(hash(digest, a1 + ":" + nonce + ":" + a2)).append('"');
    } else {
      String response = hash(digest, a1 + ":" + nonce + ":00000001:c0ffee:auth:" + a2);
      line.append(", response=\"").append(response).append("\", qop=auth, nc=00000001, cnonce=\"c0ffee\"");
    }
    if (!algorithm.isEmpty()) {
      line.append(", algorithm=").append(algorithm);
    }
    if (!opaque.isEmpty()) {
      line.append(", opaque=\"").append(opaque).append('"');
    }
    return line.toString();
  }

  private static String parameter(String parameters, String name) {
    Matcher found = Pattern.compile("(?i)\\b" + name + "=(?:\"([^\"]*)\"|([^,\\s]*))").matcher(parameters);
    if (!found.find()) {
      return "";
    }
    return found.group(1) != null ? found.group(1) : found.group(2);
  }

  private static String hash(String algorithm, String text) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
  }
}
