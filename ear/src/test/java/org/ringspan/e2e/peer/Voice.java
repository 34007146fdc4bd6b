package org.ringspan.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.Sdp;

/**
 * The media of a scripted user agent: it speaks a tone all the time, in PCMU, and tells which tones
 * it hears, also of several at once.
 */
public final class Voice implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern ADDRESS = Pattern.compile("c=IN IP4 (\\S+)");
  private static final Pattern PORT = Pattern.compile("m=audio (\\d+) ");
  private static final int RATE = 8000;
  private static final int FRAME = 160;
  private static final int MILLIS = 20;
  private static final int HEADER = 12;

  /** What part of the power a tone must have to be heard: three may speak at once. */
  private static final double SHARE = 0.2;

  private static final double LOUD = 500;

  private final int hertz;
  private final DatagramSocket socket;
  private final InetSocketAddress remote;
  private final ScheduledExecutorService speaker = Executors.newSingleThreadScheduledExecutor();
  private final Thread listener;
  private final Map<Integer, Integer> heard = new ConcurrentHashMap<>();
  private final int[] listeningFor;
  private int packets;

  /**
   * Begins to speak and to listen.
   *
   * @param at whose media
   * @param theirs the description of the other side
   * @param hertz what it speaks, a multiple of 50 below 4000
   * @param listeningFor the tones it knows
   */
  public Voice(Leg at, String theirs, int hertz, int... listeningFor) {
    this.hertz = hertz;
    this.listeningFor = listeningFor.clone();
    this.remote =
        new InetSocketAddress(found(ADDRESS, theirs), Integer.parseInt(found(PORT, theirs)));
    Sdp own = at.sdp();
    try {
      this.socket = new DatagramSocket(new InetSocketAddress(own.address(), own.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.listener = Thread.ofPlatform().daemon().start(this::listen);
    speaker.scheduleAtFixedRate(this::speak, 0, MILLIS, TimeUnit.MILLISECONDS);
  }

  private static String found(Pattern pattern, String description) {
    Matcher matcher = pattern.matcher(description);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no media: " + description);
    }
    return matcher.group(1);
  }

  /** How many milliseconds of a tone were heard so far. */
  public int heardMillis(int tone) {
    return heard.getOrDefault(tone, 0);
  }

  /** Waits until another half second of a tone is heard. */
  public void expectHears(int tone) {
    int before = heardMillis(tone);
    Eventually.until(
        "%d Hz at %d Hz".formatted(tone, hertz),
        PATIENCE,
        () -> heardMillis(tone),
        now -> now >= before + 500);
  }

  private void speak() {
    byte[] packet = new byte[HEADER + FRAME];
    ByteBuffer header = ByteBuffer.wrap(packet);
    header.put((byte) 0x80).put((byte) 0).putShort((short) packets).putInt(FRAME * packets);
    header.putInt(hertz);
    for (int i = 0; i < FRAME; i++) {
      packet[HEADER + i] = encoded((int) (6000 * Math.sin(2 * Math.PI * hertz * i / RATE)));
    }
    packets++;
    try {
      socket.send(new DatagramPacket(packet, packet.length, remote));
    } catch (IOException e) {
      // The other side may have closed its port, or this one.
      if (socket.isClosed()) {
        speaker.shutdown();
      }
    }
  }

  private void listen() {
    byte[] buffer = new byte[2048];
    double[] frame = new double[FRAME];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        // An ICMP error of what was sent, or the end.
        continue;
      }
      if (packet.getLength() == HEADER + FRAME && (buffer[1] & 0x7F) == 0) {
        for (int i = 0; i < FRAME; i++) {
          frame[i] = decoded(buffer[HEADER + i]);
        }
        for (int tone : listeningFor) {
          if (holds(frame, tone)) {
            heard.merge(tone, MILLIS, Integer::sum);
          }
        }
      }
    }
  }

  /** Goertzel's algorithm. */
  private static boolean holds(double[] frame, int tone) {
    double power = 0;
    double before = 0;
    double earlier = 0;
    double coefficient = 2 * Math.cos(2 * Math.PI * tone / RATE);
    for (double sample : frame) {
      power += sample * sample;
      double now = sample + coefficient * before - earlier;
      earlier = before;
      before = now;
    }
    double atTone =
        2 * (before * before + earlier * earlier - coefficient * before * earlier) / frame.length;
    return Math.sqrt(power / frame.length) > LOUD && atTone > SHARE * power;
  }

  /** G.711, mu-law. */
  private static byte encoded(int sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(sample), 32635) + 132;
    int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = magnitude >> exponent + 3 & 0x0F;
    return (byte) ~(sign | exponent << 4 | mantissa);
  }

  private static int decoded(byte code) {
    int bits = ~code & 0xFF;
    int magnitude = ((bits & 0x0F) << 3) + 132 << (bits >> 4 & 7);
    int sample = magnitude - 132;
    return (bits & 0x80) == 0 ? sample : -sample;
  }

  @Override
  public void close() {
    speaker.shutdownNow();
    socket.close();
    listener.interrupt();
  }
}
