package org.ringspan.media.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.EndpointId;
import org.ringspan.media.EndpointStatistics;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.MediaEvent.PlaybackEnd;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.digit.DigitRequest;
import org.ringspan.media.digit.DigitSignal;
import org.ringspan.media.digit.TelephoneEventSender;
import org.ringspan.media.mix.Voice;
import org.ringspan.media.rtp.OutgoingStream;
import org.ringspan.media.rtp.RtpPacket;

/** One endpoint, as its thread sees it. Only the statistics are read by others. */
final class EndpointMedia implements DigitInput.Effects {

  /** Beats between two looks at the statistics, a second. */
  private static final int STATISTICS_BEATS = 50;

  private final EndpointId id;
  private final Sockets sockets;
  private final MediaThread thread;
  private final EventDelivery events;
  private final Inbound in;
  private final Outbound out;
  private final DigitInput digits;
  private final Reports reports;
  private final Hearing hearing = new Hearing();

  private Passage passage;
  private @Nullable EndpointMedia peer;
  private boolean held;
  private boolean conferring;
  private boolean released;
  private int sourceSsrc;
  private int beats;
  private volatile EndpointStatistics statistics = EndpointStatistics.NONE;

  EndpointMedia(
      EndpointId id,
      Sockets sockets,
      Passage passage,
      MediaThread thread,
      EventDelivery events,
      Duration silenceTimeout,
      RandomGenerator random) {
    this.id = id;
    this.sockets = sockets;
    this.passage = passage;
    this.thread = thread;
    this.events = events;
    // rfc3550#section-5.1: the initial values of sequence number and timestamp "SHOULD be random".
    OutgoingStream stream =
        new OutgoingStream(random.nextInt(), random.nextInt(1 << 16), random.nextInt());
    // Not for all endpoints in the same beat.
    this.beats = random.nextInt(STATISTICS_BEATS);
    this.in = new Inbound(id, thread, events, silenceTimeout);
    this.out = new Outbound(thread, sockets.rtp(), stream);
    this.digits = new DigitInput(id, events, this);
    this.reports =
        new Reports(
            id, thread, events, sockets.rtcp(), in, out, new SplittableRandom(random.nextLong()));
  }

