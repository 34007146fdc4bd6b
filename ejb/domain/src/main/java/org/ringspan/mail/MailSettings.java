package org.ringspan.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.ringspan.address.MailAddress;

/**
 * How this server sends mail. Its host and port are the server configuration's ({@code
 * ringspan.mail.host}, {@code ringspan.mail.port}).
 *
 * @param host {@code ringspan.mail.host}, for words only
 * @param port {@code ringspan.mail.port}, 1 to 65535 (default 587), for words only
 * @param security {@code ringspan.mail.security}: {@code none}, {@code starttls} (default) or
 *     {@code tls}
 * @param login {@code ringspan.mail.user}, and {@code ringspan.mail.password} unless that is kept
 *     elsewhere; never without encryption
 * @param from {@code ringspan.mail.from}, who letters are from
 * @param trust {@code ringspan.mail.trust}, a PEM file with the authorities that are believed
 *     (default those of the Java runtime)
 * @param place {@code ringspan.mail.links}, where users find the console, for links (default none)
 * @param retries {@code ringspan.mail.retry}, seconds until a letter is tried again for the first
 *     time, 1 to 3600 (default 60)
 * @param largest {@code ringspan.mail.largest}, megabytes of a letter with a recording, 1 to 50
 *     (default 10)
 * @param missedHourly {@code ringspan.mail.missed.hourly}, of how many missed calls a user is told
 *     one by one within an hour, 1 to 1000 (default 10)
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    MailAddress from,
    Optional<String> trust,
    Optional<String> place,
    RetryPlan retries,
    int largest,
    int missedHourly) {
  private static final int MEGABYTE = 1_000_000;

  /** RFC 3986: a scheme, a host or address, perhaps a port and a path, and nothing else. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?i)https?://([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?"
              + "(/[a-z0-9._~!$&'()*+,;=:@%/-]*)?");

  /** How the connection is protected. */
  public enum Security {
    /** Not at all. */
    NONE,
    /** By STARTTLS (RFC 3207), and not at all used without. */
    STARTTLS,
    /** By TLS from its beginning (RFC 8314). */
    TLS
  }

  /**
   * Who the server is to the mail server.
   *
   * @param password empty when it is kept elsewhere
   */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /**
   * The settings in {@code properties}; empty without a host: no mail is sent.
   *
   * @throws IllegalArgumentException when one makes no sense; the message names it and no secret
   */
  public static Optional<MailSettings> of(Properties properties) {
    Optional<String> host = text(properties, "ringspan.mail.host");
    return host.map(it -> of(it, properties));
  }

  private static MailSettings of(String host, Properties properties) {
    if (!host.matches("[A-Za-z0-9.:-]{1,253}")) {
      throw new IllegalArgumentException("ringspan.mail.host is no name or address of a host");
    }
    Security security = security(properties);
    Optional<Login> login = login(properties);
    if (login.isPresent() && security == Security.NONE) {
      throw new IllegalArgumentException(
          "ringspan.mail.password isn't sent without encryption: ringspan.mail.security must be"
              + " starttls or tls");
    }
    return new MailSettings(
        host,
        number(properties, "ringspan.mail.port", 587, 65_535),
        security,
        login,
        text(properties, "ringspan.mail.from")
            .flatMap(MailAddress::in)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "ringspan.mail.from must be a mail address, as ringspan.mail.host is"
                            + " given")),
        text(properties, "ringspan.mail.trust"),
        text(properties, "ringspan.mail.links").map(MailSettings::place),
        new RetryPlan(Duration.ofSeconds(number(properties, "ringspan.mail.retry", 60, 3_600))),
        number(properties, "ringspan.mail.largest", 10, 50),
        number(properties, "ringspan.mail.missed.hourly", 10, 1_000));
  }

  private static Security security(Properties properties) {
    return switch (text(properties, "ringspan.mail.security").orElse("starttls")) {
      case "none" -> Security.NONE;
      case "starttls" -> Security.STARTTLS;
      case "tls" -> Security.TLS;
      default ->
          throw new IllegalArgumentException(
              "ringspan.mail.security must be none, starttls or tls");
    };
  }

  private static Optional<Login> login(Properties properties) {
    Optional<String> user = text(properties, "ringspan.mail.user");
    Optional<String> password = text(properties, "ringspan.mail.password");
    if (user.isEmpty() && password.isPresent()) {
      throw new IllegalArgumentException("ringspan.mail.password needs ringspan.mail.user");
    }
    return user.map(it -> new Login(it, password.orElse("")));
  }

  private static String place(String text) {
    if (!PLACE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "ringspan.mail.links must be an address such as https://phone.example.com");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static Optional<String> text(Properties properties, String name) {
    return Optional.ofNullable(properties.getProperty(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static int number(Properties properties, String name, int usual, int most) {
    String text = text(properties, name).orElse(Integer.toString(usual));
    if (text.matches("[0-9]{1,5}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(name + " must be a number from 1 to " + most);
  }

  /** Whether a file of so many octets can be sent: in a letter it takes a third more (RFC 2045). */
  public boolean takes(long octets) {
    return octets / 3 * 4 + octets / 54 + MEGABYTE / 100 <= (long) largest * MEGABYTE;
  }
}
