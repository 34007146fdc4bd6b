package org.ringspan.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command {@code ringspan} of an installed server: runs it, makes a backup, restores one. Ends
 * with status 0 when it did what it was asked for, 1 when it couldn't (one line says why), 2 when
 * it wasn't understood.
 */
public final class RingspanCommand {
  private static final int FAILED = 1;
  private static final int NOT_UNDERSTOOD = 2;
  private static final String SETTINGS = "--settings";
  private static final Path DEFAULT_SETTINGS = Path.of("/etc/ringspan/ringspan.properties");

  private static final String USAGE =
      """
      ringspan run                                runs the server in the foreground until SIGTERM
      ringspan backup --to DIRECTORY              copies the database of a running or stopped server
                      [--keys-to DIRECTORY]       and the keys without which the copy can't be used:
                                                  keep them apart
                      [--keep N]                  deletes older copies but the N newest
      ringspan restore --keys FILE.keys.zip       puts the keys and a copy into an instance without a
                       [--from FILE.zip]          database; no copy with PostgreSQL
      every command: [--settings FILE]            default /etc/ringspan/ringspan.properties
      """;

  private RingspanCommand() {}

  /** Arguments: what {@link #USAGE} says. */
  public static void main(String[] arguments) {
    int status;
    try {
      status = run(List.of(arguments));
    } catch (LaunchFailure e) {
      System.err.println("ringspan: " + e.getMessage());
      status = FAILED;
    } catch (IOException e) {
      System.err.println("ringspan: " + e);
      status = FAILED;
    }
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(List<String> arguments) throws IOException {
    var words = new ArrayDeque<>(arguments);
    var command = Optional.ofNullable(words.poll()).orElse("");
    var options = options(words);
    var allowed =
        switch (command) {
          case "run" -> List.of(SETTINGS);
          case "backup" -> List.of(SETTINGS, "--to", "--keys-to", "--keep");
          case "restore" -> List.of(SETTINGS, "--from", "--keys");
          default -> List.<String>of();
        };
    if (allowed.isEmpty() || options == null || !allowed.containsAll(options.keySet())) {
      System.err.print(USAGE);
      return NOT_UNDERSTOOD;
    }
    var settings =
        ServiceSettings.read(installation(), path(options, SETTINGS).orElse(DEFAULT_SETTINGS));
    switch (command) {
      case "run" -> {
        return new ServiceRun(settings.server(), System.out).run();
      }
      case "backup" -> {
        var to = path(options, "--to");
        if (to.isEmpty()) {
          System.err.print(USAGE);
          return NOT_UNDERSTOOD;
        }
        new Backup(settings.server(), System.out)
            .write(to.get(), path(options, "--keys-to"), keep(options), LocalDateTime.now());
      }
      default -> {
        var keys = path(options, "--keys");
        if (keys.isEmpty()) {
          System.err.print(USAGE);
          return NOT_UNDERSTOOD;
        }
        new Restore(settings.server(), System.out).from(path(options, "--from"), keys.get());
      }
    }
    return 0;
  }

  /** The options with their values; null when there is one without. */
  private static @org.jspecify.annotations.Nullable Map<String, String> options(
      Deque<String> words) {
    var options = new HashMap<String, String>();
    while (!words.isEmpty()) {
      var name = words.poll();
      var value = words.poll();
      if (value == null || options.put(name, value) != null) {
        return null;
      }
    }
    return options;
  }

  private static Optional<Path> path(Map<String, String> options, String name) {
    try {
      return Optional.ofNullable(options.get(name)).map(text -> Path.of(text).toAbsolutePath());
    } catch (InvalidPathException e) {
      throw new LaunchFailure(name + " isn't a path", e);
    }
  }

  private static Optional<Integer> keep(Map<String, String> options) {
    var text = options.get("--keep");
    if (text == null) {
      return Optional.empty();
    }
    try {
      int keep = Integer.parseInt(text);
      if (keep >= 1) {
        return Optional.of(keep);
      }
    } catch (NumberFormatException e) {
      throw new LaunchFailure("--keep isn't a number", e);
    }
    throw new LaunchFailure("--keep is 1 or more");
  }

  /** The directory above that of this program's archive. */
  private static Path installation() {
    try {
      var archive =
          Path.of(
              RingspanCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var installation = archive.resolveSibling("..").normalize();
      return installation.toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new LaunchFailure("Where this program lies can't be found out", e);
    }
  }
}
