package org.ringspan.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person at the terminal reads when the demo company is ready: accounts and first calls. */
final class DemoGuide {
  private static final String PHONE = "alice-desk";

  private final ServerSettings settings;
  private final DemoCompany company;
  private final String address;
  private final String domain;

  DemoGuide(ServerSettings settings, DemoCompany company) {
    this.settings = settings;
    this.company = company;
    this.address = settings.address();
    this.domain = settings.property("ringspan.domain");
  }

  /**
   * The whole text.
   *
   * @param passwords by user and device name; empty when the accounts are older than this start
   * @param asked the password that was asked for by setting, if one was
   */
  String text(Map<String, String> passwords, @Nullable String asked) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("Ringspan is ready: " + domain + " on " + address);
    lines.add("");
    lines.add("  SIP      " + String.join("   ", listeners()));
    lines.add("  Health   http://" + address + ":" + management() + "/health");
    lines.add("  Log      " + settings.instance().resolve("log/server.log"));
    lines.add(
        "  Console  http://%s:%s/console (users: /me)"
            .formatted(address, settings.property("jboss.http.port")));
    lines.add("");
    if (passwords.isEmpty()) {
      lines.add("Accounts: as printed at the first start; the passwords can't be shown again.");
      lines.add("  To start over with new ones: mvn -Prun -Dringspan.demo.reset");
      if (asked != null) {
        lines.add("  -Dringspan.demo.password counts at a first start only and was not used.");
      }
    } else {
      lines.add("Accounts (printed only now, so keep them):");
      lines.addAll(accounts(passwords));
    }
    lines.add("");
    lines.addAll(firstCall(passwords.getOrDefault(PHONE, "<password>")));
    lines.add("");
    lines.add("Ctrl-C stops the server; what it has stored stays.");
    return String.join(System.lineSeparator(), lines);
  }

  private String management() {
    return settings.property("jboss.management.http.port");
  }

  private List<String> listeners() {
    var listeners = new ArrayList<String>();
    for (var transport : List.of("udp", "tcp", "tls", "ws")) {
      int port = settings.port("ringspan.sip." + transport + ".port");
      if (port != 0) {
        listeners.add(
            "%s %s:%d".formatted(transport.toUpperCase(java.util.Locale.ROOT), address, port));
      }
    }
    return listeners;
  }

  private List<String> accounts(Map<String, String> passwords) {
    var lines = new ArrayList<String>();
    var row = "  %-14s %-18s %s";
    lines.add(row.formatted("name", "password", "what it is"));
    for (var user : company.users()) {
      for (var device : user.devices()) {
        lines.add(
            row.formatted(
                device,
                passwords.get(device),
                "telephone with number " + String.join(", ", user.numbers())));
      }
    }
    for (var user : company.users()) {
      var what = user.role().equals("administrator") ? "administrator's" : "user's";
      lines.add(row.formatted(user.id(), passwords.get(user.id()), what + " account"));
    }
    return lines;
  }

  private List<String> firstCall(String password) {
    var server = settings.port("ringspan.sip.udp.port");
    return """
    Register a softphone: server/domain %2$s, user name alice-desk, password %3$s,
    outbound proxy %1$s:%4$d, transport UDP.
      baresip   a line in ~/.baresip/accounts:
                <sip:alice-desk@%2$s>;auth_pass=%3$s;outbound="sip:%1$s:%4$d;transport=udp"
      Linphone  Use a SIP account: user name alice-desk, domain %2$s, transport UDP;
                then in the account's settings, SIP proxy address sip:%1$s:%4$d
    First call: register bob-desk on another softphone and dial 51235 from alice-desk; bob's telephone rings.
    The telephone network is played by whatever listens on %1$s:5070. A call from it that rings alice's
    telephones, and 4 s later her mobile +14085557890 (the INVITE goes back to port 5070), with Debian's sip-tester:
      sipp -sn uac %1$s:%4$d -s +14085551234 -i %1$s -p 5070 -m 1 -d 10000
    """
        .formatted(address, domain, password, server)
        .lines()
        .toList();
  }
}
