package org.ringspan.media.rtpengine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringspan.media.MediaSecurity;

/**
 * Where media of one side are received, and the session description that says so to rtpengine.
 *
 * @param rtp for RTP, resolved
 * @param rtcp for RTCP, resolved
 */
record Addresses(InetSocketAddress rtp, InetSocketAddress rtcp) {

  private static final Pattern V4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern CONNECTION = Pattern.compile("c=IN IP[46] (\\S{1,45})");
  private static final Pattern MEDIA = Pattern.compile("m=audio (\\d{1,5}) (\\S{1,40}) .*");
  private static final Pattern RTCP =
      Pattern.compile("a=rtcp:(\\d{1,5})(?: IN IP[46] (\\S{1,45}))?");

  /** The port of those who aren't known yet: discard (RFC 863). */
  private static final int DISCARD = 9;

  /** Nobody yet, in the network of an address. */
  static Addresses nobody(InetSocketAddress like) {
    InetSocketAddress discard = new InetSocketAddress(like.getAddress(), DISCARD);
    return new Addresses(discard, new InetSocketAddress(like.getAddress(), DISCARD + 1));
  }

  /**
   * A description (RFC 8866) of both laws of G.711, G.722 and telephone events. Both sides of a
   * session are described with the same payload types, so that rtpengine passes on what it is sent.
   */
  String describe(OptionalInt telephoneEvent, long version) {
    return describe(Profile.PLAIN, MediaSecurity.NONE, telephoneEvent, version);
  }

  /** The same of an encrypted stream. */
  String describe(
      Profile profile, MediaSecurity security, OptionalInt telephoneEvent, long version) {
    StringBuilder types = new StringBuilder("0 8 9");
    StringBuilder maps =
        new StringBuilder(
            "a=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:9 G722/8000\r\n");
    if (telephoneEvent.isPresent()) {
      int type = telephoneEvent.getAsInt();
      types.append(' ').append(type);
      maps.append("a=rtpmap:").append(type).append(" telephone-event/8000\r\n");
    }
    String address = written(rtp);
    // rfc3605#section-2.1: the port and, where it differs, the address of RTCP.
    return "v=0\r\no=- 1 %d %s\r\ns=-\r\nc=%s\r\nt=0 0\r\nm=audio %d %s %s\r\n%sa=rtcp:%d %s\r\na=sendrecv\r\n%s"
        .formatted(
            version,
            address,
            address,
            rtp.getPort(),
            profile.protocol(),
            types,
            maps,
            rtcp.getPort(),
            written(rtcp),
            security.attributes().stream()
                .map(attribute -> attribute + "\r\n")
                .collect(Collectors.joining()));
  }

  private static String written(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    // A scope isn't part of an address in a description.
    String literal = host.getHostAddress().replaceFirst("%.*", "");
    return (host instanceof Inet6Address ? "IN IP6 " : "IN IP4 ") + literal;
  }

  /** An address and port as an administrator writes them. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Reads a description of rtpengine's; empty when it isn't one of plain RTP. */
  static Optional<Addresses> read(String description) {
    return Profile.PLAIN.described(description).map(Profile.Described::at);
  }

  /**
   * Reads a description of rtpengine's.
   *
   * @param protocol what its stream must be
   */
  static Optional<Addresses> read(List<String> lines, String protocol) {
    Optional<InetAddress> host = Optional.empty();
    Optional<InetAddress> rtcpHost = Optional.empty();
    int port = 0;
    int rtcpPort = 0;
    for (String line : lines) {
      Matcher connection = CONNECTION.matcher(line);
      Matcher media = MEDIA.matcher(line);
      Matcher rtcp = RTCP.matcher(line);
      if (connection.matches()) {
        host = literal(connection.group(1));
      } else if (media.matches() && media.group(2).equals(protocol)) {
        port = Integer.parseInt(media.group(1));
      } else if (rtcp.matches()) {
        rtcpPort = Integer.parseInt(rtcp.group(1));
        rtcpHost = Optional.ofNullable(rtcp.group(2)).flatMap(Addresses::literal);
      }
    }
    if (host.isEmpty() || !isPort(port)) {
      return Optional.empty();
    }
    int control = rtcpPort == 0 ? port + 1 : rtcpPort;
    // rfc3550#section-11: RTP "SHOULD use an even destination port", if RTCP has one of its own.
    if (!isPort(control) || control != port && port % 2 != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Addresses(
            new InetSocketAddress(host.get(), port),
            new InetSocketAddress(rtcpHost.orElse(host.get()), control)));
  }

  private static boolean isPort(int port) {
    return port > 0 && port < 65_536;
  }

  /** The address that a literal stands for; names are resolved by nobody. */
  static Optional<InetAddress> literal(String text) {
    try {
      Matcher four = V4.matcher(text);
      if (four.matches()) {
        byte[] octets = new byte[4];
        for (int i = 0; i < 4; i++) {
          int octet = Integer.parseInt(four.group(i + 1));
          if (octet > 255) {
            return Optional.empty();
          }
          octets[i] = (byte) octet;
        }
        return Optional.of(InetAddress.getByAddress(octets));
      }
      // What has a colon is taken for a literal or refused, never looked up.
      if (V6.matcher(text).matches() && text.indexOf(':') >= 0) {
        return Optional.of(InetAddress.getByName(text));
      }
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
