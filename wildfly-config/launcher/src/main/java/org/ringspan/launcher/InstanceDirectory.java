package org.ringspan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The directory of one server instance: made, checked and given its secrets before every start. */
final class InstanceDirectory {
  private static final long NEEDED_BYTES = 200L * 1024 * 1024;
  private static final String PID_FILE = "ringspan.pid";
  private static final String DATABASE_PASSWORD_FILE = "data/database-password.properties";
  private static final String START_SECRETS_FILE = "data/start-secrets.properties";
  private static final String SEED_SECRETS_FILE = "data/seed-secrets.properties";
  private static final String DATABASE_PASSWORD = "ringspan.db.password";

  private final ServerSettings settings;
  private final Path root;

  InstanceDirectory(ServerSettings settings) {
    this.settings = settings;
    this.root = settings.instance();
  }

  /** Makes the directory usable, or says in one line why it isn't. */
  void prepare() {
    try {
      for (var folder : List.of("", "data", "log", "configuration", "deployments")) {
        Files.createDirectories(root.resolve(folder));
      }
      restrict(root.resolve("data"), "rwx------");
      var probe = Files.createTempFile(root, "probe", "");
      Files.delete(probe);
    } catch (IOException e) {
      throw new LaunchFailure(
          "The folder " + root + " can't be written to (" + e.getMessage() + ")", e);
    }
    try {
      long free = Files.getFileStore(root).getUsableSpace();
      if (free < NEEDED_BYTES) {
        throw new LaunchFailure(
            "Only %d MB are free for %s; the server needs 200 MB".formatted(free >> 20, root));
      }
      requireUnused(root);
      requireUnlocked(root.resolve("data/ringspan.mv.db"));
      copyConfiguration();
    } catch (IOException e) {
      throw new LaunchFailure("The folder " + root + " can't be prepared (" + e + ")", e);
    }
  }

  /**
   * Writes the file of properties that must not stand on a command line. It is deleted when the
   * server has read it; the database password, made at the first start, stays in one of its own.
   */
  Path writeSecrets() throws IOException {
    var password = root.resolve(DATABASE_PASSWORD_FILE);
    boolean given = settings.properties().containsKey(DATABASE_PASSWORD);
    if (!given && settings.usesPostgresql()) {
      throw new LaunchFailure(
          "PostgreSQL needs a password that both sides know: set " + DATABASE_PASSWORD);
    }
    if (!given && !Files.exists(password)) {
      writePrivate(password, property(DATABASE_PASSWORD, new PasswordGenerator().next()));
    }
    var secrets = new TreeMap<String, String>();
    secrets.put(DATABASE_PASSWORD, databasePassword());
    settings.properties().entrySet().stream()
        .filter(property -> ServerCommand.isSecret(property.getKey()))
        .forEach(property -> secrets.put(property.getKey(), property.getValue()));
    return writeProperties(root.resolve(START_SECRETS_FILE), secrets);
  }

  /** The password given as a setting, or else the one made at the first start. */
  String databasePassword() {
    var given = settings.properties().get(DATABASE_PASSWORD);
    if (given != null) {
      return given;
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(root.resolve(DATABASE_PASSWORD_FILE))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new LaunchFailure("The database password can't be read: " + e.getMessage(), e);
    }
    return properties.getProperty(DATABASE_PASSWORD, "");
  }

  /** Writes the passwords of the seed, if there is one, and returns their file. */
  Path writeSeedSecrets() throws IOException {
    var file = root.resolve(SEED_SECRETS_FILE);
    return settings.seed() == null ? file : writeProperties(file, settings.seedSecrets());
  }

  /** Deletes what the server has read by now. */
  void deleteSecrets() {
    delete(root.resolve(SEED_SECRETS_FILE));
    delete(root.resolve(START_SECRETS_FILE));
  }

  void writePid(long pid) throws IOException {
    Files.writeString(pidFile(), Long.toString(pid));
  }

  void deletePid() {
    delete(pidFile());
  }

  private Path pidFile() {
    return root.resolve(PID_FILE);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses a directory whose server still runs.
   *
   * @throws LaunchFailure naming the process
   */
  static void requireUnused(Path instance) throws IOException {
    var running = running(instance);
    if (running.isPresent()) {
      throw new LaunchFailure(
          "Ringspan is already running from %s (process %d): stop it first"
              .formatted(instance, running.get().pid()));
    }
  }

  /** The process of the server that runs from a directory. */
  static Optional<ProcessHandle> running(Path instance) throws IOException {
    var file = instance.resolve(PID_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
        .filter(ProcessHandle::isAlive)
        .filter(p -> p.info().commandLine().orElse("").contains(instance.toString()));
  }

  /**
   * Refuses a database file that a process uses.
   *
   * @throws LaunchFailure naming the file
   */
  static void requireUnlocked(Path database) throws IOException {
    if (!Files.exists(database)) {
      return;
    }
    try (var channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
      var lock = channel.tryLock();
      if (lock == null) {
        throw databaseLocked(database);
      }
      lock.release();
    } catch (OverlappingFileLockException e) {
      throw databaseLocked(database);
    }
  }

  private static LaunchFailure databaseLocked(Path database) {
    return new LaunchFailure(
        "The database " + database + " is locked by another process: stop that one first");
  }

  private void copyConfiguration() throws IOException {
    var source = settings.home().resolve("standalone/configuration");
    if (!Files.isRegularFile(source.resolve(settings.configurationFile()))) {
      throw new LaunchFailure("There is no provisioned server at " + settings.home());
    }
    try (var files = Files.list(source)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = file.getFileName().toString();
        var target = root.resolve("configuration").resolve(name);
        boolean ours =
            name.equals(settings.configurationFile()) || name.equals("logging.properties");
        // Users that an administrator added stay; the configuration comes from the provisioning.
        if (ours || (name.endsWith(".properties") && !Files.exists(target))) {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static Path writeProperties(Path file, Map<String, String> properties)
      throws IOException {
    var lines = new StringBuilder();
    new TreeMap<>(properties).forEach((name, value) -> lines.append(property(name, value)));
    writePrivate(file, lines.toString());
    return file;
  }

  private static String property(String name, String value) {
    return escape(name) + "=" + escape(value) + "\n";
  }

  private static void writePrivate(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }

  private static void restrict(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static String escape(String text) {
    var escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\:=#! ".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
