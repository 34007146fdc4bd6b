package org.ringspan.media.rtp;

import java.nio.ByteBuffer;

/**
 * An RTP packet (RFC 3550 section 5.1) that is read and rewritten where it lies, in the buffer it
 * was received into. One object serves one thread for all packets: relaying allocates nothing.
 */
public final class RtpPacket {

  /** Bytes of a header without contributing sources. */
  public static final int HEADER = 12;

  /** Longest packet that is accepted, bytes: what an Ethernet frame holds. */
  public static final int LONGEST = 1500;

  private static final int VERSION_2 = 0x80;
  private static final int MARKER = 0x80;

  private ByteBuffer buffer = ByteBuffer.allocate(HEADER);
  private int payloadAt = HEADER;
  private int payloadLength;

  /**
   * Takes what a buffer holds from its beginning to its limit. Unless the verdict is {@link
   * RtpVerdict#VALID} nothing else may be asked.
   */
  public RtpVerdict read(ByteBuffer received) {
    int length = received.limit();
    if (length > LONGEST) {
      return RtpVerdict.TOO_LONG;
    }
    if (length < HEADER) {
      return RtpVerdict.TOO_SHORT;
    }
    int first = received.get(0);
    // rfc3550#appendix-A.1: "RTP version field must equal 2."
    if ((first & 0xC0) != VERSION_2) {
      return RtpVerdict.NOT_VERSION_2;
    }
    // rfc3550#appendix-A.1: "The payload type must be known, and in particular it must not be equal
    // to SR or RR." The others of RTCP's types are kept free as well (rfc5761#section-4).
    int type = received.get(1) & 0x7F;
    if (type >= 72 && type <= 76) {
      return RtpVerdict.CONTROL_PACKET;
    }
    int at = HEADER + 4 * (first & 0x0F);
    if ((first & 0x10) != 0) {
      if (at + 4 > length) {
        return RtpVerdict.TOO_SHORT;
      }
      // rfc3550#section-5.3.1: a 16-bit length "that counts the number of 32-bit words in the
      // extension, excluding the four-octet extension header".
      at += 4 + 4 * Short.toUnsignedInt(received.getShort(at + 2));
    }
    if (at > length) {
      return RtpVerdict.TOO_SHORT;
    }
    int padding = 0;
    if ((first & 0x20) != 0) {
      // rfc3550#section-5.1: "The last octet of the padding contains a count of how many padding
      // octets should be ignored, including itself."
      padding = received.get(length - 1) & 0xFF;
      if (padding == 0 || padding > length - at) {
        return RtpVerdict.BAD_PADDING;
      }
    }
    buffer = received;
    payloadAt = at;
    payloadLength = length - at - padding;
    return RtpVerdict.VALID;
  }

  /** Payload type, 0 to 127. */
  public int payloadType() {
    return buffer.get(1) & 0x7F;
  }

  /** The marker bit. */
  public boolean marker() {
    return (buffer.get(1) & MARKER) != 0;
  }

  /** Sequence number, 0 to 65535. */
  public int sequence() {
    return Short.toUnsignedInt(buffer.getShort(2));
  }

  /** Timestamp, all 32 bits. */
  public int timestamp() {
    return buffer.getInt(4);
  }

  /** Synchronisation source, all 32 bits. */
  public int ssrc() {
    return buffer.getInt(8);
  }

  /** The buffer that the packet lies in. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Where in the buffer the payload begins. */
  public int payloadAt() {
    return payloadAt;
  }

  /** Length of the payload without padding, bytes. */
  public int payloadLength() {
    return payloadLength;
  }

  /**
   * Puts a new header right in front of the payload, without contributing sources, extension and
   * padding, and sets position and limit of the buffer around the packet. The packet can't be read
   * any more afterwards.
   *
   * @param type payload type, 0 to 127
   * @return the buffer, ready to be sent
   */
  public ByteBuffer rewritten(int type, OutgoingStream stream) {
    int at = payloadAt - HEADER;
    buffer.limit(payloadAt + payloadLength).position(at);
    header(buffer, at, type, stream);
    return buffer;
  }

  /**
   * Begins a packet in an empty buffer; the payload is to be appended.
   *
   * @param type payload type, 0 to 127
   */
  public static void begin(ByteBuffer empty, int type, OutgoingStream stream) {
    empty.clear();
    header(empty, 0, type, stream);
    empty.position(HEADER);
  }

  private static void header(ByteBuffer to, int at, int type, OutgoingStream stream) {
    to.put(at, (byte) VERSION_2);
    to.put(at + 1, (byte) (stream.marker() ? type | MARKER : type));
    to.putShort(at + 2, (short) stream.sequence());
    to.putInt(at + 4, stream.timestamp());
    to.putInt(at + 8, stream.ssrc());
  }
}
