package org.ringspan.e2e.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * A baresip process with one account, driven over its control socket (module ctrl_tcp: JSON in
 * netstrings). It sends a tone and records what it hears.
 */
public final class BaresipPhone implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Pattern TYPE = Pattern.compile("\"type\":\"([A-Z_]+)\"");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final AtomicInteger NEXT_RTP_PORT = new AtomicInteger(31000);

  private final Path directory;
  private final Process process;
  private final Socket control;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final StringBuffer log = new StringBuffer();

  /**
   * Starts the process and waits for its control socket.
   *
   * @param directory where its configuration and recordings go; made anew
   * @param local its SIP address and port; the port above is taken by its TLS, the one above that
   *     by its control socket
   * @param account a line of baresip's accounts file
   */
  public BaresipPhone(Path directory, InetSocketAddress local, String account, Tone tone) {
    this(directory, local, account, tone, "");
  }

  /** One that also subscribes to whether messages wait. */
  public static BaresipPhone waitingForMessages(
      Path directory, InetSocketAddress local, String account, Tone tone) {
    return new BaresipPhone(directory, local, account, tone, "module_app mwi.so\n");
  }

  /** One that can encrypt its media by SDES (RFC 4568). */
  public static BaresipPhone encrypting(
      Path directory, InetSocketAddress local, String account, Tone tone) {
    return new BaresipPhone(directory, local, account, tone, "module srtp.so\n");
  }

  private BaresipPhone(
      Path directory, InetSocketAddress local, String account, Tone tone, String more) {
    Peer.BARESIP.require();
    this.directory = directory;
    try {
      configure(local, account, tone, more);
      process =
          new ProcessBuilder(Peer.BARESIP.command(), "-4", "-f", directory.toString())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("baresip.log").toFile())
              .start();
      control = connect(new InetSocketAddress(local.getAddress(), local.getPort() + 2));
    } catch (IOException e) {
      throw new UncheckedIOException("baresip can't be started in " + directory, e);
    }
    Thread.ofVirtual().name("baresip " + directory.getFileName()).start(this::read);
  }

  private void configure(InetSocketAddress local, String account, Tone tone, String more)
      throws IOException {
    if (Files.exists(directory)) {
      try (var old = Files.walk(directory)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(directory);
    tone.write(directory.resolve("tone.wav"), 60);
    String address = local.getAddress().getHostAddress();
    int rtp = NEXT_RTP_PORT.getAndAdd(20);
    // Null sinks need names of their own: aubridge joins devices of the same name.
    Files.writeString(
        directory.resolve("config"),
        """
        poll_method epoll
        sip_listen %1$s:%2$d
        call_local_timeout 60
        call_max_calls 4
        audio_path /usr/share/baresip
        audio_player aubridge,sink
        audio_source aufile,%3$s/tone.wav
        audio_alert aubridge,alert
        audio_srate 8000
        audio_channels 1
        rtp_ports %4$d-%5$d
        jitter_buffer_delay 5-10
        module_path /usr/lib/baresip/modules
        module g711.so
        module aufile.so
        module aubridge.so
        module sndfile.so
        snd_path %3$s
        module uuid.so
        module_tmp account.so
        module_app menu.so
        module_app ctrl_tcp.so
        ctrl_tcp_listen %1$s:%6$d
        net_interface %1$s
        """
                .formatted(address, local.getPort(), directory, rtp, rtp + 18, local.getPort() + 2)
            + more);
    Files.writeString(directory.resolve("accounts"), account + "\n");
    Files.writeString(directory.resolve("contacts"), "");
  }

  private Socket connect(InetSocketAddress address) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var socket = new Socket();
      try {
        socket.connect(address, 1000);
        return socket;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new UncheckedIOException("baresip doesn't listen: see " + directory, e);
        }
        waitForProcess(50);
      }
    }
  }

  private void waitForProcess(long millis) {
    try {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void read() {
    try {
      var in = new DataInputStream(new java.io.BufferedInputStream(control.getInputStream()));
      while (true) {
        int length = 0;
        for (int c = in.readByte(); c != ':'; c = in.readByte()) {
          length = 10 * length + c - '0';
        }
        byte[] text = new byte[length];
        in.readFully(text);
        in.readByte();
        String message = new String(text, StandardCharsets.UTF_8);
        log.append(message).append('\n');
        (message.contains("\"response\":true") ? answers : events).add(message);
      }
    } catch (IOException e) {
      log.append("control socket closed\n");
    }
  }

  /** Runs a command and waits for its answer. */
  private String command(String name, String parameters) {
    String token = String.valueOf(tokens.incrementAndGet());
    byte[] json =
        "{\"command\":\"%s\",\"params\":\"%s\",\"token\":\"%s\"}"
            .formatted(name, parameters, token)
            .getBytes(StandardCharsets.UTF_8);
    try {
      var out = control.getOutputStream();
      out.write((json.length + ":").getBytes(StandardCharsets.US_ASCII));
      out.write(json);
      out.write(',');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String answer = await(answers, "the answer to " + name, TOKEN, token);
    if (!answer.contains("\"ok\":true")) {
      throw new AssertionError("baresip refused " + name + ": " + answer);
    }
    return answer;
  }

  /** Waits until it was told of messages, and that in these words. */
  public void expectMessages(String words) {
    String told = expectEvent("MWI_NOTIFY");
    while (!told.contains(words)) {
      told = expectEvent("MWI_NOTIFY");
    }
  }

  private String expectEvent(String type) {
    return await(events, type, TYPE, type);
  }

  private String await(BlockingQueue<String> queue, String what, Pattern field, String wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        String message = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (message == null) {
          throw new AssertionError(
              directory.getFileName() + " (baresip) expected " + what + "; its log:\n" + log);
        }
        var matcher = field.matcher(message);
        if (matcher.find() && matcher.group(1).equals(wanted)) {
          return message;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Waits until its registration was accepted; it may have been before the control socket was
   * there.
   */
  public void expectRegistered() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String registrations = command("reginfo", "");
    while (!registrations.contains("OK")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(directory.getFileName() + " (baresip): " + registrations);
      }
      waitForProcess(100);
      registrations = command("reginfo", "");
    }
  }

  public void dial(String uri) {
    command("dial", uri);
  }

  public void expectIncoming() {
    expectEvent("CALL_INCOMING");
  }

  /** Whether a call has ever come. */
  public boolean wasCalled() {
    return log.indexOf("CALL_INCOMING") >= 0;
  }

  public void answer() {
    command("accept", "");
  }

  public void expectEstablished() {
    expectEvent("CALL_ESTABLISHED");
  }

  /** Presses a key, which its media tells as telephone event (RFC 4733). */
  public void press(char key) {
    command("sndcode", String.valueOf(key));
  }

  public void hangUp() {
    command("hangup", "");
  }

  /** Waits until the call has ended, for whatever reason. */
  public void expectClosed() {
    expectEvent("CALL_CLOSED");
  }

  /** Waits until at least {@code millis} ms of the tone were recorded so far. */
  public void expectHears(Tone tone, int millis) {
    expectHears(tone, millis, tone::heardMillis);
  }

  /** The same where others speak at the same time, so many ms more than until now. */
  public void expectHearsAmongOthers(Tone tone, int millis) {
    ToIntFunction<Path> heard = tone::heardAmongOthersMillis;
    expectHears(tone, heardMillis(heard) + millis, heard);
  }

  private void expectHears(Tone tone, int millis, ToIntFunction<Path> in) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int heard = 0;
    while (System.nanoTime() < deadline) {
      heard = heardMillis(in);
      if (heard >= millis) {
        return;
      }
      waitForProcess(100);
    }
    throw new AssertionError(
        "%s (baresip) heard %d ms of %d Hz, expected %d"
            .formatted(directory.getFileName(), heard, tone.hertz(), millis));
  }

  /** Waits until it has said so many ms more. */
  public void expectSays(int millis) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long said = saidMillis() + millis;
    while (saidMillis() < said) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(directory.getFileName() + " (baresip) says nothing");
      }
      waitForProcess(50);
    }
  }

  /** 16 octets a millisecond of what it has sent. */
  private long saidMillis() {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-enc.wav"))
          .mapToLong(file -> file.toFile().length() / 16)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many ms of the tone are in everything it recorded so far. */
  public int heardMillis(Tone tone) {
    return heardMillis(tone::heardMillis);
  }

  private int heardMillis(ToIntFunction<Path> in) {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-dec.wav"))
          .mapToInt(in)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      control.close();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
