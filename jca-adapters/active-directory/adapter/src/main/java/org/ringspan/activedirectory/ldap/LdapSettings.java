package org.ringspan.activedirectory.ldap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How controllers are reached.
 *
 * @param controllers in the order in which they are preferred
 * @param domain DNS name of the domain whose controllers are looked up (RFC 2782) when none are
 *     listed
 * @param security how the connection is protected (default LDAPS)
 * @param trust certificates that are believed; the JDK's when empty
 * @param login how to log in (default SIMPLE)
 * @param account who logs in: a user principal name, DOMAIN\\name or a distinguished name; nobody
 *     when it is empty
 * @param password asked for at each login and not kept
 * @param connectTimeout until a connection stands and is logged in (default 10 s)
 * @param readTimeout until the next message of an answer comes (default 30 s)
 * @param maxConnections connections at once, to all controllers (default 8)
 * @param idleTimeout after which an unused connection isn't used any more (default 5 min)
 * @param failBack after how long a controller that was lost is tried again (default 30 s); doubled
 *     with each failure up to 16 times as long
 * @param maxMessage octets of a message, which holds an entry with its values (default 8 MiB)
 * @param referrals servers that referrals are followed to; to all others none is
 */
public record LdapSettings(
    List<ControllerAddress> controllers,
    Optional<String> domain,
    Security security,
    Optional<TrustFile> trust,
    Login login,
    String account,
    Supplier<char[]> password,
    Duration connectTimeout,
    Duration readTimeout,
    int maxConnections,
    Duration idleTimeout,
    Duration failBack,
    int maxMessage,
    List<ControllerAddress> referrals) {

  /** How a connection is protected. */
  public enum Security {
    /** TLS from the first octet (port 636). */
    LDAPS(636),
    /** TLS after a request for it, before anything else is said (port 389, RFC 4513 3). */
    STARTTLS(389),
    /** Not at all; on the loopback address only. */
    CLEAR(389);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    /** The usual port. */
    public int port() {
      return port;
    }
  }

  /** How to log in. */
  public enum Login {
    /** Name and password, protected by TLS. */
    SIMPLE,
    /** SASL DIGEST-MD5: the password isn't sent. */
    DIGEST_MD5,
    /** SASL GSSAPI: Kerberos, by the JDK's own configuration of realm and servers. */
    KERBEROS
  }

  /**
   * A file of trusted certificates.
   *
   * @param file PKCS#12 or JKS, or PEM when it ends in .pem or .crt
   * @param password of the store; PEM needs none
   */
  public record TrustFile(Path file, String password) {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * Settings.
   *
   * @throws IllegalArgumentException for a value out of range, no controllers at all, or a
   *     connection to another machine that isn't protected
   */
  public LdapSettings {
    controllers = List.copyOf(controllers);
    referrals = List.copyOf(referrals);
    if (controllers.isEmpty() == domain.isEmpty()) {
      throw new IllegalArgumentException("either controllers or a domain must be named");
    }
    if (security == Security.CLEAR
        && (controllers.isEmpty()
            || !controllers.stream().allMatch(ControllerAddress::isLoopback)
            || !referrals.stream().allMatch(ControllerAddress::isLoopback))) {
      throw new IllegalArgumentException(
          "without TLS only controllers at a loopback address are talked to");
    }
    positive(connectTimeout, "connect time-out");
    positive(readTimeout, "read time-out");
    positive(idleTimeout, "idle time-out");
    positive(failBack, "fail-back");
    if (maxConnections < 1 || maxConnections > 1000) {
      throw new IllegalArgumentException("connections: " + maxConnections);
    }
    if (maxMessage < 64 * 1024) {
      throw new IllegalArgumentException("longest message: " + maxMessage);
    }
  }

  /** The defaults for some controllers. */
  public static LdapSettings to(
      List<ControllerAddress> controllers,
      Security security,
      String account,
      Supplier<char[]> password) {
    return new LdapSettings(
        controllers,
        Optional.empty(),
        security,
        Optional.empty(),
        Login.SIMPLE,
        account,
        password,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        8,
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        8 * 1024 * 1024,
        List.of());
  }

  /** The same for the controllers that DNS names. */
  public LdapSettings withDomain(String name) {
    return new LdapSettings(
        List.of(),
        Optional.of(name),
        security,
        trust,
        login,
        account,
        password,
        connectTimeout,
        readTimeout,
        maxConnections,
        idleTimeout,
        failBack,
        maxMessage,
        referrals);
  }

  /** The same with other trust. */
  public LdapSettings withTrust(TrustFile file) {
    return new LdapSettings(
        controllers,
        domain,
        security,
        Optional.of(file),
        login,
        account,
        password,
        connectTimeout,
        readTimeout,
        maxConnections,
        idleTimeout,
        failBack,
        maxMessage,
        referrals);
  }

  /** The same with another way to log in. */
  public LdapSettings withLogin(Login way) {
    return new LdapSettings(
        controllers,
        domain,
        security,
        trust,
        way,
        account,
        password,
        connectTimeout,
        readTimeout,
        maxConnections,
        idleTimeout,
        failBack,
        maxMessage,
        referrals);
  }

  /** The same with other times. */
  public LdapSettings withTimes(Duration connect, Duration read, Duration idle, Duration back) {
    return new LdapSettings(
        controllers,
        domain,
        security,
        trust,
        login,
        account,
        password,
        connect,
        read,
        maxConnections,
        idle,
        back,
        maxMessage,
        referrals);
  }

  /** The same with other limits. */
  public LdapSettings withLimits(int connections, int message) {
    return new LdapSettings(
        controllers,
        domain,
        security,
        trust,
        login,
        account,
        password,
        connectTimeout,
        readTimeout,
        connections,
        idleTimeout,
        failBack,
        message,
        referrals);
  }

  /** The same with other servers that referrals are followed to. */
  public LdapSettings withReferrals(List<ControllerAddress> servers) {
    return new LdapSettings(
        controllers,
        domain,
        security,
        trust,
        login,
        account,
        password,
        connectTimeout,
        readTimeout,
        maxConnections,
        idleTimeout,
        failBack,
        maxMessage,
        servers);
  }

  private static void positive(Duration duration, String what) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(what + ": " + duration);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return (controllers.isEmpty() ? domain.orElseThrow() : controllers.toString())
        + " by "
        + security
        + " as "
        + account;
  }
}
