package org.ringspan.directory.adapter;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the connector and its adapter have written into the server's log lately. */
final class LogExcerpt {
  /** Octets of the log's end that are looked at. */
  private static final int LOOKED_AT = 8 * 1024 * 1024;

  private static final int MOST_LINES = 5000;
  private static final int LONGEST_LINE = 4000;

  /** The beginning of a message: time, level and logger. What doesn't begin so goes on. */
  private static final Pattern MESSAGE =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:,]{8,12} +[A-Z]+ +\\[([^\\]]*)\\]");

  private static final Pattern OURS =
      Pattern.compile("org\\.ringspan\\.(directory|activedirectory|secret|journal)\\b.*");

  private LogExcerpt() {}

  /** The server's log, if it writes one as text. */
  static Optional<Path> file() {
    return Optional.ofNullable(System.getProperty("jboss.server.log.dir"))
        .map(directory -> Path.of(directory, "server.log"))
        .filter(Files::isRegularFile);
  }

  /** The last lines of ours in a log. */
  static String of(Path log) throws IOException {
    byte[] end;
    boolean cut;
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - LOOKED_AT);
      cut = from > 0;
      file.seek(from);
      end = new byte[(int) Math.min(LOOKED_AT, file.length() - from)];
      file.readFully(end);
    }
    Deque<String> lines = new ArrayDeque<>();
    boolean ours = false;
    for (String line : new String(end, StandardCharsets.UTF_8).lines().skip(cut ? 1 : 0).toList()) {
      Matcher message = MESSAGE.matcher(line);
      if (message.lookingAt()) {
        ours = OURS.matcher(String.valueOf(message.group(1))).matches();
      }
      if (ours) {
        lines.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
        if (lines.size() > MOST_LINES) {
          lines.removeFirst();
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
