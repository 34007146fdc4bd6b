package org.ringspan.activedirectory.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/** Starts a simulated controller on the loopback address for a demo, until it is interrupted. */
public final class Simulator {
  private Simulator() {}

  /**
   * Starts.
   *
   * @param arguments the port (default 10389), and how many people beside the three of the demo
   *     (default 100)
   * @throws IOException when the port is taken
   * @throws InterruptedException at the end
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_389;
    var people = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    var domain = new SimulatedDomain("ringspan.example", InstantSource.system());
    DemoCompany.found(domain);
    DemoCompany.hire(domain, people);
    DemoCompany.account(domain, "ringspan");
    var accounts = new SimulatedAccounts(domain, 10);
    var password = password();
    accounts.password("ringspan", password);
    accounts.letWrite("ringspan");
    accounts.letReplicate("ringspan");
    try (var controller =
        new SimulatedController(
            domain,
            accounts,
            "DC1",
            InetAddress.getLoopbackAddress(),
            port,
            null,
            false,
            0,
            true)) {
      controller.start();
      // Shown once; it is another at each start.
      System.out.printf(
          "ldap://127.0.0.1:%d below %s, %d objects%naccount ringspan@%s, password %s%n",
          controller.port(), domain.base(), domain.size(), domain.dnsName(), password);
      var end = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(end::countDown, "end"));
      end.await();
    }
  }

  private static String password() {
    var octets = new byte[12];
    new SecureRandom().nextBytes(octets);
    return new String(
        Base64.getUrlEncoder().withoutPadding().encode(octets), StandardCharsets.US_ASCII);
  }
}
