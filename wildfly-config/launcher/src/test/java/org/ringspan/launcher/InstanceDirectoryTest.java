package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceDirectoryTest {
  @TempDir Path folder;
  private Path instance;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    instance = folder.resolve("instance");
    home = folder.resolve("home");
    var configuration = Files.createDirectories(home.resolve("standalone/configuration"));
    Files.writeString(configuration.resolve("ringspan.xml"), "provisioned");
    Files.writeString(configuration.resolve("mgmt-users.properties"), "provisioned");
  }

  @Test
  @DisplayName("The configuration follows the provisioning; users an administrator added stay")
  void configuration() throws IOException {
    directory().prepare();
    Files.writeString(instance.resolve("configuration/ringspan.xml"), "changed");
    Files.writeString(instance.resolve("configuration/mgmt-users.properties"), "changed");

    directory().prepare();

    assertThat(instance.resolve("configuration/ringspan.xml")).hasContent("provisioned");
    assertThat(instance.resolve("configuration/mgmt-users.properties")).hasContent("changed");
  }

  @Test
  @DisplayName("The database password is made once, in a file for its owner only")
  void databasePassword() throws IOException {
    directory().prepare();
    directory().writeSecrets();
    var file = instance.resolve("data/database-password.properties");
    var password = directory().databasePassword();
    directory().writeSecrets();

    assertThat(password).hasSize(PasswordGenerator.LENGTH);
    assertThat(directory().databasePassword()).isEqualTo(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("Passwords among the settings travel in a file that is deleted, not as options")
  void startSecrets() throws IOException {
    var directory =
        new InstanceDirectory(
            ServerSettings.of(home, folder, instance)
                .property("ringspan.sip.tls.keystore.password", "topsecret")
                .property("ringspan.domain", "example.test")
                .build());
    directory.prepare();

    var file = directory.writeSecrets();

    var read = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      read.load(reader);
    }
    assertThat(read)
        .containsOnlyKeys("ringspan.db.password", "ringspan.sip.tls.keystore.password")
        .containsEntry("ringspan.sip.tls.keystore.password", "topsecret");
    directory.deleteSecrets();
    assertThat(file).doesNotExist();
    assertThat(directory.databasePassword()).isNotEmpty();
  }

  @Test
  @DisplayName("PostgreSQL has a configuration of its own and no password that only one side knows")
  void postgresql() throws IOException {
    var settings =
        ServerSettings.of(home, folder, instance)
            .property("ringspan.db.url", "jdbc:postgresql://db.example.test/ringspan");
    var withoutPassword = new InstanceDirectory(settings.build());

    assertThatThrownBy(withoutPassword::prepare)
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("There is no provisioned server");
    Files.writeString(
        home.resolve("standalone/configuration/ringspan-postgresql.xml"), "for PostgreSQL");
    withoutPassword.prepare();

    assertThat(instance.resolve("configuration/ringspan-postgresql.xml"))
        .hasContent("for PostgreSQL");
    assertThatThrownBy(withoutPassword::writeSecrets)
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("ringspan.db.password");
    var withPassword =
        new InstanceDirectory(settings.property("ringspan.db.password", "topsecret").build());
    withPassword.writeSecrets();
    assertThat(withPassword.databasePassword()).isEqualTo("topsecret");
    assertThat(instance.resolve("data/database-password.properties")).doesNotExist();
  }

  @Test
  @DisplayName("Seed passwords are readable as properties, for their owner only, and deleted")
  void seedSecrets() throws IOException {
    var document = Files.writeString(folder.resolve("seed.json"), "{}");
    var passwords = Map.of("alice-desk", "a=b:c#d!e\\f", "bob", "plain");
    var directory =
        new InstanceDirectory(
            ServerSettings.of(home, folder, instance).seed(document, passwords).build());
    directory.prepare();

    var file = directory.writeSeedSecrets();

    var read = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      read.load(reader);
    }
    assertThat(read).isEqualTo(passwords);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    directory.deleteSecrets();
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName("A database that is locked is refused before the start")
  void lockedDatabase() throws IOException {
    directory().prepare();
    var database = Files.writeString(instance.resolve("data/ringspan.mv.db"), "H:2");
    try (var channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
      var lock = channel.lock();

      assertThatThrownBy(() -> directory().prepare())
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining(database + " is locked by another process");
      lock.release();
    }
    directory().prepare();
  }

  @Test
  @DisplayName("A directory whose server still runs is refused, a stale process id is not")
  void alreadyRunning() throws IOException {
    directory().prepare();
    Files.writeString(
        instance.resolve("ringspan.pid"), Long.toString(ProcessHandle.current().pid()));

    // This process isn't a server of that directory: its id was used again.
    InstanceDirectory.requireUnused(instance);

    var server = new ProcessBuilder("sh", "-c", "read line", instance.toString()).start();
    try {
      Files.writeString(instance.resolve("ringspan.pid"), Long.toString(server.pid()));
      assertThatThrownBy(() -> directory().prepare())
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining("already running from " + instance)
          .hasMessageContaining("process " + server.pid());
    } finally {
      server.destroy();
    }
  }

  @Test
  @DisplayName("A place that can't be a folder is refused in one line")
  void unusableFolder() throws IOException {
    Files.writeString(instance, "a file");

    assertThatThrownBy(() -> directory().prepare())
        .isInstanceOf(LaunchFailure.class)
        .hasMessageStartingWith("The folder " + instance + " can't be written to")
        .hasMessageNotContaining("\n");
  }

  private InstanceDirectory directory() {
    return new InstanceDirectory(ServerSettings.of(home, folder, instance).build());
  }
}
