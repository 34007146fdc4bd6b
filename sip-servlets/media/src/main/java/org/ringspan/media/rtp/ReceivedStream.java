package org.ringspan.media.rtp;

/**
 * What is known of a stream that is received: loss and jitter as RFC 3550 defines them (sections
 * 6.4.1, A.1, A.3 and A.8). Not thread safe.
 */
public final class ReceivedStream {

  private static final int MOST_JUMP = 3_000;
  private static final long MOST_LOST = 0x7F_FFFF;
  private static final long NANOS_PER_TICK = 125_000;

  private boolean begun;
  private int ssrc;
  private long first;
  private long highest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private int transit;

  /** Sixteen times the jitter, ticks, as in RFC 3550 A.8. */
  private int jitter;

  /**
   * Counts a packet; one of another source, or one that is far off, begins a new stream.
   *
   * @param timed whether its timestamp says when it was sent: that of a telephone event doesn't
   */
  public void received(RtpPacket packet, long now, boolean timed) {
    int sequence = packet.sequence();
    int ahead = (short) (sequence - (int) highest);
    int arrival = (int) (now / NANOS_PER_TICK);
    int passed = arrival - packet.timestamp();
    if (!begun || packet.ssrc() != ssrc || Math.abs(ahead) > MOST_JUMP) {
      begin(packet, passed);
      return;
    }
    received++;
    if (ahead > 0) {
      highest += ahead;
    }
    if (!timed) {
      return;
    }
    int difference = Math.abs(passed - transit);
    transit = passed;
    // A source that has set its timestamps anew isn't late by hours.
    if (difference >= 0 && difference < 1 << 20) {
      jitter += difference - (jitter + 8 >> 4);
    }
  }

  private void begin(RtpPacket packet, int passed) {
    begun = true;
    ssrc = packet.ssrc();
    first = packet.sequence();
    highest = first;
    received = 1;
    expectedBefore = 0;
    receivedBefore = 0;
    transit = passed;
    jitter = 0;
  }

  /** Whether anything has been received. */
  public boolean begun() {
    return begun;
  }

  /** The source's identifier. */
  public int ssrc() {
    return ssrc;
  }

  /** Highest sequence number with the number of cycles above it, as a report carries it. */
  public int extendedHighest() {
    return (int) highest;
  }

  /** Packets that came, duplicates included. */
  public long packets() {
    return received;
  }

  /** Packets lost since the stream began; negative when duplicates came. */
  public long lost() {
    return Math.clamp(highest - first + 1 - received, -MOST_LOST - 1, MOST_LOST);
  }

  /** Mean deviation of the transit time, in ticks of 125 µs. */
  public int jitter() {
    return jitter >> 4;
  }

  /** The share lost since this was last asked, 0 to 255 of 256; begins the next interval. */
  public int fractionLost() {
    long expected = highest - first + 1;
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    // rfc3550#appendix-A.3: "if (expected_interval == 0 || lost_interval <= 0) fraction = 0"
    return expectedNow == 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
  }
}
