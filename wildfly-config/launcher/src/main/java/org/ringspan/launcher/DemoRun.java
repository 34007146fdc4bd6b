package org.ringspan.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs the demo company in the foreground until Ctrl-C: what {@code mvn -Prun} is. State survives
 * from run to run in the instance directory; the passwords are printed at the first start only.
 *
 * <p>It ends with status 0 after a stop that was asked for, 130 when that came before the server
 * was ready or a second Ctrl-C killed it, and 1 after a failure, which it explains in one line.
 */
public final class DemoRun {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final int FAILED = 1;
  private static final int INTERRUPTED = 130;

  private final Path home;
  private final Path application;
  private final Path instance;
  private final DemoSettings demo;
  private final PrintStream out;

  DemoRun(Path home, Path application, Path instance, DemoSettings demo, PrintStream out) {
    this.home = home;
    this.application = application;
    this.instance = instance;
    this.demo = demo;
    this.out = out;
  }

  /**
   * Arguments: the provisioned server, the EAR, the instance directory. The JDK is the one that the
   * provisioning ran on.
   */
  public static void main(String[] args) {
    int status;
    try {
      status =
          new DemoRun(
                  Path.of(args[0]),
                  Path.of(args[1]),
                  Path.of(args[2]),
                  DemoSettings.from(System.getProperties()),
                  System.out)
              .run();
    } catch (LaunchFailure e) {
      System.err.println("\nRingspan can't run: " + e.getMessage());
      status = FAILED;
    } catch (IOException e) {
      System.err.println("\nRingspan can't run: " + e);
      status = FAILED;
    }
    if (status != 0) {
      // Inside Maven an exception would be reported with advice that doesn't help here.
      System.exit(status);
    }
  }

  int run() throws IOException {
    if (demo.reset()) {
      reset();
    }
    var seeded = instance.resolve("data/demo-company.seeded");
    boolean first = !Files.exists(seeded);
    var javaHome = javaHome();
    var settings = demo.server(home, javaHome, instance, application);
    var company =
        DemoCompany.forServer(
            settings.build().address(), settings.build().property("ringspan.domain"));
    Map<String, String> passwords = Map.of();
    if (first) {
      // Nobody has seen the passwords of a first start that didn't get ready: begin anew.
      reset();
      passwords = company.passwords(passwordSource());
      settings.seed(writeDocument(company), passwords);
    }
    var server = new RingspanServer(settings.build());
    try (var stop = StopSignals.forwardTo(server, out)) {
      out.println("\nStarting Ringspan (" + instance + ") …");
      server.start();
      try {
        server.awaitReady(READY_WITHIN);
      } catch (LaunchFailure e) {
        server.stop();
        if (stop.requested()) {
          return INTERRUPTED;
        }
        throw e;
      }
      if (first) {
        Files.writeString(seeded, "");
      }
      out.println(new DemoGuide(server.settings(), company).text(passwords, demo.password()));
      int exitValue = server.awaitEnd();
      if (!stop.requested()) {
        throw server.failure("The server ended by itself with status " + exitValue);
      }
      if (stop.killed()) {
        out.println("Ringspan was killed.");
        return INTERRUPTED;
      }
      out.println("Ringspan has stopped. Start it again with the same command.");
      return 0;
    }
  }

  private java.util.function.Supplier<String> passwordSource() {
    var given = demo.password();
    var generator = new PasswordGenerator();
    return given != null ? () -> given : generator::next;
  }

  private Path writeDocument(DemoCompany company) throws IOException {
    try {
      Files.createDirectories(instance);
      return Files.writeString(instance.resolve("demo-company.json"), company.document());
    } catch (IOException e) {
      throw new LaunchFailure(
          "The folder " + instance + " can't be written to (" + e.getMessage() + ")", e);
    }
  }

  /** Deletes the state of earlier starts, but not under a running server. */
  private void reset() throws IOException {
    InstanceDirectory.requireUnused(instance);
    for (var folder : List.of("data", "log", "tmp", "configuration", "deployments")) {
      ServerProvisioning.deleteTree(instance.resolve(folder));
    }
  }

  private Path javaHome() {
    var file = home.resolveSibling("java-home");
    try {
      return Path.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new LaunchFailure("There is no provisioned server at " + home, e);
    }
  }
}
