package org.ringspan.sip.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A WildFly server with the module in it, and the test application to deploy. */
final class Server implements AutoCloseable {
  static final String ADDRESS = System.getProperty("test.address") + ".1";
  static final String CALLED_ADDRESS = System.getProperty("test.address") + ".3";
  static final int CALLED_PORT = 5090;
  private static final String STRUCTURE =
      "<jboss-deployment-structure><deployment><dependencies><module name=\"org.ringspan.sip\""
          + " services=\"import\" meta-inf=\"import\"/></dependencies></deployment>"
          + "</jboss-deployment-structure>";
  private static final String BEANS =
      "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" bean-discovery-mode=\"all\""
          + " version=\"4.0\"/>";

  private final Path home = Path.of(System.getProperty("server.home"));
  private final Path deployments = home.resolve("standalone/deployments");
  private final Path war = deployments.resolve("testapp.war");
  private final Path log = home.resolveSibling("server-console.log");
  private final Process process;

  Server() throws IOException {
    unpack(Path.of(System.getProperty("module.zip")), home.resolve("modules"));
    Path configuration = home.resolve("standalone/configuration/standalone.xml");
    Files.writeString(
        configuration,
        Files.readString(configuration).replace("scan-interval=\"5000\"", "scan-interval=\"200\""));
    writeWar();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djboss.home.dir=" + home,
                "-Djboss.bind.address=" + ADDRESS,
                "-Djboss.bind.address.management=" + ADDRESS,
                "-Dringspan.bind.address=" + ADDRESS,
                "-Dtest.target=sip:called@" + CALLED_ADDRESS + ":" + CALLED_PORT,
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-c",
                "standalone.xml")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await("the application is deployed", () -> Files.exists(marker("deployed")));
    await("the TCP port is open", Server::listening);
  }

  /** Takes the application away and waits until it is gone. */
  void undeploy() throws Exception {
    Files.delete(marker("deployed"));
    await("the application is undeployed", () -> Files.exists(marker("undeployed")));
  }

  /** Deploys the application again and waits until it runs. */
  void deploy() throws Exception {
    Files.deleteIfExists(marker("undeployed"));
    Files.createFile(marker("dodeploy"));
    await("the application is deployed", () -> Files.exists(marker("deployed")));
  }

  /** Objects of a class that are alive after a garbage collection. */
  int liveObjects(String className) throws Exception {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    histogram.waitFor();
    return text.lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length >= 4 && fields[3].equals(className))
        .mapToInt(fields -> Integer.parseInt(fields[1]))
        .sum();
  }

  /** What the server has written. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Waits until something holds, three minutes at most. */
  static void await(String what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(180).toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("Not within three minutes: " + what);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    } catch (Exception e) {
      throw new AssertionError(what, e);
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor();
  }

  private Path marker(String state) {
    return deployments.resolve("testapp.war." + state);
  }

  private static boolean listening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ADDRESS, 5060), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void unpack(Path zip, Path into) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy((InputStream) in, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private void writeWar() throws IOException {
    for (String state : List.of("deployed", "undeployed", "failed", "dodeploy")) {
      Files.deleteIfExists(marker(state));
    }
    Path classes =
        Path.of(Server.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (OutputStream out = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files =
            Files.walk(
                classes.resolve("org/ringspan/sip/container/testapp"),
                FileVisitOption.FOLLOW_LINKS)) {
      add(
          zip,
          "WEB-INF/jboss-deployment-structure.xml",
          STRUCTURE.getBytes(StandardCharsets.UTF_8));
      add(zip, "WEB-INF/beans.xml", BEANS.getBytes(StandardCharsets.UTF_8));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        add(zip, "WEB-INF/classes/" + classes.relativize(file), Files.readAllBytes(file));
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
