package org.ringspan.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** An rtpengine in user space, through which the media of a server pass. */
public final class Rtpengine implements AutoCloseable {
  private final ProcessBuilder builder;
  private Process process;

  /**
   * Starts it.
   *
   * @param directory where its log goes
   * @param control where it takes commands; media pass the same address
   */
  public Rtpengine(Path directory, InetSocketAddress control) {
    Peer.RTPENGINE.require();
    builder =
        new ProcessBuilder(
                Peer.RTPENGINE.command(),
                "--config-file=none",
                "--foreground",
                "--table=-1",
                "--interface=" + control.getHostString(),
                "--listen-ng=" + control.getHostString() + ":" + control.getPort(),
                "--port-min=36000",
                "--port-max=36999",
                "--num-threads=2",
                "--timeout=3600",
                "--log-stderr",
                "--log-level=6")
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("rtpengine.log").toFile()));
    try {
      Files.createDirectories(directory);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("rtpengine can't be started", e);
    }
  }

  /** Kills it as kill -9 does. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it again, without the sessions that it had. */
  public void startAgain() {
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("rtpengine can't be started again", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
