package org.ringspan.media.rtp;

import java.nio.ByteBuffer;

/**
 * Reads compound RTCP packets (RFC 3550 section 6). Other parts than reports and BYE are skipped.
 */
public final class RtcpReader {

  /** Longest packet that is read, bytes. */
  public static final int LONGEST = 1500;

  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;

  private static final int BLOCK = 24;
  private static final int SENDER_INFORMATION = 20;

  private RtcpReader() {}

  /**
   * Reads what a buffer holds from its beginning to its limit.
   *
   * @param sink gets everything when the verdict is {@link RtcpVerdict#VALID}, else nothing
   */
  public static RtcpVerdict read(ByteBuffer buffer, RtcpSink sink) {
    RtcpVerdict verdict = judge(buffer);
    if (verdict == RtcpVerdict.VALID) {
      for (int at = 0; at < buffer.limit(); at = next(buffer, at)) {
        part(buffer, at, sink);
      }
    }
    return verdict;
  }

  private static int next(ByteBuffer buffer, int at) {
    return at + 4 + 4 * Short.toUnsignedInt(buffer.getShort(at + 2));
  }

  private static int type(ByteBuffer buffer, int at) {
    return buffer.get(at + 1) & 0xFF;
  }

  private static int count(ByteBuffer buffer, int at) {
    return buffer.get(at) & 0x1F;
  }

  private static RtcpVerdict judge(ByteBuffer buffer) {
    int length = buffer.limit();
    if (length > LONGEST || length < 8) {
      return RtcpVerdict.BAD_LENGTH;
    }
    int at = 0;
    while (at < length) {
      if (at + 4 > length || next(buffer, at) > length) {
        return RtcpVerdict.BAD_LENGTH;
      }
      if ((buffer.get(at) & 0xC0) != 0x80) {
        return RtcpVerdict.NOT_VERSION_2;
      }
      // rfc3550#appendix-A.2: "The payload type field of the first RTCP packet in a compound packet
      // must be equal to SR or RR."
      if (at == 0 && type(buffer, 0) != SENDER_REPORT && type(buffer, 0) != RECEIVER_REPORT) {
        return RtcpVerdict.NO_REPORT_FIRST;
      }
      int end = next(buffer, at);
      int padding = 0;
      if ((buffer.get(at) & 0x20) != 0) {
        // rfc3550#appendix-A.2: "padding should only be applied, if it is needed, to the last
        // packet."
        padding = buffer.get(length - 1) & 0xFF;
        if (end != length || padding == 0 || padding % 4 != 0 || padding > end - at - 4) {
          return RtcpVerdict.BAD_PADDING;
        }
      }
      if (end - at - padding < needed(buffer, at)) {
        return RtcpVerdict.BAD_LENGTH;
      }
      at = end;
    }
    return RtcpVerdict.VALID;
  }

  private static int needed(ByteBuffer buffer, int at) {
    int count = count(buffer, at);
    return switch (type(buffer, at)) {
      case SENDER_REPORT -> 8 + SENDER_INFORMATION + count * BLOCK;
      case RECEIVER_REPORT -> 8 + count * BLOCK;
      case BYE -> 4 + 4 * count;
      default -> 4;
    };
  }

  private static void part(ByteBuffer buffer, int at, RtcpSink sink) {
    int count = count(buffer, at);
    switch (type(buffer, at)) {
      case SENDER_REPORT -> {
        sink.senderReport(
            buffer.getInt(at + 4), buffer.getInt(at + 8) << 16 | buffer.getInt(at + 12) >>> 16);
        blocks(buffer, at + 8 + SENDER_INFORMATION, count, sink);
      }
      case RECEIVER_REPORT -> blocks(buffer, at + 8, count, sink);
      case BYE -> {
        for (int i = 0; i < count; i++) {
          sink.bye(buffer.getInt(at + 4 + 4 * i));
        }
      }
      default -> {
        // rfc3550#section-6.1: "An implementation SHOULD ignore incoming RTCP packets with types
        // unknown to it." SDES says who it is, which call control knows better.
      }
    }
  }

  private static void blocks(ByteBuffer buffer, int from, int count, RtcpSink sink) {
    for (int at = from; at < from + count * BLOCK; at += BLOCK) {
      sink.reception(
          buffer.getInt(at),
          buffer.get(at + 4) & 0xFF,
          buffer.getInt(at + 4) << 8 >> 8,
          buffer.getInt(at + 12),
          buffer.getInt(at + 16),
          buffer.getInt(at + 20));
    }
  }
}
