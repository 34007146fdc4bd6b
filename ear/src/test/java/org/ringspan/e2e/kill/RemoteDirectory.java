package org.ringspan.e2e.kill;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.simulator.DemoCompany;
import org.ringspan.activedirectory.simulator.SimulatedAccounts;
import org.ringspan.activedirectory.simulator.SimulatedController;
import org.ringspan.activedirectory.simulator.SimulatedDomain;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Subscriber;

/** The directory, which survives the server: one controller for it, one for everybody else. */
final class RemoteDirectory implements AutoCloseable {
  /** Below which people are. */
  static final String PEOPLE = "OU=People,DC=company,DC=example";

  /** Who has a number to be written. */
  static final Map<String, Subscriber> PERSONS =
      new TreeMap<>(
          Map.of(
              "CN=Alice Adams," + PEOPLE, Company.ALICE,
              "CN=Bob Brown," + PEOPLE, Company.BOB,
              "CN=Carol Clark," + PEOPLE, Company.CAROL));

  private static final String DOMAIN = "company.example";
  private static final String PASSWORD = "letterbox-7";

  private final SimulatedDomain domain = new SimulatedDomain(DOMAIN, InstantSource.system());
  private final SimulatedAccounts accounts = new SimulatedAccounts(domain, 10);
  private final SimulatedController controller = SimulatedController.clear(domain, accounts, "DC1");
  private final SimulatedController other = SimulatedController.clear(domain, accounts, "DC2");
  private final Writes writes = new Writes();

  RemoteDirectory() {
    DemoCompany.found(domain);
    DemoCompany.account(domain, "ringspan");
    accounts.password("ringspan", PASSWORD);
    accounts.letWrite("ringspan");
    controller.watchWrites(writes);
    try {
      controller.start();
      other.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a server reaches it. */
  Map<String, String> settings() {
    return Map.of(
        "ringspan.ad.controllers",
        InetAddress.getLoopbackAddress().getHostAddress() + ":" + controller.port(),
        "ringspan.ad.security",
        "CLEAR",
        "ringspan.ad.account",
        "ringspan@" + DOMAIN,
        "ringspan.ad.password",
        PASSWORD);
  }

  /** What the server asks it to write. */
  Writes writes() {
    return writes;
  }

  private LDAPConnection client() throws LDAPException {
    return new LDAPConnection(
        InetAddress.getLoopbackAddress().getHostAddress(),
        other.port(),
        "ringspan@" + DOMAIN,
        PASSWORD);
  }

  /** Somebody renames Bob, and gives everybody numbers that are none of theirs. */
  void change(String name, int round) {
    try (var client = client()) {
      for (var person : PERSONS.keySet()) {
        client.modify(
            person,
            new Modification(ModificationType.REPLACE, "ipPhone", wrongNumber(round)),
            new Modification(
                ModificationType.REPLACE, "telephoneNumber", "+1303555%04d".formatted(round)));
      }
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", name));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
    writes.forget();
  }

  /** The extension that {@link #change} gives everybody. */
  static String wrongNumber(int round) {
    return "9" + round;
  }

  /** Somebody's extension now. */
  @Nullable String ipPhone(String place) {
    try (var client = client()) {
      return client.getEntry(place).getAttributeValue("ipPhone");
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    controller.close();
    other.close();
  }
}
