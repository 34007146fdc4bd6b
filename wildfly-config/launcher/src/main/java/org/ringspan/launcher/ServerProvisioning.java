package org.ringspan.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Makes the server home: WildFly unpacked, Ringspan's module archives laid over it, Ringspan's
 * configuration applied by CLI. The home holds no state (instances keep theirs in directories of
 * their own), so it is thrown away and made again whenever one of its inputs has changed, and left
 * alone otherwise: the digest of the inputs is kept inside it.
 *
 * <p>It also writes the home of the JDK it runs on to the file {@code java-home} beside the server,
 * which tells programs inside Maven's own JVM which JDK the build's toolchain chose.
 */
public final class ServerProvisioning {
  /** Server configuration file of a provisioned home, in its folder standalone/configuration. */
  public static final String CONFIGURATION_FILE = "ringspan.xml";

  /** The one beside it for a PostgreSQL database. */
  public static final String POSTGRESQL_CONFIGURATION_FILE = "ringspan-postgresql.xml";

  /** The first one with an identity provider. */
  public static final String OIDC_CONFIGURATION_FILE = "ringspan-oidc.xml";

  /** The one for PostgreSQL with an identity provider. */
  public static final String POSTGRESQL_OIDC_CONFIGURATION_FILE = "ringspan-postgresql-oidc.xml";

  private static final String DIGEST_FILE = ".ringspan-provisioned";

  private final Path home;
  private final Path wildflyArchive;
  private final List<Path> moduleArchives;
  private final Path configuration;

  /**
   * @param home directory to make; replaced when it exists and its inputs have changed
   * @param wildflyArchive zip of WildFly, with one top folder
   * @param moduleArchives zips whose content belongs under the home's folder {@code modules}
   * @param configuration folder with {@code configure.cli}, {@code postgresql.cli} and {@code
   *     oidc.cli} in {@code cli/}, and {@code configuration/}, the files copied beside the server's
   *     configuration
   */
  public ServerProvisioning(
      Path home, Path wildflyArchive, List<Path> moduleArchives, Path configuration) {
    this.home = home.toAbsolutePath().normalize();
    this.wildflyArchive = wildflyArchive;
    this.moduleArchives = List.copyOf(moduleArchives);
    this.configuration = configuration;
  }

  /**
   * Arguments: the home, the folder with scripts and configuration files, the WildFly archive, then
   * any number of module archives.
   */
  public static void main(String[] args) {
    try {
      var paths = Stream.of(args).map(Path::of).toList();
      var provisioning =
          new ServerProvisioning(
              paths.get(0), paths.get(2), paths.subList(3, paths.size()), paths.get(1));
      provisioning.writeJavaHome();
      if (provisioning.provision()) {
        System.out.println("Provisioned " + provisioning.home);
      }
    } catch (LaunchFailure | IOException e) {
      System.err.println("Provisioning failed: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Makes the home unless it is up to date.
   *
   * @return whether it was made
   * @throws LaunchFailure when the CLI script fails
   */
  public boolean provision() throws IOException {
    var digest = digestOfInputs();
    var digestFile = home.resolve(DIGEST_FILE);
    if (Files.exists(digestFile) && Files.readString(digestFile).equals(digest)) {
      return false;
    }
    deleteTree(home);
    unpack(wildflyArchive, home, 1);
    for (var archive : moduleArchives) {
      unpack(archive, home.resolve("modules"), 0);
    }
    configure();
    Files.writeString(digestFile, digest);
    return true;
  }

  private void writeJavaHome() throws IOException {
    var parent = home.getParent();
    if (parent == null) {
      throw new LaunchFailure("The server home can't be the root directory");
    }
    Files.createDirectories(parent);
    Files.writeString(parent.resolve("java-home"), System.getProperty("java.home"));
  }

  private void configure() throws IOException {
    var folder = home.resolve("standalone/configuration");
    Files.copy(folder.resolve("standalone-full.xml"), folder.resolve(CONFIGURATION_FILE));
    try (var files = Files.list(configuration.resolve("configuration"))) {
      for (var file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    runCli(configuration.resolve("cli/configure.cli"));
    Files.copy(folder.resolve(CONFIGURATION_FILE), folder.resolve(POSTGRESQL_CONFIGURATION_FILE));
    runCli(configuration.resolve("cli/postgresql.cli"));
    withProvider(folder, CONFIGURATION_FILE, OIDC_CONFIGURATION_FILE);
    withProvider(folder, POSTGRESQL_CONFIGURATION_FILE, POSTGRESQL_OIDC_CONFIGURATION_FILE);
    // What the embedded server left behind must not become part of every instance.
    for (var leftover : List.of("data", "log", "tmp", "configuration/standalone_xml_history")) {
      deleteTree(home.resolve("standalone").resolve(leftover));
    }
  }

  /** One script for two configurations, which it can't be told as an argument. */
  private void withProvider(Path folder, String from, String to) throws IOException {
    Files.copy(folder.resolve(from), folder.resolve(to));
    var script = Files.createTempFile("ringspan-oidc", ".cli");
    try {
      Files.writeString(
          script,
          Files.readString(configuration.resolve("cli/oidc.cli")).replace("@CONFIGURATION@", to));
      runCli(script);
    } finally {
      Files.delete(script);
    }
  }

  private void runCli(Path script) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ProcessBuilder(
                java,
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.cli",
                "--no-color-output",
                "--file=" + script.toAbsolutePath())
            .redirectErrorStream(true);
    command.environment().putAll(Map.of("JBOSS_HOME", home.toString()));
    var process = command.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new LaunchFailure(
            "the CLI script " + script + " ended with " + process.exitValue() + ":\n" + output);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LaunchFailure("interrupted while the CLI script ran", e);
    }
  }

  private String digestOfInputs() throws IOException {
    var files = new ArrayList<Path>(moduleArchives);
    try (var tree = Files.walk(configuration)) {
      tree.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      // 260 MB that never change under one name: name and size do.
      digest.update(
          (wildflyArchive.getFileName() + " " + Files.size(wildflyArchive)).getBytes(UTF_8));
      for (var file : files) {
        digest.update(file.getFileName().toString().getBytes(UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void unpack(Path archive, Path target, int skippedFolders) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        var zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var name = Path.of(entry.getName());
        if (name.getNameCount() <= skippedFolders) {
          continue;
        }
        var path = target.resolve(name.subpath(skippedFolders, name.getNameCount())).normalize();
        if (!path.startsWith(target)) {
          throw new LaunchFailure(archive + " holds a path outside its folder: " + entry);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(zip, path);
          if (path.toString().endsWith(".sh")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
