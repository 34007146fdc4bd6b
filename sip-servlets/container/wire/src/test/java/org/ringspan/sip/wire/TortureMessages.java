package org.ringspan.sip.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The messages of RFC 4475. They aren't part of the project: the folder is given by the system
 * property {@code ringspan.rfc4475.dir}; without it {@code shared/rfc4475} beside the project's
 * root.
 */
public final class TortureMessages {

  private TortureMessages() {}

  /** The messages by file name, or nothing when the folder is missing. */
  public static Map<String, byte[]> readIfThere() {
    return folder().map(TortureMessages::read).orElse(Map.of());
  }

  /**
   * The messages by file name. When the folder is missing the test is skipped with a line saying
   * so; on a build server (environment CI=true) it fails.
   */
  public static Map<String, byte[]> readOrSkip() {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      String missing =
          "RFC 4475 messages are missing: set -Dringspan.rfc4475.dir or put them into shared/rfc4475"
              + " beside the project's root";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(missing);
      }
      System.out.println("SKIPPED: " + missing);
      Assumptions.abort(missing);
    }
    return read(folder.orElseThrow());
  }

  /** One message by its file name; the test is skipped or fails as in {@link #readOrSkip()}. */
  public static byte[] read(String name) {
    return Objects.requireNonNull(readOrSkip().get(name), name);
  }

  private static Optional<Path> folder() {
    String given = System.getProperty("ringspan.rfc4475.dir");
    if (given != null && !given.isBlank()) {
      return Optional.of(Path.of(given)).filter(Files::isDirectory);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("sip-servlets"))) {
      root = root.getParent();
    }
    return Optional.ofNullable(root)
        .map(project -> project.resolveSibling("shared").resolve("rfc4475"))
        .filter(Files::isDirectory);
  }

  private static Map<String, byte[]> read(Path folder) {
    Map<String, byte[]> messages = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dat")).toList()) {
        String name = file.getFileName().toString();
        messages.put(name.substring(0, name.length() - 4), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }
}
