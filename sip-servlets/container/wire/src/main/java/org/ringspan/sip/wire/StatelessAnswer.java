package org.ringspan.sip.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/** Writes the answer to a refused request (RFC 3261 sections 8.2.6 and 8.2.7). */
public final class StatelessAnswer {

  private static final long SALT = new SecureRandom().nextLong();

  private StatelessAnswer() {}

  /**
   * The octets of the answer. The top Via gets "received" and "rport" as RFC 3261 section 18.2.1
   * and RFC 3581 say; a To without tag gets one that is the same for each retransmission.
   *
   * @param source address and port the request came from
   */
  public static byte[] encode(Verdict.Reject reject, InetAddress source, int port) {
    Verdict.Echo echo = reject.echo();
    StringBuilder out = new StringBuilder(512);
    out.append("SIP/2.0 ").append(reject.status()).append(' ').append(reject.reason());
    line(out, "Via: " + topVia(echo.vias().getFirst(), source, port));
    for (String via : echo.vias().subList(1, echo.vias().size())) {
      line(out, "Via: " + via);
    }
    if (echo.from() != null) {
      line(out, "From: " + echo.from());
    }
    if (echo.to() != null) {
      line(out, "To: " + echo.to() + (echo.toTag() ? "" : ";tag=" + tag(echo)));
    }
    if (echo.callId() != null) {
      line(out, "Call-ID: " + echo.callId());
    }
    if (echo.cseq() != null) {
      line(out, "CSeq: " + echo.cseq());
    }
    reject.headers().forEach(header -> line(out, header));
    line(out, "Content-Length: 0");
    return out.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void line(StringBuilder out, String line) {
    out.append("\r\n").append(line);
  }

  private static String topVia(String via, InetAddress source, int port) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (String part : via.split(";", -1)) {
      String name = part.split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (first) {
        out.append(part.stripTrailing());
        first = false;
      } else if (!name.equals("received") && !name.equals("rport")) {
        out.append(';').append(part.strip());
      }
    }
    boolean rport = hasRport(via);
    if (rport || !host(via).equals(source.getHostAddress())) {
      out.append(";received=").append(source.getHostAddress());
    }
    if (rport) {
      out.append(";rport=").append(port);
    }
    return out.toString();
  }

  private static boolean hasRport(String via) {
    for (String part : via.split(";", -1)) {
      if (part.split("=", 2)[0].strip().equalsIgnoreCase("rport")) {
        return true;
      }
    }
    return false;
  }

  private static String host(String via) {
    String sentBy = via.split(";", 2)[0].strip();
    int space = Math.max(sentBy.lastIndexOf(' '), sentBy.lastIndexOf('\t'));
    String hostPort = sentBy.substring(space + 1);
    int colon = hostPort.indexOf(':', Math.max(0, hostPort.indexOf(']')));
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    return host.replace("[", "").replace("]", "");
  }

  /**
   * The port an answer over UDP goes to. Where the Via asks for "rport", and where its host isn't
   * the source, as behind a network address translation, that is the source port; otherwise the
   * port of the Via, 5060 without one (RFC 3261 section 18.2.2).
   */
  public static int port(Verdict.Reject reject, InetAddress source, int sourcePort) {
    String via = reject.echo().vias().getFirst();
    if (hasRport(via) || source instanceof Inet6Address) {
      return sourcePort;
    }
    String sentBy = via.split(";", 2)[0].strip();
    int at = sentBy.lastIndexOf(source.getHostAddress());
    if (at < 0 || !host(via).equals(source.getHostAddress())) {
      return sourcePort;
    }
    String rest = sentBy.substring(at + source.getHostAddress().length()).strip();
    int port = rest.startsWith(":") ? Integer.parseInt(rest.substring(1).strip()) : 5060;
    return port == 0 ? sourcePort : port;
  }

  /** rfc3261#section-8.2.7: a stateless UAS must generate the same tag for retransmissions. */
  private static String tag(Verdict.Echo echo) {
    long hash = SALT;
    String key = echo.vias().getFirst() + '|' + echo.callId() + '|' + echo.cseq();
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return Long.toHexString(hash);
  }
}
