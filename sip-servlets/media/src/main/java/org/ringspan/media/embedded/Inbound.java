package org.ringspan.media.embedded;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.DropReason;
import org.ringspan.media.EndpointId;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.rtp.Latch;
import org.ringspan.media.rtp.ReceivedStream;
import org.ringspan.media.rtp.RtpPacket;
import org.ringspan.media.rtp.RtpVerdict;

/** Which packets of an endpoint are heard. */
final class Inbound {

  /** What a datagram turned out to be. */
  enum Heard {
    NOTHING,
    AUDIO,
    EVENT
  }

  private final EndpointId id;
  private final MediaThread thread;
  private final EventDelivery events;
  private final Duration silenceTimeout;
  private final ReceivedStream stream = new ReceivedStream();
  private @Nullable Latch latch;
  private @Nullable RemoteMedia remote;
  private long lastHeard;
  private boolean silent;

  Inbound(EndpointId id, MediaThread thread, EventDelivery events, Duration silenceTimeout) {
    this.id = id;
    this.thread = thread;
    this.events = events;
    this.silenceTimeout = silenceTimeout;
  }

  /** Takes what was negotiated and returns where media is to be sent. */
  InetSocketAddress negotiated(RemoteMedia media, long now) {
    boolean received = remote != null && remote.direction().receives();
    remote = media;
    Latch present = latch;
    if (present == null) {
      present = new Latch(media.rtp(), !media.symmetric());
      latch = present;
    } else {
      present.signal(media.rtp(), !media.symmetric());
    }
    if (!received) {
      lastHeard = now;
      silent = false;
    }
    return present.target();
  }

  /** Looks at a datagram; the thread's packet is it unless nothing is to be done with it. */
  Heard read(ByteBuffer datagram, InetSocketAddress from, long now) {
    RtpPacket packet = thread.scratch().packet;
    RemoteMedia media = remote;
    Latch present = latch;
    if (packet.read(datagram) != RtpVerdict.VALID) {
      return drop(DropReason.MALFORMED);
    }
    if (media == null || present == null || !media.direction().receives()) {
      return drop(DropReason.NOT_NEGOTIATED);
    }
    if (!present.admits(from, packet.ssrc(), packet.sequence())) {
      return drop(DropReason.FOREIGN_SOURCE);
    }
    int type = packet.payloadType();
    boolean event = media.telephoneEvent().isPresent() && media.telephoneEvent().getAsInt() == type;
    if (!event && !Codec.isAudio(type)) {
      return drop(DropReason.UNKNOWN_TYPE);
    }
    stream.received(packet, now, !event);
    lastHeard = now;
    if (silent) {
      silent = false;
      events.emit(new MediaEvent.MediaResumed(id));
    }
    return event ? Heard.EVENT : Heard.AUDIO;
  }

  private Heard drop(DropReason reason) {
    thread.counters().dropped(reason);
    return Heard.NOTHING;
  }

  void beat(long now) {
    RemoteMedia media = remote;
    if (silent || media == null || !media.direction().receives()) {
      return;
    }
    long silence = now - lastHeard;
    if (silence >= silenceTimeout.toNanos()) {
      silent = true;
      events.emit(new MediaEvent.MediaSilent(id, Duration.ofNanos(silence)));
    }
  }

  /** Whether somebody is heard. */
  boolean isHeard() {
    RemoteMedia media = remote;
    return stream.begun() && !silent && media != null && media.direction().receives();
  }

  /** Where media is to be sent. */
  @Nullable InetSocketAddress target() {
    Latch present = latch;
    return present == null ? null : present.target();
  }

  /** Whether RTCP may come from there: from the host that is heard, or the signalled one. */
  boolean isRemoteHost(InetAddress host) {
    RemoteMedia media = remote;
    InetSocketAddress heard = target();
    return media != null
        && heard != null
        && (host.equals(heard.getAddress()) || host.equals(media.rtcp().getAddress()));
  }

  ReceivedStream stream() {
    return stream;
  }
}
