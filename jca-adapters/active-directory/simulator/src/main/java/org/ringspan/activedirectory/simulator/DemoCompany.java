package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fills a simulated domain with people. */
public final class DemoCompany {
  private DemoCompany() {}

  /** The containers and the three people of the demo, all of them in a group "Everybody". */
  public static void found(SimulatedDomain domain) {
    for (var unit : List.of("People", "Former", "Groups")) {
      add(domain, "OU=" + unit, new Attribute("objectClass", "top", "organizationalUnit"));
    }
    person(domain, "alice", "Alice", "Adams", "+14085551234");
    person(domain, "bob", "Bob", "Brown", "+14085551235");
    person(domain, "carol", "Carol", "Clark", "+14085551236");
    group(domain, "Everybody", List.of("alice", "bob", "carol"));
  }

  /** Adds numbered people, {@code user00000} and so on; every tenth is disabled. */
  public static void hire(SimulatedDomain domain, int people) {
    for (var i = 0; i < people; i++) {
      var user = String.format(Locale.ROOT, "user%05d", i);
      add(
          domain,
          "CN=" + user + ",OU=People",
          new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
          new Attribute("sAMAccountName", user),
          new Attribute("userPrincipalName", user + "@" + domain.dnsName()),
          new Attribute("givenName", "Given" + i),
          new Attribute("sn", "Family" + i),
          new Attribute("displayName", "Given" + i + " Family" + i),
          new Attribute("mail", user + "@" + domain.dnsName()),
          new Attribute("telephoneNumber", String.format(Locale.ROOT, "+1408555%04d", i)),
          new Attribute("department", "Department " + i % 50),
          new Attribute("userAccountControl", i % 10 == 9 ? "546" : "544"));
    }
  }

  /** Adds an account that isn't a person's. */
  public static void account(SimulatedDomain domain, String login) {
    add(
        domain,
        "CN=" + login + ",CN=Users",
        new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
        new Attribute("sAMAccountName", login),
        new Attribute("userPrincipalName", login + "@" + domain.dnsName()),
        new Attribute("userAccountControl", "66048"));
  }

  private static void person(
      SimulatedDomain domain, String login, String given, String family, String number) {
    add(
        domain,
        "CN=" + given + " " + family + ",OU=People",
        new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
        new Attribute("sAMAccountName", login),
        new Attribute("userPrincipalName", login + "@" + domain.dnsName()),
        new Attribute("givenName", given),
        new Attribute("sn", family),
        new Attribute("displayName", given + " " + family),
        new Attribute("mail", login + "@" + domain.dnsName()),
        new Attribute("telephoneNumber", number),
        new Attribute("userAccountControl", "512"));
  }

  private static void group(SimulatedDomain domain, String name, List<String> logins) {
    var members = new ArrayList<String>();
    for (var login : logins) {
      var account = domain.account(login);
      if (account != null) {
        members.add(account.name.toString());
      }
    }
    add(
        domain,
        "CN=" + name + ",OU=Groups",
        new Attribute("objectClass", "top", "group"),
        new Attribute("sAMAccountName", name),
        new Attribute("member", members));
  }

  private static void add(SimulatedDomain domain, String name, Attribute... attributes) {
    try {
      domain.add(new Entry(name + "," + domain.base(), attributes));
    } catch (DirectoryError refused) {
      throw new IllegalStateException(name + ": " + refused.getMessage(), refused);
    }
  }
}
