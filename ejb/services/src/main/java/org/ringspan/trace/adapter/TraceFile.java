package org.ringspan.trace.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringspan.trace.boundary.TraceService.Trace;

/** The files of traces: {@code <milliseconds>-<random>.trace}, for the server's user only. */
final class TraceFile {
  private static final String ENDING = ".trace";
  private static final String ID = "[0-9]{1,15}-[0-9a-f]{8}";

  private TraceFile() {}

  /** A new, empty trace that says what it is about in its first line. */
  static String create(Path folder, String about, Instant now) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String id = now.toEpochMilli() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Path file =
        Files.createFile(
            folder.resolve(id + ENDING),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, about + "\n");
    return id;
  }

  /** Adds text. */
  static void append(Path folder, String id, String text) throws IOException {
    Files.writeString(folder.resolve(id + ENDING), text, StandardOpenOption.APPEND);
  }

  /** The text of a trace; none when there is no such trace, whatever the id is. */
  static Optional<String> read(Path folder, String id) throws IOException {
    Path file = folder.resolve(id + ENDING);
    return id.matches(ID) && Files.exists(file)
        ? Optional.of(Files.readString(file))
        : Optional.empty();
  }

  static boolean delete(Path folder, String id) throws IOException {
    return id.matches(ID) && Files.deleteIfExists(folder.resolve(id + ENDING));
  }

  /** All traces, as if none ran, the newest first. */
  static List<Trace> list(Path folder) throws IOException {
    List<Trace> traces = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return traces;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches(ID + "\\.trace")) {
          String id = name.substring(0, name.length() - ENDING.length());
          traces.add(
              new Trace(
                  id,
                  firstLine(file),
                  Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-')))),
                  false,
                  Files.size(file)));
        }
      }
    }
    traces.sort(Comparator.comparing(Trace::began).reversed());
    return traces;
  }

  private static String firstLine(Path file) throws IOException {
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      return line == null ? "" : line;
    }
  }
}
