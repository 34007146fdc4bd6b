package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandTest {
  @TempDir Path jdk;

  @Test
  @DisplayName("The JDK's version is read from its release file")
  void featureVersion() throws IOException {
    release("21.0.9");
    assertThat(ServerCommand.featureVersion(jdk)).isEqualTo(21);
    release("25");
    assertThat(ServerCommand.featureVersion(jdk)).isEqualTo(25);
  }

  @Test
  @DisplayName("What isn't a JDK is refused")
  void noJdk() {
    assertThatThrownBy(() -> ServerCommand.featureVersion(jdk))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining(jdk + " isn't a JDK");
  }

  @Test
  @DisplayName("A JDK below 21 is refused before anything is started")
  void oldJdk() throws IOException {
    release("17.0.15");
    var server = new RingspanServer(ServerSettings.of(jdk, jdk, jdk.resolve("instance")).build());

    assertThatThrownBy(server::start)
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("too old: the server needs a JDK 21 or later");
    assertThat(jdk.resolve("instance")).doesNotExist();
  }

  @Test
  @DisplayName("No password stands on the command line; options given win over the built-in ones")
  void commandLine() throws IOException {
    release("25");
    var settings =
        ServerSettings.of(jdk, jdk, jdk.resolve("instance"))
            .seed(jdk.resolve("seed.json"), Map.of("alice-desk", "topsecret"))
            .property("ringspan.sip.tls.keystore.password", "topsecret")
            .jvmOption("-XX:MaxGCPauseMillis=10")
            .maxHeap("1g")
            .build();

    var command =
        ServerCommand.build(settings, Path.of("secrets"), Path.of("data/seed-secrets.properties"));

    assertThat(command)
        .contains(
            "-Xmx1g",
            "-Dringspan.seed.file=" + jdk.resolve("seed.json"),
            "-Dringspan.seed.secrets.file=data/seed-secrets.properties")
        .noneMatch(argument -> argument.contains("topsecret"));
    assertThat(command.lastIndexOf("-XX:MaxGCPauseMillis=10"))
        .isGreaterThan(command.indexOf("-XX:MaxGCPauseMillis=15"));
  }

  @Test
  @DisplayName("The database's address decides which configuration is started")
  void configuration() throws IOException {
    release("25");
    var settings = ServerSettings.of(jdk, jdk, jdk.resolve("instance"));

    assertThat(ServerCommand.build(settings.build(), Path.of("s"), Path.of("t")))
        .containsSequence("-c", "ringspan.xml");
    settings.property("ringspan.db.url", "jdbc:postgresql://db.example.test/ringspan");
    assertThat(ServerCommand.build(settings.build(), Path.of("s"), Path.of("t")))
        .containsSequence("-c", "ringspan-postgresql.xml");
  }

  private void release(String version) throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }
}
