package org.ringspan.sip.wire;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers STUN binding requests on the SIP port (RFC 5626 section 8, RFC 5389): a phone that keeps
 * its way through a NAT open asks where its datagrams come from. Without credentials, as RFC 5626
 * wants it. Pure.
 */
public final class StunBinding {
  private static final int HEADER = 20;
  private static final int MAGIC = 0x2112A442;
  private static final int LONGEST = 548;
  private static final short REQUEST = 0x0001;
  private static final short SUCCESS = 0x0101;
  private static final short ERROR = 0x0111;
  private static final short ERROR_CODE = 0x0009;
  private static final short UNKNOWN_ATTRIBUTES = 0x000A;
  private static final short XOR_MAPPED_ADDRESS = 0x0020;

  /** Attributes of RFC 5389 that a receiver has to know but that change nothing here. */
  private static final Set<Integer> KNOWN =
      Set.of(0x0001, 0x0006, 0x0008, 0x0009, 0x000A, 0x0014, 0x0015, 0x0020);

  private StunBinding() {}

  // rfc5626#section-8: "the first two bits of any STUN message" are zero, so it is told from SIP by
  // its first octet; the magic cookie of RFC 5389 makes sure.
  /** Whether a datagram is a STUN message and not SIP. */
  public static boolean isStun(byte[] octets, int from, int to) {
    return to - from >= HEADER
        && (octets[from] & 0xC0) == 0
        && ByteBuffer.wrap(octets).getInt(from + 4) == MAGIC;
  }

  /**
   * The answer to a STUN message.
   *
   * @param source where it came from
   * @param port where it came from, 1 to 65535
   * @return empty for malformed messages, indications and whatever else isn't a binding request
   */
  public static Optional<byte[]> answer(
      byte[] octets, int from, int to, InetAddress source, int port) {
    ByteBuffer message = ByteBuffer.wrap(octets, from, to - from).slice();
    int length = Short.toUnsignedInt(message.getShort(2));
    if (message.getShort(0) != REQUEST
        || length != message.limit() - HEADER
        || length % 4 != 0
        || message.limit() > LONGEST) {
      return Optional.empty();
    }
    List<Short> unknown = new ArrayList<>();
    int at = HEADER;
    while (at < message.limit()) {
      int type = Short.toUnsignedInt(message.getShort(at));
      int next = at + 4 + padded(Short.toUnsignedInt(message.getShort(at + 2)));
      if (next > message.limit()) {
        return Optional.empty();
      }
      // rfc5389#section-15: "Attributes with type values between 0x0000 and 0x7FFF are
      // comprehension-required attributes"
      if (type < 0x8000 && !KNOWN.contains(type)) {
        unknown.add((short) type);
      }
      at = next;
    }
    return Optional.of(
        unknown.isEmpty() ? success(message, source, port) : refused(message, unknown));
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }

  private static byte[] success(ByteBuffer request, InetAddress source, int port) {
    byte[] address = source.getAddress();
    ByteBuffer answer = begin(request, SUCCESS, 8 + address.length);
    answer.putShort(XOR_MAPPED_ADDRESS).putShort((short) (4 + address.length));
    answer.put((byte) 0).put((byte) (address.length == 4 ? 1 : 2));
    answer.putShort((short) (port ^ MAGIC >>> 16));
    // rfc5389#section-15.2: IPv4 is XORed with the magic cookie, IPv6 with that and the transaction
    // ID: the sixteen octets from the fourth on.
    for (int i = 0; i < address.length; i++) {
      answer.put((byte) (address[i] ^ request.get(4 + i)));
    }
    return answer.array();
  }

  // rfc5389#section-7.3.1: "If the request contains one or more unknown comprehension-required
  // attributes, the server replies with an error response with an error code of 420 (Unknown
  // Attribute), and includes an UNKNOWN-ATTRIBUTES attribute"
  private static byte[] refused(ByteBuffer request, List<Short> unknown) {
    ByteBuffer answer = begin(request, ERROR, 8 + 4 + padded(unknown.size() * 2));
    answer.putShort(ERROR_CODE).putShort((short) 4);
    answer.putShort((short) 0).put((byte) 4).put((byte) 20);
    answer.putShort(UNKNOWN_ATTRIBUTES).putShort((short) (unknown.size() * 2));
    unknown.forEach(answer::putShort);
    return answer.array();
  }

  private static ByteBuffer begin(ByteBuffer request, short type, int length) {
    ByteBuffer answer = ByteBuffer.allocate(HEADER + length);
    answer.putShort(type).putShort((short) length);
    // The magic cookie and the transaction ID.
    answer.put(4, request, 4, HEADER - 4).position(HEADER);
    return answer;
  }
}
