package org.ringspan.journal.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java virtual machine with the same classes, that can be killed. */
public final class Children implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private Children(Process process) {
    this.process = process;
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts {@link CrashChild}. */
  public static Children start(Path directory, String... arguments) throws IOException {
    return start(CrashChild.class, directory, arguments);
  }

  /** Starts a program whose first argument is the directory. */
  public static Children start(Class<?> program, Path directory, String... arguments)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                directory.toString()));
    command.addAll(List.of(arguments));
    return new Children(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Waits until it says this line.
   *
   * @throws AssertionError when it ends before
   */
  public void awaitLine(String expected) throws IOException {
    var said = new ArrayList<String>();
    String line = output.readLine();
    while (line != null) {
      if (line.equals(expected)) {
        return;
      }
      said.add(line);
      line = output.readLine();
    }
    throw new AssertionError("it ended without saying '" + expected + "' but " + said);
  }

  /** Ends it as kill -9 does, and waits for its end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it can't be killed");
    }
  }

  @Override
  public void close() throws InterruptedException, IOException {
    try (output) {
      kill();
    }
  }
}
