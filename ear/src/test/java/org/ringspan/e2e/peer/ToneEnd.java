package org.ringspan.e2e.peer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.ua.Sdp;

/**
 * The media of a scripted user agent: it sends a tone as G.711 μ-law by RTP (RFC 3550), a packet
 * each 20 ms, and keeps what it hears.
 */
public final class ToneEnd implements AutoCloseable {
  private static final int SAMPLES = 160;
  private static final int HEADER = 12;
  private static final AudioFormat LINEAR = new AudioFormat(8000, 16, 1, true, false);
  private static final AudioFormat ULAW =
      new AudioFormat(AudioFormat.Encoding.ULAW, 8000, 8, 1, 1, 8000, false);
  private static final Pattern ADDRESS = Pattern.compile("c=IN IP4 ([0-9.]+)");
  private static final Pattern PORT = Pattern.compile("m=audio ([0-9]+) ");

  private final DatagramSocket socket;
  private final InetSocketAddress to;
  private final byte[] tone;
  private final int source;
  private final Path heard;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
  private int sequence;

  /**
   * Begins to send and to listen.
   *
   * @param own what this side has described
   * @param other the other side's description
   * @param directory for files; may be shared
   */
  public ToneEnd(Sdp own, String other, Tone tone, Path directory) {
    try {
      socket = new DatagramSocket(new InetSocketAddress(own.address(), own.port()));
      to = new InetSocketAddress(InetAddress.getByName(found(ADDRESS, other)), port(other));
      Path file = directory.resolve(own.port() + "-tone.wav");
      tone.write(file, 1);
      byte[] wav = Files.readAllBytes(file);
      this.tone = converted(Arrays.copyOfRange(wav, 44, wav.length), LINEAR, ULAW);
      heard = directory.resolve(own.port() + "-heard.wav");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    source = own.port();
    Thread.ofVirtual().start(this::listen);
    sender.scheduleAtFixedRate(this::send, 0, 20, TimeUnit.MILLISECONDS);
  }

  private static String found(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no media in " + text);
    }
    return matcher.group(1);
  }

  private static int port(String sdp) {
    return Integer.parseInt(found(PORT, sdp));
  }

  private static byte[] converted(byte[] samples, AudioFormat from, AudioFormat to)
      throws IOException {
    long frames = samples.length / from.getFrameSize();
    try (var audio = new AudioInputStream(new ByteArrayInputStream(samples), from, frames);
        var other = AudioSystem.getAudioInputStream(to, audio)) {
      return other.readAllBytes();
    }
  }

  private void send() {
    byte[] packet = new byte[HEADER + SAMPLES];
    ByteBuffer.wrap(packet)
        .put((byte) 0x80)
        .put((byte) 0)
        .putShort((short) sequence)
        .putInt(sequence * SAMPLES)
        .putInt(source)
        .put(tone, sequence * SAMPLES % tone.length, SAMPLES);
    sequence++;
    try {
      socket.send(new DatagramPacket(packet, packet.length, to));
    } catch (IOException e) {
      // Nobody listens there any more; what isn't heard fails the test.
      sender.shutdown();
    }
  }

  private void listen() {
    byte[] buffer = new byte[2048];
    while (!socket.isClosed()) {
      var packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (packet.getLength() == HEADER + SAMPLES && (buffer[1] & 0x7f) == 0) {
        synchronized (received) {
          received.write(buffer, HEADER, SAMPLES);
        }
      }
    }
  }

  /** Waits until it has heard at least {@code millis} ms of a tone. */
  public void expectHears(Tone what, int millis) {
    Eventually.until(
        millis + " ms of " + what.hertz() + " Hz",
        Duration.ofSeconds(20),
        () -> heardMillis(what),
        now -> now >= millis);
  }

  /** How many ms of a tone it has heard so far. */
  public int heardMillis(Tone what) {
    byte[] samples;
    synchronized (received) {
      samples = received.toByteArray();
    }
    try {
      byte[] linear = converted(samples, ULAW, LINEAR);
      byte[] file = new byte[44 + linear.length];
      System.arraycopy(linear, 0, file, 44, linear.length);
      Files.write(heard, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return what.heardMillis(heard);
  }

  @Override
  public void close() {
    sender.shutdownNow();
    socket.close();
  }
}
