package org.ringspan.journal.crash;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines in a file. Each is there as soon as it is added, also when the process is killed then. */
final class AppendedFile {

  private final Path path;

  AppendedFile(Path path) {
    this.path = path;
  }

  synchronized void add(String line) {
    try (var file = new FileOutputStream(path.toFile(), true)) {
      file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized List<String> lines() {
    try {
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
