package org.ringspan.media.rtpengine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.ringspan.media.Eventually;

/** An rtpengine on the loopback network, in user space. */
public final class RtpengineProcess implements AutoCloseable {

  /** Where the embedded engine is. */
  public static final InetAddress ENGINE = address("127.0.31.2");

  /** Where phones reach the first instance. */
  public static final String FAR = "127.0.30.1";

  /** Where phones reach another. */
  public static final String OTHER_FAR = "127.0.30.5";

  /** Its networks. */
  public static final String INTERFACES = "near,far";

  private static final String NEAR = "127.0.31.1";
  private static final String OTHER_NEAR = "127.0.31.3";

  private final ProcessBuilder builder;
  private final String member;
  private Process process;

  private RtpengineProcess(ProcessBuilder builder, String member) throws IOException {
    this.builder = builder;
    this.member = member;
    this.process = builder.start();
  }

  /**
   * Starts one. Skips the test when it isn't installed; with {@code CI=true} in the environment
   * fails it.
   *
   * @param far {@link #FAR} or {@link #OTHER_FAR}
   */
  public static RtpengineProcess start(String far, int firstPort, int lastPort) {
    requireInstalled();
    String near = far.equals(FAR) ? NEAR : OTHER_NEAR;
    try {
      String member = near + ":" + freePort(near);
      RtpengineProcess started =
          new RtpengineProcess(
              new ProcessBuilder(
                      "rtpengine",
                      "--config-file=none",
                      "--foreground",
                      "--table=-1",
                      "--interface=near/" + near,
                      "--interface=far/" + far,
                      "--listen-ng=" + member,
                      "--port-min=" + firstPort,
                      "--port-max=" + lastPort,
                      "--num-threads=2",
                      "--timeout=3600",
                      "--log-stderr",
                      "--log-level=4")
                  .redirectErrorStream(true)
                  .redirectOutput(Path.of("target", "rtpengine-" + far + ".log").toFile()),
              member);
      started.awaitAnswer();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() throws IOException {
    int colon = member.indexOf(':');
    byte[] ping = "ping d7:command4:pinge".getBytes(StandardCharsets.US_ASCII);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(
          new InetSocketAddress(
              address(member.substring(0, colon)), Integer.parseInt(member.substring(colon + 1))));
      socket.setSoTimeout(100);
      Eventually.holds("rtpengine answers", () -> answers(socket, ping));
    }
  }

  private static boolean answers(DatagramSocket socket, byte[] ping) {
    try {
      socket.send(new DatagramPacket(ping, ping.length));
      socket.receive(new DatagramPacket(new byte[100], 100));
      return true;
    } catch (PortUnreachableException | SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireInstalled() {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "rtpengine")));
    String missing = "rtpengine is not installed: apt-get install rtpengine-daemon";
    if (!installed && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    Assumptions.assumeTrue(installed, missing);
  }

  private static int freePort(String address) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress address(String literal) {
    return Addresses.literal(literal).orElseThrow();
  }

  /** How it is named in settings. */
  public String member() {
    return member;
  }

  /** Kills it as kill -9 does. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts it again after it was killed, without its sessions. */
  public void startAgain() {
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it for a time: it neither answers nor moves media, but forgets nothing. */
  void pause() {
    signal("STOP");
  }

  /** Lets it go on. */
  void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int result =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (result != 0) {
        throw new IllegalStateException("kill has returned " + result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
