package org.ringspan.activedirectory.contract;

import java.util.List;
import org.ringspan.activedirectory.ldap.ControllerAddress;
import org.ringspan.activedirectory.ldap.LdapSettings;

/** Settings with something else in them. */
final class As {
  private As() {}

  static LdapSettings account(LdapSettings settings, String account) {
    return login(settings, account, Peer.PASSWORD);
  }

  static LdapSettings login(LdapSettings settings, String account, String password) {
    return new LdapSettings(
        settings.controllers(),
        settings.domain(),
        settings.security(),
        settings.trust(),
        settings.login(),
        account,
        password::toCharArray,
        settings.connectTimeout(),
        settings.readTimeout(),
        settings.maxConnections(),
        settings.idleTimeout(),
        settings.failBack(),
        settings.maxMessage(),
        settings.referrals());
  }

  static LdapSettings controllers(
      LdapSettings settings, LdapSettings.Security security, List<ControllerAddress> controllers) {
    return new LdapSettings(
        controllers,
        settings.domain(),
        security,
        settings.trust(),
        settings.login(),
        settings.account(),
        settings.password(),
        settings.connectTimeout(),
        settings.readTimeout(),
        settings.maxConnections(),
        settings.idleTimeout(),
        settings.failBack(),
        settings.maxMessage(),
        settings.referrals());
  }

  static LdapSettings patient(LdapSettings settings) {
    return settings.withTimes(
        java.time.Duration.ofSeconds(30),
        java.time.Duration.ofSeconds(60),
        settings.idleTimeout(),
        settings.failBack());
  }
}
