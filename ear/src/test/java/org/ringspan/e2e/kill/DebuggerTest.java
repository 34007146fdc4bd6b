package org.ringspan.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.e2e.kill.KillPoint.InCode;

class DebuggerTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path directory;

  /** The process that is killed. */
  static final class Counting {
    private Counting() {}

    /** Counts for as long as it may. */
    public static void main(String[] arguments) {
      for (int i = 1; i <= Integer.parseInt(arguments[0]); i++) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        step(i);
      }
    }

    private static void step(int number) {
      System.out.println("step " + number);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  @DisplayName(
      "A process is killed before the call that was asked for, and none of it has happened")
  void killed() throws IOException, InterruptedException {
    int port = freePort();
    Path output = directory.resolve("out");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                Debugger.option("127.0.0.1", port),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Counting.class.getName(),
                "600")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    var killed = new CountDownLatch(1);
    try (var debugger =
        Debugger.waitAt(
            "127.0.0.1",
            port,
            new InCode(Counting.class.getName(), "step", 3),
            SOON,
            () -> {
              process.destroyForcibly();
              killed.countDown();
            })) {
      assertThat(killed.await(SOON.toSeconds(), TimeUnit.SECONDS)).as("%s", debugger).isTrue();
    }
    assertThat(process.waitFor()).as("as kill -9 ends a process").isEqualTo(137);
    List<String> said =
        Files.readAllLines(output).stream().filter(line -> line.startsWith("step")).toList();
    // It had taken some steps before the debugger came; the third from then on is the last to
    // begin.
    assertThat(said).hasSizeGreaterThanOrEqualTo(2).hasSizeLessThan(600);
    assertThat(said.getLast()).isEqualTo("step " + said.size());
  }
}
