package org.ringspan.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes compound RTCP packets (RFC 3550 section 6.1): a report, then the source's canonical name,
 * then BYE when it leaves.
 */
public final class RtcpWriter {

  /** Room that a packet needs at most, bytes. */
  public static final int LONGEST = 28 + 24 + 8 + 2 + 255 + 5 + 8;

  /** Seconds from 1900, where NTP begins, to 1970. */
  private static final long NTP_EPOCH = 2_208_988_800L;

  private RtcpWriter() {}

  /** NTP time, seconds in the upper and 1/2^32 s in the lower half. */
  public static long ntp(Instant time) {
    return time.getEpochSecond() + NTP_EPOCH << 32 | ((long) time.getNano() << 32) / 1_000_000_000L;
  }

  /** The middle 32 bits of NTP time, as reports carry it: 1/65536 s. */
  public static int middle(long ntp) {
    return (int) (ntp >>> 16);
  }

  /**
   * Begins a packet by a sender report (RFC 3550 section 6.4.1).
   *
   * @param rtpTime the same instant as the NTP time, on the stream's clock
   * @param packets packets sent, as far as 32 bits go
   * @param octets octets of payload sent, as far as 32 bits go
   * @param blocks whether {@link #reception} follows
   */
  public static void senderReport(
      ByteBuffer to, int ssrc, long ntp, int rtpTime, int packets, int octets, boolean blocks) {
    to.clear();
    header(to, blocks ? 1 : 0, RtcpReader.SENDER_REPORT, blocks ? 12 : 6);
    to.putInt(ssrc).putLong(ntp).putInt(rtpTime).putInt(packets).putInt(octets);
  }

  /**
   * Begins a packet by a receiver report (RFC 3550 section 6.4.2), for who hasn't sent lately.
   *
   * @param blocks whether {@link #reception} follows
   */
  public static void receiverReport(ByteBuffer to, int ssrc, boolean blocks) {
    to.clear();
    header(to, blocks ? 1 : 0, RtcpReader.RECEIVER_REPORT, blocks ? 7 : 1);
    to.putInt(ssrc);
  }

  /**
   * Appends a report block about a stream that is received; its interval of loss begins anew.
   *
   * @param lastReport see {@link RtcpSink#reception}
   * @param delay see {@link RtcpSink#reception}
   */
  public static void reception(ByteBuffer to, ReceivedStream stream, int lastReport, int delay) {
    to.putInt(stream.ssrc());
    to.putInt(stream.fractionLost() << 24 | (int) stream.lost() & 0xFF_FFFF);
    to.putInt(stream.extendedHighest()).putInt(stream.jitter()).putInt(lastReport).putInt(delay);
  }

  /**
   * Appends the canonical name (RFC 3550 section 6.5.1).
   *
   * @param name at most 255 octets of UTF-8
   */
  public static void name(ByteBuffer to, int ssrc, String name) {
    byte[] octets = name.getBytes(StandardCharsets.UTF_8);
    if (octets.length > 255) {
      throw new IllegalArgumentException("a name of " + octets.length + " octets");
    }
    // rfc3550#section-6.5: the list of items ends with one or more null octets, up to the next
    // 32-bit boundary.
    int chunk = 4 + 2 + octets.length + 1 + 3 & ~3;
    header(to, 1, RtcpReader.SOURCE_DESCRIPTION, chunk / 4);
    int end = to.position() + chunk;
    to.putInt(ssrc).put((byte) 1).put((byte) octets.length).put(octets);
    while (to.position() < end) {
      to.put((byte) 0);
    }
  }

  /** Appends that the source leaves (RFC 3550 section 6.6). */
  public static void bye(ByteBuffer to, int ssrc) {
    header(to, 1, RtcpReader.BYE, 1);
    to.putInt(ssrc);
  }

  private static void header(ByteBuffer to, int count, int type, int words) {
    to.put((byte) (0x80 | count)).put((byte) type).putShort((short) words);
  }
}
