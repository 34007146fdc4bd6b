package org.ringspan.activedirectory.jca;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.AccountPassword;
import org.ringspan.activedirectory.ldap.ControllerAddress;
import org.ringspan.activedirectory.ldap.LdapSettings;
import org.ringspan.activedirectory.ldap.LdapSettings.Login;
import org.ringspan.activedirectory.ldap.LdapSettings.Security;

/**
 * The properties of the adapter as a bean, with their defaults; checked as a whole by {@link
 * #settings}.
 */
public abstract class AdapterSettings {
  private String controllers = "";
  private String domain = "";
  private String security = "LDAPS";
  private String trustFile = "";
  private String trustPassword = "";
  private String login = "SIMPLE";
  private String account = "";
  private String password = "";
  private Integer connectTimeout = 10;
  private Integer readTimeout = 30;
  private Integer maxConnections = 8;
  private Integer idleTimeout = 300;
  private Integer failBack = 30;
  private Integer maxMessage = 8;
  private String referrals = "";
  private String journalDirectory = "";

  /** Whether a directory is named at all. */
  final boolean configured() {
    return !controllers.isBlank() || !domain.isBlank();
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException for what can't be
   */
  final LdapSettings settings() {
    var protection = Security.valueOf(security.strip().toUpperCase(Locale.ROOT));
    return new LdapSettings(
        ControllerAddress.list(controllers, protection.port()),
        Optional.of(domain.strip()).filter(name -> !name.isEmpty()),
        protection,
        Optional.of(trustFile)
            .filter(file -> !file.isBlank())
            .map(file -> new LdapSettings.TrustFile(Path.of(file), trustPassword)),
        Login.valueOf(login.strip().toUpperCase(Locale.ROOT)),
        account,
        () -> AccountPassword.orElse(password).toCharArray(),
        Duration.ofSeconds(connectTimeout),
        Duration.ofSeconds(readTimeout),
        maxConnections,
        Duration.ofSeconds(idleTimeout),
        Duration.ofSeconds(failBack),
        Math.multiplyExact(maxMessage, 1024 * 1024),
        ControllerAddress.list(referrals, protection.port()));
  }

  /** Controllers, the preferred first: {@code dc1.example.org, dc2.example.org:3269}. */
  public String getControllers() {
    return controllers;
  }

  /** Sets {@link #getControllers}. */
  public void setControllers(@Nullable String value) {
    controllers = text(value);
  }

  /** DNS name of the domain whose controllers are looked up when none are named. */
  public String getDomain() {
    return domain;
  }

  /** Sets {@link #getDomain}. */
  public void setDomain(@Nullable String value) {
    domain = text(value);
  }

  /** LDAPS (default), STARTTLS, or CLEAR on a loopback address. */
  public String getSecurity() {
    return security;
  }

  /** Sets {@link #getSecurity}. */
  public void setSecurity(@Nullable String value) {
    security = text(value);
  }

  /** File of the certificates that are believed; the JDK's when empty (default). */
  public String getTrustFile() {
    return trustFile;
  }

  /** Sets {@link #getTrustFile}. */
  public void setTrustFile(@Nullable String value) {
    trustFile = text(value);
  }

  /** Password of that file. */
  public String getTrustPassword() {
    return trustPassword;
  }

  /** Sets {@link #getTrustPassword}. */
  public void setTrustPassword(@Nullable String value) {
    trustPassword = text(value);
  }

  /** SIMPLE (default), DIGEST_MD5 or KERBEROS. */
  public String getLogin() {
    return login;
  }

  /** Sets {@link #getLogin}. */
  public void setLogin(@Nullable String value) {
    login = text(value);
  }

  /** Who logs in; nobody when empty (default). */
  public String getAccount() {
    return account;
  }

  /** Sets {@link #getAccount}. */
  public void setAccount(@Nullable String value) {
    account = text(value);
  }

  /** The account's password while the application gives none, see {@link AccountPassword}. */
  public String getPassword() {
    return password;
  }

  /** Sets {@link #getPassword}. */
  public void setPassword(@Nullable String value) {
    password = text(value);
  }

  /** Until a connection stands, seconds (default 10). */
  public Integer getConnectTimeout() {
    return connectTimeout;
  }

  /** Sets {@link #getConnectTimeout}. */
  public void setConnectTimeout(Integer value) {
    connectTimeout = value;
  }

  /** Until the next message of an answer, seconds (default 30). */
  public Integer getReadTimeout() {
    return readTimeout;
  }

  /** Sets {@link #getReadTimeout}. */
  public void setReadTimeout(Integer value) {
    readTimeout = value;
  }

  /** Connections to all controllers, 1 to 1,000 (default 8). */
  public Integer getMaxConnections() {
    return maxConnections;
  }

  /** Sets {@link #getMaxConnections}. */
  public void setMaxConnections(Integer value) {
    maxConnections = value;
  }

  /** After which an unused connection isn't used any more, seconds (default 300). */
  public Integer getIdleTimeout() {
    return idleTimeout;
  }

  /** Sets {@link #getIdleTimeout}. */
  public void setIdleTimeout(Integer value) {
    idleTimeout = value;
  }

  /** After which a lost controller is tried again, seconds (default 30). */
  public Integer getFailBack() {
    return failBack;
  }

  /** Sets {@link #getFailBack}. */
  public void setFailBack(Integer value) {
    failBack = value;
  }

  /** Longest message, MiB (default 8). */
  public Integer getMaxMessage() {
    return maxMessage;
  }

  /** Sets {@link #getMaxMessage}. */
  public void setMaxMessage(Integer value) {
    maxMessage = value;
  }

  /** Servers that referrals are followed to; none when empty (default). */
  public String getReferrals() {
    return referrals;
  }

  /** Sets {@link #getReferrals}. */
  public void setReferrals(@Nullable String value) {
    referrals = text(value);
  }

  /** Where the journal of writes is. */
  public String getJournalDirectory() {
    return journalDirectory;
  }

  /** Sets {@link #getJournalDirectory}. */
  public void setJournalDirectory(@Nullable String value) {
    journalDirectory = text(value);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
