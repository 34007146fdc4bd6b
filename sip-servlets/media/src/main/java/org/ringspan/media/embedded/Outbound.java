package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.DropReason;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Law;
import org.ringspan.media.audio.SoundEncoder;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.rtp.OutgoingStream;
import org.ringspan.media.rtp.RtpPacket;

/**
 * What an endpoint hears. Of what there is, the first is sent: a digit, a prompt, music, the mix of
 * a conference, the peer, silence.
 */
final class Outbound {

  private enum Source {
    NONE,
    DIGIT,
    PROMPT,
    MUSIC,
    MIX,
    PEER,
    SILENCE
  }

  private final MediaThread thread;
  private final DatagramChannel channel;
  private final OutgoingStream stream;
  private final DigitOutput digits = new DigitOutput();
  private @Nullable RemoteMedia remote;
  private SoundEncoder encoder = Law.PCMU;
  private @Nullable InetSocketAddress target;
  private @Nullable Playback prompt;
  private @Nullable Audio music;
  private int musicAt;
  private Source source = Source.NONE;
  private int packets;
  private int octets;

  Outbound(MediaThread thread, DatagramChannel channel, OutgoingStream stream) {
    this.thread = thread;
    this.channel = channel;
    this.stream = stream;
  }

  void negotiated(RemoteMedia media) {
    RemoteMedia before = remote;
    if (before == null || before.codec() != media.codec()) {
      encoder = media.codec().encoder();
    }
    remote = media;
  }

  /** Where packets go from now on. */
  void target(InetSocketAddress address) {
    target = address;
  }

  /** Plays a prompt, or none, and returns the one that isn't played any more. */
  @Nullable Playback prompt(@Nullable Playback next) {
    Playback before = prompt;
    prompt = next;
    return before;
  }

  @Nullable Playback prompt() {
    return prompt;
  }

  void music(@Nullable Audio next) {
    music = next;
    musicAt = 0;
  }

  void send(Digit digit, Duration duration) {
    if (!digits.offer(digit, duration)) {
      thread.counters().dropped(DropReason.TOO_MANY_DIGITS);
    }
  }

  /** Whether events can be sent as such; otherwise they have to become tones. */
  boolean hasEvents() {
    RemoteMedia media = remote;
    return media != null && media.telephoneEvent().isPresent();
  }

  /**
   * Sends the next 20 ms of what is made here, if anything is.
   *
   * @param silence whether silence is sent when there is nothing else
   * @return the prompt that has ended with the frame before, or null
   */
  @Nullable Playback beat(boolean silence, long now) {
    RemoteMedia media = remote;
    if (media == null || !media.direction().sends()) {
      return endedUnheard();
    }
    Scratch scratch = thread.scratch();
    if (digits.isBusy()) {
      from(Source.DIGIT);
      int type = media.telephoneEvent().orElse(-1);
      digits.next(
          scratch.made, scratch.frame, type, media.codec().payloadType(), encoder, stream, now);
      dispatch(scratch.made.flip());
      return null;
    }
    Playback ended = null;
    Playback playing = prompt;
    if (playing != null) {
      if (playing.next(scratch.frame)) {
        frame(Source.PROMPT, scratch.frame, media, now);
        return null;
      }
      prompt = null;
      ended = playing;
    }
    Audio held = music;
    if (held != null) {
      musicAt = held.copyLooped(musicAt, scratch.frame);
      frame(Source.MUSIC, scratch.frame, media, now);
    } else if (silence) {
      Arrays.fill(scratch.frame, (short) 0);
      frame(Source.SILENCE, scratch.frame, media, now);
    }
    return ended;
  }

  /** A prompt takes its time also where nothing may be sent: call control waits for its end. */
  private @Nullable Playback endedUnheard() {
    Playback playing = prompt;
    if (playing != null && !playing.next(thread.scratch().frame)) {
      prompt = null;
      return playing;
    }
    return null;
  }

