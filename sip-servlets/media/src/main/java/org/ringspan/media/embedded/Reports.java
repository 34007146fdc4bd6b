package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.DropReason;
import org.ringspan.media.EndpointId;
import org.ringspan.media.EndpointStatistics;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.rtp.ReceivedStream;
import org.ringspan.media.rtp.RtcpReader;
import org.ringspan.media.rtp.RtcpSink;
import org.ringspan.media.rtp.RtcpVerdict;
import org.ringspan.media.rtp.RtcpWriter;

/**
 * RTCP with one remote side. Its reports end here and it gets the engine's own: the engine is a
 * source of its own to each side. As relayed packets keep their gaps, what a receiver reports as
 * lost includes what was lost before the engine.
 */
final class Reports implements RtcpSink {

  // rfc3550#section-6.2: "The RECOMMENDED value for a fixed minimum interval is 5 seconds."
  private static final double INTERVAL_NANOS = 5e9;

  // rfc3550#section-6.3.1: the result is divided by "e-3/2=1.21828 to compensate for the fact that
  // the timer reconsideration algorithm converges to a value ... below the intended average".
  private static final double COMPENSATION = Math.E - 1.5;

  private static final double PER_SECOND = 65_536.0;

  private final EndpointId id;
  private final MediaThread thread;
  private final EventDelivery events;
  private final DatagramChannel channel;
  private final Inbound in;
  private final Outbound out;
  private final String name;
  private final InstantSource clock;
  private final RandomGenerator random;

  private @Nullable InetSocketAddress signalled;
  private @Nullable InetSocketAddress target;
  private long due;
  private int packetsReported;
  private int lastReport;
  private long lastReportAt;
  private long now;
  private boolean left;
  private int leftSsrc;
  private int remoteLost;
  private @Nullable Duration roundTrip;

  Reports(
      EndpointId id,
      MediaThread thread,
      EventDelivery events,
      DatagramChannel channel,
      Inbound in,
      Outbound out,
      RandomGenerator random) {
    this.id = id;
    this.thread = thread;
    this.events = events;
    this.channel = channel;
    this.in = in;
    this.out = out;
    this.random = random;
    this.clock = InstantSource.system();
    // rfc7022: a short-term persistent name says nothing about who or where it is.
    this.name = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  void negotiated(RemoteMedia media, long time) {
    if (signalled == null) {
      // rfc3550#section-6.2: "This delay MAY be set to half the minimum interval"
      due = time + interval() / 2;
    }
    if (!media.rtcp().equals(signalled)) {
      signalled = media.rtcp();
      target = media.rtcp();
    }
  }

  // rfc3550#section-6.3.1: "a number uniformly distributed between 0.5 and 1.5 times the
  // deterministic calculated interval"
  private long interval() {
    return (long) (INTERVAL_NANOS * random.nextDouble(0.5, 1.5) / COMPENSATION);
  }

  void beat(long time) {
    if (target != null && time - due >= 0) {
      due = time + interval();
      send(false, time);
    }
  }

  /** Says that the engine leaves. */
  void bye(long time) {
    // rfc3550#section-6.3.7: "A participant which never sent an RTP or RTCP packet MUST NOT send a
    // BYE packet when they leave the group."
    if (target != null && out.packets() > 0) {
      send(true, time);
    }
  }

  private void send(boolean bye, long time) {
    InetSocketAddress to = target;
    if (to == null) {
      return;
    }
    ByteBuffer packet = thread.scratch().made;
    int ssrc = out.stream().ssrc();
    ReceivedStream stream = in.stream();
    int packets = out.packets();
    if (packets != packetsReported) {
      packetsReported = packets;
      long ntp = RtcpWriter.ntp(clock.instant());
      int rtpTime = out.stream().at(time);
      RtcpWriter.senderReport(packet, ssrc, ntp, rtpTime, packets, out.octets(), stream.begun());
    } else {
      RtcpWriter.receiverReport(packet, ssrc, stream.begun());
    }
    if (stream.begun()) {
      int delay = lastReport == 0 ? 0 : (int) ((time - lastReportAt) / 1e9 * PER_SECOND);
      RtcpWriter.reception(packet, stream, lastReport, delay);
    }
    RtcpWriter.name(packet, ssrc, name);
    if (bye) {
      RtcpWriter.bye(packet, ssrc);
    }
    thread.send(channel, packet.flip(), to);
  }

  /** Takes a datagram from the RTCP port. */
  void received(ByteBuffer datagram, InetSocketAddress from, long time) {
    if (!in.isRemoteHost(from.getAddress())) {
      thread.counters().dropped(DropReason.FOREIGN_SOURCE);
      return;
    }
    now = time;
    if (RtcpReader.read(datagram, this) != RtcpVerdict.VALID) {
      thread.counters().dropped(DropReason.MALFORMED);
      return;
    }
    target = from;
  }

  @Override
  public void senderReport(int ssrc, int middleNtp) {
    if (in.stream().begun() && ssrc == in.stream().ssrc()) {
      lastReport = middleNtp;
      lastReportAt = now;
    }
  }

  @Override
  public void reception(int about, int share, int lost, int jitter, int last, int delay) {
    if (about != out.stream().ssrc()) {
      return;
    }
    remoteLost = lost;
    if (last != 0) {
      // rfc3550#section-6.4.1: the round-trip time is "A - LSR - DLSR", in 32 bits.
      int ticks = RtcpWriter.middle(RtcpWriter.ntp(clock.instant())) - last - delay;
      if (ticks >= 0) {
        roundTrip = Duration.ofNanos((long) (ticks / PER_SECOND * 1e9));
      }
    }
  }

  @Override
  public void bye(int ssrc) {
    boolean known = left && ssrc == leftSsrc;
    if (!known && in.stream().begun() && ssrc == in.stream().ssrc()) {
      left = true;
      leftSsrc = ssrc;
      events.emit(new MediaEvent.RemoteLeft(id));
    }
  }

  EndpointStatistics statistics() {
    ReceivedStream stream = in.stream();
    return new EndpointStatistics(
        stream.packets(),
        stream.begun() ? stream.lost() : 0,
        Duration.ofNanos(stream.jitter() * 1_000_000_000L / Codec.SAMPLES_PER_SECOND),
        Integer.toUnsignedLong(out.packets()),
        remoteLost,
        Optional.ofNullable(roundTrip));
  }
}
