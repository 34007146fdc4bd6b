package org.ringspan.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DatabaseSchemaTest {
  private static int version(String script) {
    return Integer.parseInt(script.substring(1, script.indexOf("__")));
  }

  @Test
  @DisplayName("Each migration in the folder is in the list, by its number, and none else")
  void listed() throws IOException, URISyntaxException {
    var folder =
        Path.of(
            Objects.requireNonNull(
                    DatabaseSchema.class.getResource("/org/ringspan/schema/V1__configuration.sql"))
                .toURI());
    try (var files = Files.list(Objects.requireNonNull(folder.getParent()))) {
      assertThat(DatabaseSchema.MIGRATIONS)
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> String.valueOf(file.getFileName())).toList());
    }
    assertThat(DatabaseSchema.MIGRATIONS.stream().map(DatabaseSchemaTest::version).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