  /** Whether the peer or the conference is heard now. */
  boolean isFree() {
    return prompt == null && music == null && !digits.isBusy();
  }

  /** Sends 20 ms of a conference; only while {@link #isFree()}. */
  void mixed(short[] frame, long now) {
    RemoteMedia media = remote;
    if (media != null && media.direction().sends()) {
      frame(Source.MIX, frame, media, now);
    }
  }

  /** Sends 20 ms of what all hear who aren't mixed; only while {@link #isFree()}. */
  void mixed(CommonMix common, long now) {
    RemoteMedia media = remote;
    if (media != null && media.direction().sends()) {
      from(Source.MIX);
      ByteBuffer made = thread.scratch().made;
      stream.generate(Codec.FRAME_SAMPLES, now);
      RtpPacket.begin(made, media.codec().payloadType(), stream);
      if (encoder instanceof Law law) {
        common.append(law, made);
      } else {
        encoder.encode(common.frame(), Codec.FRAME_SAMPLES, made);
      }
      dispatch(made.flip());
    }
  }

  private void frame(Source next, short[] frame, RemoteMedia media, long now) {
    from(next);
    ByteBuffer made = thread.scratch().made;
    stream.generate(frame.length, now);
    RtpPacket.begin(made, media.codec().payloadType(), stream);
    encoder.encode(frame, frame.length, made);
    dispatch(made.flip());
  }

  private void from(Source next) {
    if (source != next) {
      source = next;
      stream.change();
    }
  }

  /**
   * Whether packets of a codec can't be relayed octet by octet: they have to be decoded, by the
   * decoder of their source.
   */
  boolean needsSamples(Codec codec) {
    RemoteMedia media = remote;
    return media != null
        && codec != media.codec()
        && (codec.law().isEmpty() || media.codec().law().isEmpty());
  }

  /**
   * Relays a packet of sound in the codec of the receiver.
   *
   * @param decoded its samples, if it {@link #needsSamples}
   */
  void relayAudio(RtpPacket packet, short[] decoded, long now) {
    RemoteMedia media = remote;
    if (media == null || !media.direction().sends() || !isFree()) {
      return;
    }
    int length = packet.payloadLength();
    if (!numbered(packet, length, now)) {
      return;
    }
    Codec codec = Codec.of(packet.payloadType());
    if (needsSamples(codec)) {
      encoder.encode(decoded, length, packet.buffer().position(packet.payloadAt()));
    } else if (codec != media.codec() && encoder instanceof Law to) {
      codec.law().orElseThrow().transcode(to, packet.buffer(), packet.payloadAt(), length);
    }
    dispatch(packet.rewritten(media.codec().payloadType(), stream));
  }

  /**
   * Relays a telephone event; only when {@link #hasEvents()}.
   *
   * @param lasted how long it has lasted, ticks
   */
  void relayEvent(RtpPacket packet, int lasted, long now) {
    RemoteMedia media = remote;
    if (media == null || !media.direction().sends() || !isFree()) {
      return;
    }
    if (numbered(packet, lasted, now)) {
      dispatch(packet.rewritten(media.telephoneEvent().orElseThrow(), stream));
    }
  }

  private boolean numbered(RtpPacket packet, int samples, long now) {
    from(Source.PEER);
    if (stream.relay(packet, samples, now)) {
      return true;
    }
    thread.counters().dropped(DropReason.TOO_LATE);
    return false;
  }

  private void dispatch(ByteBuffer packet) {
    InetSocketAddress to = target;
    int payload = packet.remaining() - RtpPacket.HEADER;
    if (to != null && thread.send(channel, packet, to)) {
      packets++;
      octets += payload;
    }
  }

  OutgoingStream stream() {
    return stream;
  }

  /** RTP packets sent, as far as 32 bits go. */
  int packets() {
    return packets;
  }

  /** Octets of payload sent, as far as 32 bits go. */
  int octets() {
    return octets;
  }
}