  /** Begins to listen. */
  void begin() {
    try {
      thread.listen(sockets.rtp(), this::rtp);
      thread.listen(sockets.rtcp(), this::rtcp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes another way to the remote side, after that until now was lost. */
  void goBy(Passage next) {
    if (released) {
      // By another thread in the meantime.
      next.close();
      return;
    }
    passage.close();
    passage = next;
  }

  void negotiated(RemoteMedia media, long now) {
    out.negotiated(media);
    out.target(in.negotiated(media, now));
    reports.negotiated(media, now);
    digits.tones(media.telephoneEvent().isEmpty());
  }

  private void rtp(ByteBuffer datagram, InetSocketAddress from, long now) {
    if (released) {
      return;
    }
    RtpPacket packet = thread.scratch().packet;
    switch (in.read(datagram, from, now)) {
      case NOTHING -> {}
      case AUDIO -> {
        follow(packet, from, now);
        audio(packet, now);
      }
      case EVENT -> {
        follow(packet, from, now);
        event(packet, now);
      }
    }
  }

  private void follow(RtpPacket packet, InetSocketAddress from, long now) {
    out.target(from);
    if (packet.ssrc() != sourceSsrc) {
      sourceSsrc = packet.ssrc();
      hearing.restart();
      digits.restart(now);
    }
  }

  private void audio(RtpPacket packet, long now) {
    boolean waiting = !held && hearing.isBuffered();
    EndpointMedia other = held ? null : peer;
    Codec codec = Codec.of(packet.payloadType());
    short[] decoded = thread.scratch().decoded;
    if (waiting || digits.hearsTones() || other != null && other.out.needsSamples(codec)) {
      int samples = hearing.decode(packet, codec, decoded);
      if (waiting) {
        hearing.keep(packet.timestamp(), decoded, samples);
      }
      digits.heard(decoded, samples, now);
    }
    if (other != null) {
      other.out.relayAudio(packet, decoded, now);
    }
  }

  private void event(RtpPacket packet, long now) {
    int lasted = digits.event(packet, now);
    EndpointMedia other = peer;
    if (lasted >= 0 && other != null && !held && other.out.hasEvents()) {
      other.out.relayEvent(packet, lasted, now);
    }
  }

  /**
   * What has passed as an event to a peer that understands those becomes a tone for one that
   * doesn't.
   */
  @Override
  public void passed(DigitSignal.Ended digit) {
    EndpointMedia other = peer;
    if (other != null && !held && !other.out.hasEvents() && !digits.hearsTones()) {
      other.out.send(digit.digit(), sendable(digit.duration()));
    }
  }

  private static Duration sendable(Duration duration) {
    if (duration.compareTo(TelephoneEventSender.SHORTEST) < 0) {
      return TelephoneEventSender.SHORTEST;
    }
    return duration.compareTo(TelephoneEventSender.LONGEST) > 0
        ? TelephoneEventSender.LONGEST
        : duration;
  }

  private void rtcp(ByteBuffer datagram, InetSocketAddress from, long now) {
    if (!released) {
      reports.received(datagram, from, now);
    }
  }

  void beat(long now) {
    in.beat(now);
    digits.beat(now);
    EndpointMedia other = peer;
    boolean alone = !conferring && (other == null || other.held || !other.in.isHeard());
    ended(out.beat(alone, now), PlaybackEnd.PLAYED, now);
    reports.beat(now);
    beats++;
    if (beats == STATISTICS_BEATS) {
      beats = 0;
      statistics = reports.statistics();
    }
  }

  void play(Playback prompt, long now) {
    if (released) {
      // By another thread in the meantime; who asked for the prompt awaits its end.
      ended(prompt, PlaybackEnd.STOPPED, now);
      return;
    }
    ended(out.prompt(prompt), PlaybackEnd.REPLACED, now);
  }

  void stopPlaying(long now) {
    ended(out.prompt(null), PlaybackEnd.STOPPED, now);
  }

  @Override
  public void bargeIn() {
    ended(out.prompt(null), PlaybackEnd.BARGED_IN, System.nanoTime());
  }

  private void ended(@Nullable Playback prompt, PlaybackEnd end, long now) {
    if (prompt != null) {
      events.emit(new MediaEvent.PlaybackFinished(id, prompt.id(), end));
      if (end != PlaybackEnd.REPLACED) {
        digits.promptEnded(now);
      }
    }
  }

  void hold(@Nullable Audio music) {
    held = music != null;
    out.music(music);
  }

  void collect(DigitRequest request, long now) {
    digits.collect(request, out.prompt() != null, now);
    if (released) {
      digits.stop();
    }
  }

  void passDigits(boolean pass) {
    digits.pass(pass);
  }

  void stopCollecting() {
    digits.stop();
  }

  void send(Digit digit, Duration duration) {
    out.send(digit, duration);
  }

  /** Hears another endpoint and is heard by it, or no longer by anybody. */
  void peer(@Nullable EndpointMedia next) {
    EndpointMedia before = peer;
    peer = next;
    if (before != null && before != next && before.peer == this) {
      before.peer = null;
    }
  }

  void conferring(boolean is) {
    conferring = is;
  }

  boolean isConferring() {
    return conferring;
  }

  /** Says whether its sound is needed in frames of 20 ms. */
  void buffered(boolean wanted) {
    hearing.buffered(wanted);
  }

  /** The next frame of what it says; null unless that is needed in frames. */
  @Nullable Voice listen() {
    return hearing.listen(held);
  }

  /** What it says now; null unless that is needed in frames. */
  @Nullable Voice voice() {
    return hearing.voice();
  }

  /** Sends it a frame of the conference, unless it hears something else. */
  void mixed(short[] frame, long now) {
    if (out.isFree()) {
      out.mixed(frame, now);
    }
  }

  /** Sends it what everybody hears who isn't mixed, unless it hears something else. */
  void mixed(CommonMix common, long now) {
    if (out.isFree()) {
      out.mixed(common, now);
    }
  }

  EndpointStatistics statistics() {
    return statistics;
  }

  /** Leaves, with BYE, and frees the ports. */
  void release(long now) {
    if (released) {
      return;
    }
    released = true;
    peer(null);
    digits.stop();
    ended(out.prompt(null), PlaybackEnd.STOPPED, now);
    reports.bye(now);
    statistics = reports.statistics();
    thread.close(sockets, passage);
  }
}
