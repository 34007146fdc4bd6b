package org.ringspan.launcher;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the server as a process of its own. Its directory keeps data, logs and a copy of
 * the configuration, so several instances share a server home, on different addresses.
 *
 * <pre>{@code
 * var server = new RingspanServer(
 *     ServerSettings.of(home, javaHome, directory).application(ear).address("127.0.0.9").build());
 * server.start();
 * server.awaitReady(Duration.ofSeconds(60));
 * …
 * server.stop();
 * }</pre>
 *
 * <p>Not for use by several threads at once, except {@link #kill()}, {@link #isAlive()} and {@link
 * #awaitEnd()}. An instance that is still running when the JVM ends is stopped.
 */
public final class RingspanServer implements AutoCloseable {
  private static final String APPLICATION = "ringspan.ear";

  private final ServerSettings settings;
  private final InstanceDirectory directory;
  private volatile @Nullable Process process;

  /** A server that isn't started yet. */
  public RingspanServer(ServerSettings settings) {
    this.settings = settings;
    this.directory = new InstanceDirectory(settings);
  }

  /**
   * Starts the process and returns at once.
   *
   * @throws LaunchFailure when the JDK is too old, a port is taken, the directory can't be used or
   *     the database is in use by another process
   */
  public void start() {
    if (isAlive()) {
      throw new IllegalStateException("the server is running already");
    }
    if (ServerCommand.featureVersion(settings.javaHome()) < 21) {
      throw new LaunchFailure(
          settings.javaHome() + " is too old: the server needs a JDK 21 or later");
    }
    try {
      directory.prepare();
      Listeners.of(settings).requireFree();
      deploy();
      var command =
          ServerCommand.build(settings, directory.writeSecrets(), directory.writeSeedSecrets());
      var started =
          new ProcessBuilder(command)
              .directory(settings.instance().toFile())
              .redirectErrorStream(true)
              .redirectOutput(consoleLog().toFile())
              .start();
      started.getOutputStream().close();
      process = started;
      directory.writePid(started.pid());
      stopAtExit(started);
    } catch (IOException e) {
      throw new LaunchFailure("The server can't be started: " + e, e);
    }
  }

  /**
   * Waits until the application is deployed and the SIP port answers an OPTIONS.
   *
   * @throws LaunchFailure when the server ends, the deployment fails or the time is over
   */
  public void awaitReady(Duration timeout) {
    new Readiness(settings, this).await(timeout);
    directory.deleteSecrets();
  }

  /**
   * Stops gracefully: no new calls, live ones may go on for {@link ServerSettings#drain()}, then
   * the server shuts down; it is killed 20 s after that. Does nothing when it isn't running.
   *
   * @return exit value of the process; 0 or 143 after a graceful stop
   */
  public int stop() {
    var running = process;
    if (running == null) {
      return 0;
    }
    running.destroy();
    try {
      if (!running.waitFor(settings.drain().toSeconds() + 20, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
      return ended(running.waitFor());
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LaunchFailure("interrupted while the server stopped; it was killed", e);
    }
  }

  /** Kills the process as kill -9 does and waits for its end. */
  public void kill() {
    var running = process;
    if (running != null) {
      running.destroyForcibly();
      awaitEnd();
    }
  }

  /** Stops gracefully and starts again with the same data. */
  public void restart() {
    stop();
    start();
  }

  /**
   * Waits until the process ends by itself or is stopped by another thread.
   *
   * @return its exit value
   */
  public int awaitEnd() {
    var running = process;
    if (running == null) {
      return 0;
    }
    try {
      return ended(running.waitFor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("interrupted while waiting for the server's end", e);
    }
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    var running = process;
    return running != null && running.isAlive();
  }

  /** Process id; only while it was started. */
  public long pid() {
    var running = process;
    if (running == null) {
      throw new IllegalStateException("the server was not started");
    }
    return running.pid();
  }

  /** The settings it is started with. */
  public ServerSettings settings() {
    return settings;
  }

  /** The server's log file. */
  public Path log() {
    return settings.instance().resolve("log/server.log");
  }

  /** What the process printed: errors before the log exists. */
  public Path consoleLog() {
    return settings.instance().resolve("log/console.log");
  }

  /** The password of the database user {@code ringspan}, made at the first start. */
  public String databasePassword() {
    return directory.databasePassword();
  }

  /**
   * Connects to the MBeans of the server's platform MBean server ({@code org.ringspan:type=…})
   * through the JDK's attach mechanism, which needs no password, only the same user. The JDK opens
   * a port for it that answers programs on this machine only.
   *
   * @return a connection that the caller closes
   * @throws LaunchFailure when the process can't be attached to
   */
  public JMXConnector connectMBeans() {
    return connectMBeans(pid());
  }

  /** As {@link #connectMBeans()}, of the server with this process id. */
  static JMXConnector connectMBeans(long pid) {
    try {
      var machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException e) {
      throw new LaunchFailure("The MBeans of process " + pid + " can't be reached: " + e, e);
    }
  }

  /** Stops the server. */
  @Override
  public void close() {
    stop();
  }

  Path deploymentMarker(String state) {
    return settings.instance().resolve("deployments").resolve(APPLICATION + "." + state);
  }

  private int ended(int exitValue) {
    directory.deletePid();
    directory.deleteSecrets();
    return exitValue;
  }

  private void deploy() throws IOException {
    for (var state : List.of("deployed", "failed", "dodeploy", "isdeploying", "undeployed")) {
      Files.deleteIfExists(deploymentMarker(state));
    }
    var ear = settings.application();
    if (ear != null) {
      if (!Files.isRegularFile(ear)) {
        throw new LaunchFailure("There is no application at " + ear + ": build it first");
      }
      var target = settings.instance().resolve("deployments").resolve(APPLICATION);
      Files.copy(ear, target, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(deploymentMarker("dodeploy"), "");
    }
  }

  private void stopAtExit(Process started) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (started.isAlive()) {
                    stop();
                  }
                },
                "ringspan-stop"));
  }

  LaunchFailure failure(String what) {
    return new LaunchFailure(what + "; see " + log() + " and " + consoleLog());
  }
}
