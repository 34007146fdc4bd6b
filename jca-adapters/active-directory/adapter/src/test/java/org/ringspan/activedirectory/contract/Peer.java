package org.ringspan.activedirectory.contract;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ldap.ControllerAddress;
import org.ringspan.activedirectory.ldap.LdapSettings;

/**
 * A directory with two controllers that the contract is run against. It has people {@code
 * user00000} and so on in OU=People, of whom each tenth is disabled, empty OU=Former and OU=Groups,
 * and an account "reader" that may read.
 */
public interface Peer extends AutoCloseable {
  /** Password of all accounts that the adapter logs in with. */
  String PASSWORD = "Passw0rd.2026";

  /** The controllers, by LDAPS. */
  List<ControllerAddress> controllers();

  /** A controller's port without TLS, for StartTLS. */
  ControllerAddress startTls(int controller);

  /** Both controllers, an account that may do everything, and whom to trust. */
  LdapSettings settings();

  /** Top of the domain. */
  DistinguishedName base();

  /** How many numbered people there are. */
  int people();

  /** A client of another make, logged in at the first controller as one that may do everything. */
  LDAPConnection admin() throws LDAPException;

  /** Ends a controller at once. */
  void kill(int controller);

  /** Starts a controller that was ended; returns when it answers. */
  void start(int controller);

  /** Login name of the account that may read only. */
  default String reader() {
    return "reader@ringspan.example";
  }

  /** The place of people. */
  default DistinguishedName unit(String name) {
    return base().child("OU", name);
  }

  /** A numbered person. */
  default DistinguishedName person(int number) {
    return unit("People").child("CN", "user%05d".formatted(number));
  }

  @Override
  void close();
}
