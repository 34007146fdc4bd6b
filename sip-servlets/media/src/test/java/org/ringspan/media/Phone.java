package org.ringspan.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Sines;
import org.ringspan.media.audio.SoundDecoder;
import org.ringspan.media.audio.SoundEncoder;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.digit.TelephoneEventSender;
import org.ringspan.media.digit.ToneGenerator;

/** A phone that says a tone and hears tones, with sockets of its own on the loopback network. */
final class Phone implements AutoCloseable {

  /** A packet that came. */
  record Packet(
      InetSocketAddress from,
      int type,
      boolean marker,
      int sequence,
      int timestamp,
      int ssrc,
      byte[] payload) {}

  private static final double AMPLITUDE = 8000;

  private final DatagramSocket rtp;
  private final DatagramSocket rtcp;
  private final Codec codec;
  private final SoundEncoder encoder;
  private final OptionalInt telephoneEvent;
  private final List<Packet> heard = new CopyOnWriteArrayList<>();
  private final List<byte[]> reports = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Digit> keys = new ConcurrentLinkedQueue<>();
  private final int ssrc = System.identityHashCode(this);
  private volatile double hertz;
  private volatile @Nullable InetSocketAddress to;
  private volatile byte @Nullable [] instead;
  private volatile boolean open = true;

  private int sequence = 65_500;
  private int timestamp = 77;

  Phone(String host, Codec codec, OptionalInt telephoneEvent) throws IOException {
    InetAddress address = InetAddress.getByName(host);
    this.rtp = new DatagramSocket(0, address);
    this.rtcp = new DatagramSocket(0, address);
    this.codec = codec;
    this.encoder = codec.encoder();
    this.telephoneEvent = telephoneEvent;
    Thread.ofPlatform().daemon().name("phone-hears-" + host).start(this::hear);
    Thread.ofPlatform().daemon().name("phone-says-" + host).start(this::say);
    Thread.ofPlatform().daemon().name("phone-rtcp-" + host).start(this::reports);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) rtp.getLocalSocketAddress();
  }

  RemoteMedia media() {
    return new RemoteMedia(
        address(),
        (InetSocketAddress) rtcp.getLocalSocketAddress(),
        codec,
        telephoneEvent,
        Direction.SEND_RECEIVE,
        true);
  }

  /** Says a tone from now on. */
  Phone says(double tone, MediaEndpoint endpoint) {
    hertz = tone;
    to = endpoint.rtpAddress();
    return this;
  }

  void isQuiet() {
    to = null;
  }

  void press(Digit digit) {
    keys.add(digit);
  }

  /** Says these octets once, instead of the tone. */
  void sayOctets(byte[] octets) {
    instead = octets.clone();
  }

  int ssrc() {
    return ssrc;
  }

  void send(byte[] datagram, InetSocketAddress address) throws IOException {
    rtp.send(new DatagramPacket(datagram, datagram.length, address));
  }

  void report(byte[] datagram, InetSocketAddress address) throws IOException {
    rtcp.send(new DatagramPacket(datagram, datagram.length, address));
  }

  List<Packet> packets() {
    return heard;
  }

  List<byte[]> reportsHeard() {
    return reports;
  }

  /** What was heard last, a fifth of a second; empty as long as less was heard. */
  short[] sound() {
    List<Packet> audio = new ArrayList<>();
    for (Packet packet : heard) {
      if (Codec.isAudio(packet.type)) {
        audio.add(packet);
      }
    }
    if (audio.size() < 10) {
      return new short[0];
    }
    short[] sound = new short[1600];
    // A decoder with a memory needs some of what went before.
    int first = Math.max(0, audio.size() - 30);
    SoundDecoder decoder = Codec.of(audio.getLast().type).decoder();
    for (int i = first; i < audio.size(); i++) {
      short[] frame = new short[160];
      decoder.decode(ByteBuffer.wrap(audio.get(i).payload), 0, 160, frame);
      int at = i - audio.size() + 10;
      if (at >= 0) {
        System.arraycopy(frame, 0, sound, 160 * at, 160);
      }
    }
    return sound;
  }

  /** Whether just these tones, and no other that is said in tests, were heard lately. */
  boolean hears(double... tones) {
    short[] sound = sound();
    if (sound.length == 0) {
      return false;
    }
    for (double tone : new double[] {400, 500, 900, 1100, 1300}) {
      double amplitude = Sines.amplitude(sound, 0, sound.length, tone);
      boolean wanted = false;
      for (double each : tones) {
        wanted |= each == tone;
      }
      if (wanted ? amplitude < 0.7 * AMPLITUDE : amplitude > 0.05 * AMPLITUDE) {
        return false;
      }
    }
    return true;
  }

  private void hear() {
    byte[] buffer = new byte[2048];
    DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
    while (open) {
      try {
        datagram.setLength(buffer.length);
        rtp.receive(datagram);
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      ByteBuffer in = ByteBuffer.wrap(buffer, 0, datagram.getLength());
      byte[] payload = new byte[datagram.getLength() - 12];
      in.get(12, payload);
      heard.add(
          new Packet(
              (InetSocketAddress) datagram.getSocketAddress(),
              in.get(1) & 0x7F,
              (in.get(1) & 0x80) != 0,
              Short.toUnsignedInt(in.getShort(2)),
              in.getInt(4),
              in.getInt(8),
              payload));
    }
  }

  private void reports() {
    DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
    while (open) {
      try {
        datagram.setLength(2048);
        rtcp.receive(datagram);
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      byte[] report = new byte[datagram.getLength()];
      System.arraycopy(datagram.getData(), 0, report, 0, report.length);
      reports.add(report);
    }
  }

  private void say() {
    long next = System.nanoTime();
    long at = 0;
    TelephoneEventSender event = null;
    ToneGenerator tone = null;
    int began = 0;
    while (open) {
      InetSocketAddress target = to;
      Digit key = event == null && tone == null ? keys.poll() : null;
      if (key != null && telephoneEvent.isPresent()) {
        began = timestamp;
        event = new TelephoneEventSender(key, began, Duration.ofMillis(100));
      } else if (key != null) {
        tone = new ToneGenerator(key, Duration.ofMillis(100));
      }
      ByteBuffer packet = ByteBuffer.allocate(172);
      short[] frame = new short[160];
      if (event != null) {
        header(packet, telephoneEvent.orElseThrow(), began);
        event = event.next(packet) ? event : null;
      } else {
        header(packet, codec.payloadType(), timestamp);
        if (tone != null) {
          tone = tone.next(frame) ? tone : null;
        } else {
          for (int i = 0; i < 160; i++) {
            frame[i] = (short) (AMPLITUDE * Math.sin(2 * Math.PI * hertz * (at + i) / 8000));
          }
        }
        byte[] octets = instead;
        if (octets == null) {
          encoder.encode(frame, 160, packet);
        } else {
          instead = null;
          packet.put(octets);
        }
      }
      timestamp += 160;
      at += 160;
      if (target != null) {
        try {
          rtp.send(new DatagramPacket(packet.array(), packet.position(), target));
          sequence++;
        } catch (SocketException e) {
          return;
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
      // Who was late doesn't catch up: a burst would tell nothing of phones.
      next = Math.max(next, System.nanoTime() - 20_000_000) + 20_000_000;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void header(ByteBuffer packet, int type, int time) {
    packet.put((byte) 0x80).put((byte) type).putShort((short) sequence).putInt(time).putInt(ssrc);
  }

  @Override
  public void close() {
    open = false;
    rtp.close();
    rtcp.close();
  }
}
