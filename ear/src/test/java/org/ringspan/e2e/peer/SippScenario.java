package org.ringspan.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A SIPp process that plays one of its built-in scenarios, or one of ours, a number of times. */
public final class SippScenario implements AutoCloseable {
  private final Path directory;
  private final Process process;

  /**
   * Starts it.
   *
   * @param directory where its log goes
   * @param scenario {@code uac}, which calls and hangs up, or {@code uas}, which answers
   * @param local where it sends from and listens
   * @param remote where requests go; ignored by a scenario that only answers
   * @param options more of its command line
   */
  public SippScenario(
      Path directory,
      String scenario,
      InetSocketAddress local,
      InetSocketAddress remote,
      int calls,
      String... options) {
    this(directory, List.of("-sn", scenario), local, remote, calls, options);
  }

  /**
   * Starts one of ours.
   *
   * @param scenario a resource
   */
  public static SippScenario of(
      Path directory,
      URL scenario,
      InetSocketAddress local,
      InetSocketAddress remote,
      int calls,
      String... options) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("scenario.xml");
      try (var text = scenario.openStream()) {
        Files.write(file, text.readAllBytes());
      }
      return new SippScenario(
          directory, List.of("-sf", file.toString()), local, remote, calls, options);
    } catch (IOException e) {
      throw new UncheckedIOException("the scenario can't be read: " + scenario, e);
    }
  }

  private SippScenario(
      Path directory,
      List<String> scenario,
      InetSocketAddress local,
      InetSocketAddress remote,
      int calls,
      String... options) {
    Peer.SIPP.require();
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      var command = new ArrayList<String>();
      command.add(Peer.SIPP.command());
      command.addAll(scenario);
      command.addAll(List.of("-nostdin", "-trace_err"));
      command.addAll(List.of("-i", local.getHostString(), "-p", String.valueOf(local.getPort())));
      command.addAll(List.of("-m", String.valueOf(calls)));
      command.addAll(List.of(options));
      command.add(remote.getHostString() + ":" + remote.getPort());
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("sipp.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("sipp can't be started in " + directory, e);
    }
  }

  /** Waits until all calls are done; a single failed one fails the test. */
  public void expectSuccess(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("sipp isn't done; see " + directory);
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(
            "sipp ended with " + process.exitValue() + "; see " + directory.resolve("sipp.log"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
