package org.ringspan.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Puts a copy of the database and its keys into an instance that has no database: of a stopped
 * server, or of one that is to be.
 */
final class Restore {
  private final ServerSettings settings;
  private final PrintStream out;

  Restore(ServerSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Restores.
   *
   * @param copy what {@link Backup} wrote; none for PostgreSQL, which has tools of its own
   * @throws LaunchFailure when the server runs, there is a database, or a file isn't what it should
   *     be; nothing is changed then
   */
  void from(Optional<Path> copy, Path keys) throws IOException {
    if (copy.isPresent() == settings.usesPostgresql()) {
      throw new LaunchFailure(
          settings.usesPostgresql()
              ? "PostgreSQL is restored by pg_restore; this command restores the keys, without --from"
              : "--from is missing");
    }
    InstanceDirectory.requireUnused(settings.instance());
    var data = settings.data();
    if (Files.exists(data.resolve(Backup.DATABASE))) {
      throw new LaunchFailure(
          "There is a database in %s: move the directory away first".formatted(data));
    }
    try (var secrets = new ZipFile(keys.toFile())) {
      require(secrets, Backup.KEYS, keys);
      requireFresh(secrets);
      if (copy.isEmpty()) {
        unpackKeys(secrets);
      } else {
        try (var database = new ZipFile(copy.get().toFile())) {
          require(database, List.of(Backup.DATABASE), copy.get());
          unpackKeys(secrets);
          // Last, so that what was broken off can be begun anew.
          unpack(database, Backup.DATABASE, data.resolve(Backup.DATABASE));
        }
      }
    }
    out.println("Restored into " + settings.instance() + "; start the server");
  }

  private void unpackKeys(ZipFile secrets) throws IOException {
    for (var folder : List.of(settings.data(), settings.instance().resolve("configuration"))) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    for (var name : Backup.KEYS) {
      unpack(secrets, name, settings.instance().resolve(name));
    }
  }

  /** Nothing else may be in it: names are paths. */
  private static void require(ZipFile zip, List<String> names, Path file) {
    boolean known = zip.stream().allMatch(entry -> names.contains(entry.getName()));
    if (!known || zip.getEntry(names.get(0)) == null) {
      throw new LaunchFailure(file + " isn't what a backup has written");
    }
  }

  /** A key that is there belongs to something. */
  private void requireFresh(ZipFile secrets) {
    var key = settings.instance().resolve(Backup.KEYS.get(0));
    if (secrets.getEntry(Backup.KEYS.get(0)) != null && Files.exists(key)) {
      throw new LaunchFailure("There is a key already: move " + key + " away first");
    }
  }

  private static void unpack(ZipFile zip, String name, Path target) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      return;
    }
    Files.deleteIfExists(target);
    Files.createFile(
        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var content = zip.getInputStream(entry);
        var file = Files.newOutputStream(target)) {
      content.transferTo(file);
    }
  }
}
