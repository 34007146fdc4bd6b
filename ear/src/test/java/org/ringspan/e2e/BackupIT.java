package org.ringspan.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Phone;
import org.ringspan.launcher.RingspanServer;

/** The command that an administrator makes backups with. */
@RingspanTest
class BackupIT {
  @TempDir Path folder;

  @Test
  @DisplayName(
      "A backup taken while calls run, restored elsewhere: records, registrations, passwords")
  void backup(Stage stage) throws Exception {
    String caller = Stage.newCaller();
    var desk = stage.registered(GRACE.desk());
    var other = stage.registered(HEIDI.desk());
    talk(stage, desk, caller);
    var live = stage.gateway().dial(HEIDI.did(), caller).start();
    var atOther = other.expectInvite().ring().answer();
    live.expectAnswer();
    atOther.expectAck();
    stage.server().records().expectStarted(caller, HEIDI.did());

    Path settings = settings(stage.server());
    var backup =
        command(
            "backup",
            "--settings",
            settings.toString(),
            "--to",
            folder.resolve("copies").toString(),
            "--keys-to",
            folder.resolve("keys").toString());
    int calls = 0;
    do {
      var call = stage.gateway().dial(GRACE.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring().answer();
      call.expectAnswer();
      call.hangUp();
      atDesk.expectBye();
      calls++;
    } while (backup.isAlive());
    assertThat(ended(backup)).isEqualTo(0);
    assertThat(calls).isPositive();
    live.hangUp();
    atOther.expectBye();

    Path directory = TestServer.directory("restored");
    delete(directory);
    Path restored =
        Files.writeString(
            folder.resolve("new.properties"), "ringspan.instance=" + directory.toAbsolutePath());
    assertThat(
            ended(
                command(
                    "restore",
                    "--settings",
                    restored.toString(),
                    "--from",
                    only("copies").toString(),
                    "--keys",
                    only("keys").toString())))
        .isEqualTo(0);

    try (var server = TestServer.upon(directory, Network.RESTORED_SERVER)) {
      server.start();
      assertThat(server.records().expectEnded(caller, GRACE.did()).outcome()).isEqualTo("ANSWERED");
      assertThat(server.records().expectEnded(caller, HEIDI.did()).outcome())
          .isEqualTo("INTERRUPTED");
      assertThat(server.operations().metrics().get("ringspan_registrations_devices"))
          .isGreaterThanOrEqualTo(2);
      // Only who knows the key knows the passwords.
      try (var there = server.stage()) {
        there.registered(GRACE.laptop());
      }
    }
  }

  private static void talk(Stage stage, Phone desk, String caller) {
    var call = stage.gateway().dial(GRACE.did(), caller).start();
    var atDesk = desk.expectInvite().ring().answer();
    call.expectAnswer();
    call.hangUp();
    atDesk.expectBye();
    stage.server().records().expectEnded(caller, GRACE.did());
  }

  private Path settings(TestServer server) throws IOException {
    return Files.writeString(
        folder.resolve("ringspan.properties"),
        "ringspan.instance=%s\nringspan.db.url=%s\n"
            .formatted(server.instance(), server.database().url()));
  }

  private Process command(String... arguments) throws Exception {
    var launcher =
        Path.of(RingspanServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                launcher.toString(),
                "org.ringspan.launcher.RingspanCommand"));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(arguments[0] + ".txt").toFile())
        .start();
  }

  private int ended(Process process) throws Exception {
    int status = process.waitFor();
    if (status != 0) {
      try (var files = Files.newDirectoryStream(folder, "*.txt")) {
        for (Path printed : files) {
          System.out.println(Files.readString(printed, UTF_8));
        }
      }
    }
    return status;
  }

  private Path only(String directory) throws IOException {
    try (var files = Files.list(folder.resolve(directory))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
