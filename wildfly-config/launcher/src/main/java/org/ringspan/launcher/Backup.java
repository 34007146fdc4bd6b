package org.ringspan.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

/**
 * Makes backups of an instance: the database in one file, the keys to it in another. Both are for
 * their owner's eyes only. A running server copies its H2 database itself, while calls go on; that
 * of a stopped one is a file.
 */
final class Backup {
  /** What the keys are: without them the passwords in a copy are lost. */
  static final List<String> KEYS =
      List.of(
          "data/ringspan.secret-key",
          "data/database-password.properties",
          "configuration/application-users.properties",
          "configuration/application-roles.properties",
          "configuration/mgmt-users.properties",
          "configuration/mgmt-groups.properties");

  static final String DATABASE = "ringspan.mv.db";
  private static final String DOOR = "org.ringspan:type=Backup";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'ringspan-'yyyyMMdd-HHmmss");
  private static final String COPIES = "ringspan-[0-9]{8}-[0-9]{6}\\.zip";

  private final ServerSettings settings;
  private final PrintStream out;

  Backup(ServerSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Writes the files {@code ringspan-date-time.zip} and {@code ringspan-date-time.keys.zip}.
   *
   * @param to directory of the copy; made when it isn't there
   * @param keysTo directory of the keys; none when they aren't wanted
   * @param keep how many copies stay in {@code to}; none for all
   */
  void write(Path to, Optional<Path> keysTo, Optional<Integer> keep, LocalDateTime now)
      throws IOException {
    if (settings.usesPostgresql() && keysTo.isEmpty()) {
      throw new LaunchFailure(
          "PostgreSQL is copied by pg_dump; this command copies the keys, with --keys-to");
    }
    var name = NAME.format(now);
    if (!settings.usesPostgresql()) {
      var copy = directory(to).resolve(name + ".zip");
      copy(copy);
      out.println(copy + ": " + Files.size(copy) + " octets");
      if (keep.isPresent()) {
        thinOut(to, keep.get());
      }
    }
    if (keysTo.isPresent()) {
      var keys = directory(keysTo.get()).resolve(name + ".keys.zip");
      writeKeys(keys);
      out.println(keys + ": keep it apart from the copies");
    } else {
      out.println("Without its keys a copy is worth little: --keys-to writes them");
    }
  }

  private static Path directory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return directory.toRealPath();
  }

  private void copy(Path copy) throws IOException {
    var running = InstanceDirectory.running(settings.instance());
    if (running.isPresent()) {
      copyLive(running.get().pid(), copy);
      return;
    }
    var database = settings.data().resolve(DATABASE);
    if (!Files.exists(database)) {
      throw new LaunchFailure("There is no database in " + settings.data());
    }
    InstanceDirectory.requireUnlocked(database);
    try (var zip = newZip(copy)) {
      add(zip, DATABASE, database);
    }
  }

  private static void copyLive(long pid, Path copy) throws IOException {
    try (var connector = RingspanServer.connectMBeans(pid)) {
      connector
          .getMBeanServerConnection()
          .invoke(
              new ObjectName(DOOR),
              "writeTo",
              new Object[] {copy.toString()},
              new String[] {String.class.getName()});
    } catch (RuntimeMBeanException | MBeanException e) {
      throw new LaunchFailure("The server can't copy: " + e.getCause(), e);
    } catch (JMException e) {
      throw new LaunchFailure("The server offers no copies now: " + e.getMessage(), e);
    }
  }

  private void writeKeys(Path keys) throws IOException {
    var elsewhere = settings.property("ringspan.key.file");
    if (!elsewhere.isEmpty()) {
      out.println("The key " + elsewhere + " isn't among them: keep a copy of it yourself");
    }
    try (var zip = newZip(keys)) {
      for (var name : KEYS) {
        var file = settings.instance().resolve(name);
        if (Files.exists(file)) {
          add(zip, name, file);
        }
      }
    }
  }

  private static ZipOutputStream newZip(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new ZipOutputStream(Files.newOutputStream(file));
  }

  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    Files.copy(file, zip);
    zip.closeEntry();
  }

  /** Names tell the age. */
  private void thinOut(Path directory, int keep) throws IOException {
    List<Path> copies;
    try (var files = Files.list(directory)) {
      copies =
          files.filter(file -> file.getFileName().toString().matches(COPIES)).sorted().toList();
    }
    for (var old : copies.subList(0, Math.max(0, copies.size() - keep))) {
      Files.delete(old);
      out.println(old + " is deleted");
    }
  }
}
