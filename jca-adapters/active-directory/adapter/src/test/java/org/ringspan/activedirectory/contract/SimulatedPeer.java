package org.ringspan.activedirectory.contract;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ldap.ControllerAddress;
import org.ringspan.activedirectory.ldap.LdapSettings;
import org.ringspan.activedirectory.simulator.DemoCompany;
import org.ringspan.activedirectory.simulator.SimulatedAccounts;
import org.ringspan.activedirectory.simulator.SimulatedController;
import org.ringspan.activedirectory.simulator.SimulatedDomain;

/** Two simulated controllers. */
public final class SimulatedPeer implements Peer {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final SimulatedDomain domain =
      new SimulatedDomain("ringspan.example", InstantSource.system());
  private final SimulatedAccounts accounts = new SimulatedAccounts(domain, 5);
  private final List<SimulatedController> secure = new ArrayList<>();
  private final List<SimulatedController> plain = new ArrayList<>();
  private final TestAuthority authority = new TestAuthority();
  private final Path trusted;
  private final int people;

  public SimulatedPeer(Path directory, int people) {
    this.people = people;
    trusted = authority.write(directory);
    DemoCompany.found(domain);
    DemoCompany.hire(domain, people);
    for (var login : List.of("administrator", "reader", "nobody")) {
      DemoCompany.account(domain, login);
      accounts.password(login, PASSWORD);
    }
    accounts.letWrite("administrator");
    accounts.letReplicate("administrator");
    var tls = authority.certify("127.0.0.1", "localhost").context();
    for (var number = 0; number < 2; number++) {
      var name = "DC" + (number + 1);
      var offset = number * 70_000L;
      secure.add(
          new SimulatedController(domain, accounts, name, LOOPBACK, 0, tls, true, offset, true));
      plain.add(
          new SimulatedController(domain, accounts, name, LOOPBACK, 0, tls, false, offset, true));
    }
    secure.get(0).replicateWith(secure.get(1));
    start(0);
    start(1);
  }

  SimulatedDomain domain() {
    return domain;
  }

  SimulatedAccounts accounts() {
    return accounts;
  }

  SimulatedController controller(int number) {
    return secure.get(number);
  }

  TestAuthority authority() {
    return authority;
  }

  Path trusted() {
    return trusted;
  }

  /** Has controllers tell of changes by themselves, or refuse to. */
  public void controllersNotify(boolean now) {
    secure.forEach(controller -> controller.notify(now));
  }

  @Override
  public List<ControllerAddress> controllers() {
    return secure.stream()
        .map(controller -> new ControllerAddress("127.0.0.1", controller.port()))
        .toList();
  }

  @Override
  public ControllerAddress startTls(int controller) {
    return new ControllerAddress("127.0.0.1", plain.get(controller).port());
  }

  @Override
  public LdapSettings settings() {
    return LdapSettings.to(
            controllers(),
            LdapSettings.Security.LDAPS,
            "administrator@ringspan.example",
            PASSWORD::toCharArray)
        .withTrust(new LdapSettings.TrustFile(trusted, ""));
  }

  @Override
  public DistinguishedName base() {
    return DistinguishedName.parse(domain.base());
  }

  @Override
  public int people() {
    return people;
  }

  @Override
  public LDAPConnection admin() throws LDAPException {
    var running = plain.get(0);
    return new LDAPConnection(
        "127.0.0.1", running.port(), "administrator@ringspan.example", PASSWORD);
  }

  @Override
  public void kill(int controller) {
    secure.get(controller).close();
    plain.get(controller).close();
  }

  @Override
  public void start(int controller) {
    try {
      secure.get(controller).start();
      plain.get(controller).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill(0);
    kill(1);
  }
}
