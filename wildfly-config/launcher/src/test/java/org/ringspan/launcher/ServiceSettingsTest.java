package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {
  @TempDir Path folder;

  private ServerSettings read(String content, String permissions) throws IOException {
    var file = folder.resolve("ringspan.properties");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return ServiceSettings.read(Path.of("/opt/ringspan"), file).server();
  }

  @Test
  @DisplayName("The launcher's own settings and the server's stand in one file")
  void both() throws IOException {
    var settings =
        read(
            """
            ringspan.instance=/srv/ringspan
            ringspan.java.home=/opt/jdk
            ringspan.max.heap=2g
            ringspan.domain = example.test
            jboss.http.port=8181
            """,
            "rw-r--r--");

    assertThat(settings.home()).isEqualTo(Path.of("/opt/ringspan/server"));
    assertThat(settings.application()).isEqualTo(Path.of("/opt/ringspan/ringspan.ear"));
    assertThat(settings.instance()).isEqualTo(Path.of("/srv/ringspan"));
    assertThat(settings.javaHome()).isEqualTo(Path.of("/opt/jdk"));
    assertThat(settings.maxHeap()).isEqualTo("2g");
    assertThat(settings.properties())
        .containsOnlyKeys("ringspan.domain", "jboss.http.port")
        .containsEntry("ringspan.domain", "example.test");
  }

  @Test
  @DisplayName("An empty file means the defaults")
  void defaults() throws IOException {
    var settings = read("", "rw-r--r--");

    assertThat(settings.instance()).isEqualTo(Path.of("/var/lib/ringspan"));
    assertThat(settings.javaHome()).isEqualTo(Path.of(System.getProperty("java.home")));
  }

  @Test
  @DisplayName("A password in a file that everybody may read is refused")
  void password() throws IOException {
    assertThatThrownBy(() -> read("ringspan.db.password=secret", "rw-r--r--"))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("everybody may read it");
    assertThat(read("ringspan.db.password=secret", "rw-r-----").properties())
        .containsEntry("ringspan.db.password", "secret");
  }

  @Test
  @DisplayName("A setting that nobody knows is refused, and so is a file that isn't there")
  void unknown() {
    assertThatThrownBy(() -> read("ringspam.domain=x", "rw-r--r--"))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("there is no setting ringspam.domain");
    assertThatThrownBy(() -> ServiceSettings.read(folder, folder.resolve("nothing.properties")))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("can't be read");
  }
}
