package org.ringspan.media.rtp;

/**
 * The numbers of the packets that go to one endpoint. Whatever the sound comes from (a prompt,
 * music, another party, a mixer), the receiver sees one source whose sequence numbers and
 * timestamps run on: a phone takes a second source, or a jump, for another stream and plays it late
 * or not at all. Sequence numbers that a relayed stream lacks are lacking here too, so that loss
 * stays visible. Not thread safe.
 */
public final class OutgoingStream {

  // rfc3550#appendix-A.1: MAX_DROPOUT; a source that jumps further has started again.
  private static final int MOST_JUMP = 3_000;

  private static final long NANOS_PER_TICK = 125_000;
  private static final int MOST_AHEAD = 480;

  private final int ssrc;
  private int nextSequence;
  private int nextTimestamp;
  private long nextDue;
  private boolean timed;
  private boolean begun;

  private int sequence;
  private int timestamp;
  private boolean marker;

  private boolean relaying;
  private int relayedSsrc;
  private int sequenceOffset;
  private int timestampOffset;
  private int highestRelayed;
  private int relayedSpan;

  /** A stream whose source, first sequence number and first timestamp are these (all random). */
  public OutgoingStream(int ssrc, int firstSequence, int firstTimestamp) {
    this.ssrc = ssrc;
    this.nextSequence = firstSequence & 0xFFFF;
    this.nextTimestamp = firstTimestamp;
  }

  /** Says that what comes next is from another source: it begins with a marker bit. */
  public void change() {
    begun = false;
    relaying = false;
  }

  /**
   * Sets the numbers of a packet made here.
   *
   * @param samples how much sound it has
   * @param now monotonic time, ns
   */
  public void generate(int samples, long now) {
    relaying = false;
    hold(now);
    timestamp = nextTimestamp;
    marker = !begun;
    begun = true;
    sequence = nextSequence;
    nextSequence = nextSequence + 1 & 0xFFFF;
    advance(samples, now);
  }

  /**
   * Sets the numbers of a packet of an event (RFC 4733 section 2.2.1): all have the timestamp of
   * its beginning, while time runs on.
   *
   * @param began timestamp of the event, from {@link #now(long)} when it began
   * @param first whether it is the event's first packet
   */
  public void event(int began, boolean first, long now) {
    change();
    hold(now);
    timestamp = began;
    // rfc4733#section-2.2.2: "The RTP marker bit indicates the beginning of a new event."
    marker = first;
    sequence = nextSequence;
    nextSequence = nextSequence + 1 & 0xFFFF;
  }

  /** The timestamp that a packet sent now has. */
  public int now(long now) {
    hold(now);
    return nextTimestamp;
  }

  /**
   * Sets the numbers of a relayed packet.
   *
   * @param samples how much sound it has, or how long the event in it has lasted
   * @return false when the packet is older than what has been relayed since the source changed; it
   *     must not be sent, its number is taken
   */
  public boolean relay(RtpPacket packet, int samples, long now) {
    int received = packet.sequence();
    int ahead = (short) (received - highestRelayed);
    if (!relaying || packet.ssrc() != relayedSsrc || Math.abs(ahead) > MOST_JUMP) {
      anchor(packet, now);
      ahead = 0;
      marker = true;
    } else {
      marker = packet.marker();
    }
    if (ahead < 0 && -ahead > relayedSpan) {
      return false;
    }
    sequence = received + sequenceOffset & 0xFFFF;
    timestamp = packet.timestamp() + timestampOffset;
    if (ahead >= 0) {
      highestRelayed = received;
      relayedSpan = Math.min(relayedSpan + ahead, MOST_JUMP);
      nextSequence = sequence + 1 & 0xFFFF;
      nextTimestamp = timestamp;
      advance(samples, now);
    }
    begun = true;
    return true;
  }

  private void anchor(RtpPacket packet, long now) {
    change();
    hold(now);
    relaying = true;
    relayedSsrc = packet.ssrc();
    sequenceOffset = nextSequence - packet.sequence();
    timestampOffset = nextTimestamp - packet.timestamp();
    highestRelayed = packet.sequence();
    relayedSpan = 0;
  }

  // rfc3550#section-5.1: the timestamp's clock runs on while nothing is sent. A packet that is sent
  // a little late while a source goes on belongs to its time all the same.
  private void hold(long now) {
    if (!timed) {
      timed = true;
      nextDue = now;
    }
    long late = now - nextDue;
    if (!begun && late > 0) {
      long ticks = late / NANOS_PER_TICK;
      nextTimestamp += (int) ticks;
      nextDue += ticks * NANOS_PER_TICK;
    }
  }

  private void advance(int samples, long now) {
    nextTimestamp += samples;
    // An event's packet has all that the event has lasted so far, not what is yet to come.
    nextDue = now + Math.min(samples, MOST_AHEAD) * NANOS_PER_TICK;
  }

  /** What the stream's clock shows, for a sender report (RFC 3550 section 6.4.1). */
  public int at(long now) {
    return timed ? nextTimestamp + (int) ((now - nextDue) / NANOS_PER_TICK) : nextTimestamp;
  }

  /** The source's identifier. */
  public int ssrc() {
    return ssrc;
  }

  /** Sequence number of the packet whose numbers were set last. */
  public int sequence() {
    return sequence;
  }

  /** Timestamp of that packet. */
  public int timestamp() {
    return timestamp;
  }

  /** Marker bit of that packet. */
  public boolean marker() {
    return marker;
  }
}
