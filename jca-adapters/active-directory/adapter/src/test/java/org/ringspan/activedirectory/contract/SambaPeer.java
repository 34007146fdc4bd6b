package org.ringspan.activedirectory.contract;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ldap.ControllerAddress;
import org.ringspan.activedirectory.ldap.LdapSettings;

/**
 * Two real domain controllers, Samba's, on loopback addresses. The domain is made once and kept;
 * what runs is a copy in a short path, since its sockets have names that must be short.
 */
public final class SambaPeer implements Peer {
  private static final List<String> NAMES = List.of("dc1", "dc2");
  private static final String NEEDED =
      "samba samba-ad-dc samba-ad-provision samba-dsdb-modules winbind ldb-tools python3-samba"
          + " ldap-utils attr acl krb5-user";

  private final int network = 2 + (int) (ProcessHandle.current().pid() % 250);
  private final Path home;
  private final Path script;
  private final int people;
  private final TestAuthority authority = new TestAuthority();
  private final @Nullable Process[] processes = new Process[NAMES.size()];

  private SambaPeer(Path home, Path script, int people) {
    this.home = home;
    this.script = script;
    this.people = people;
  }

  /** Why there can be none here, or null. */
  public static @Nullable String missing() {
    for (var program :
        List.of(
            "/usr/sbin/samba", "/usr/bin/samba-tool", "/usr/bin/ldbadd", "/usr/bin/ldapsearch")) {
      if (!Files.isExecutable(Path.of(program))) {
        return "needs Samba: apt-get install --no-install-recommends " + NEEDED;
      }
    }
    return "root".equals(System.getProperty("user.name"))
        ? null
        : "needs root: Samba listens at port 389 and gives files to others";
  }

  /** Makes the domain if it isn't there, and starts both controllers. */
  static SambaPeer start() {
    return start(
        Path.of(System.getProperty("ringspan.test.directory", "target/samba")),
        Integer.getInteger("ringspan.samba.people", 1200));
  }

  /**
   * Makes the domain if it isn't there, and starts both controllers.
   *
   * @param directory where domains are kept
   * @param people how many there are
   */
  public static SambaPeer start(Path directory, int people) {
    try {
      var kept = directory.resolve("people-" + people).toAbsolutePath();
      var home = Files.createTempDirectory("rs-ad");
      var peer = new SambaPeer(home, script(home), people);
      if (!Files.exists(kept.resolve("made"))) {
        // Made in a short path, too.
        var made = home.resolve("made");
        run(peer.script, "make", made, peer.address(0), peer.address(1), PASSWORD, people);
        Files.createDirectories(kept.getParent());
        run(Path.of("/bin/rm"), "-rf", kept);
        run(Path.of("/bin/mv"), made, kept);
      }
      for (var name : NAMES) {
        run(Path.of("/bin/cp"), "-a", kept.resolve(name), home.resolve(name));
      }
      peer.start(0);
      peer.start(1);
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path script(Path home) throws IOException {
    var file = home.resolve("domain");
    try (var in = Objects.requireNonNull(SambaPeer.class.getResourceAsStream("/samba/domain"))) {
      Files.copy(in, file);
    }
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("can't make " + file + " executable");
    }
    return file;
  }

  private static void run(Object... command) {
    try {
      var process =
          new ProcessBuilder(List.of(command).stream().map(Object::toString).toList())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new AssertionError(List.of(command).get(0) + " failed: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String address(int controller) {
    return "127." + network + ".62." + (11 + controller);
  }

  @Override
  public void start(int controller) {
    var name = NAMES.get(controller);
    var address = address(controller);
    run(script, "configure", home, name, address);
    var tls = home.resolve(name).resolve("private/tls");
    var certified = authority.certify(address, name + ".ringspan.example");
    TestAuthority.writePem(
        tls.resolve("cert.pem"), "CERTIFICATE", TestAuthority.encoded(certified.certificate()));
    TestAuthority.writePem(tls.resolve("key.pem"), "PRIVATE KEY", certified.key().getEncoded());
    authority.write(tls);
    try {
      Files.move(
          tls.resolve("authority.pem"),
          tls.resolve("ca.pem"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      run(Path.of("/bin/chmod"), "600", tls.resolve("key.pem"));
      processes[controller] =
          new ProcessBuilder(
                  "/usr/sbin/samba",
                  "-s",
                  home.resolve(name).resolve("etc/smb.conf").toString(),
                  "-F",
                  "--no-process-group",
                  "--debug-stdout",
                  "-M",
                  "prefork")
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(home.resolve(name).resolve("out.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await(controller);
  }

  private String said(int controller) {
    try {
      return Files.readString(home.resolve(NAMES.get(controller)).resolve("out.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(int controller) {
    var process = Objects.requireNonNull(processes[controller]);
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new AssertionError("Samba ended: " + said(controller));
      }
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(address(controller), 636), 500);
        return;
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
      try {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("Samba doesn't answer at " + address(controller));
  }

  @Override
  public List<ControllerAddress> controllers() {
    return List.of(new ControllerAddress(address(0), 636), new ControllerAddress(address(1), 636));
  }

  @Override
  public ControllerAddress startTls(int controller) {
    return new ControllerAddress(address(controller), 389);
  }

  @Override
  public LdapSettings settings() {
    return LdapSettings.to(
            controllers(),
            LdapSettings.Security.LDAPS,
            "Administrator@ringspan.example",
            PASSWORD::toCharArray)
        .withTrust(new LdapSettings.TrustFile(authority.write(home), ""));
  }

  @Override
  public DistinguishedName base() {
    return DistinguishedName.parse("DC=ringspan,DC=example");
  }

  @Override
  public int people() {
    return people;
  }

  @Override
  public LDAPConnection admin() throws LDAPException {
    return new LDAPConnection(address(0), 389, "Administrator@ringspan.example", PASSWORD);
  }

  /**
   * Has the second controller take what the first has and it hasn't. By themselves they would do it
   * some time later, if each found the other: they have no names here, only addresses.
   */
  public void replicate() {
    for (var part : List.of(base().toString(), "CN=Configuration," + base())) {
      run(
          Path.of("/usr/bin/samba-tool"),
          "drs",
          "replicate",
          address(1),
          address(0),
          part,
          "--local",
          "--configfile=" + home.resolve(NAMES.get(1)).resolve("etc/smb.conf"),
          "--user=RINGSPAN\\Administrator%" + PASSWORD,
          "--use-kerberos=off");
    }
  }

  @Override
  public void kill(int controller) {
    var process = processes[controller];
    processes[controller] = null;
    if (process == null) {
      return;
    }
    // Its own children, as they are now, and itself: nobody else's Samba.
    var family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    family.forEach(child -> child.onExit().join());
  }

  @Override
  public void close() {
    kill(0);
    kill(1);
    try (var files = Files.walk(home)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
