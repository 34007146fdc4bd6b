package org.ringspan.e2e.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.wildfly.security.x500.GeneralName;

/** The mail server (GreenMail) that the servers of the tests hand letters to, over TLS. */
public final class PostOffice implements AutoCloseable {
  private static final String HOST = "localhost";
  private static final int PORT = 14465;
  private static final String LOGIN = "ringspan";
  private static final String PASSWORD = "secret-of-the-post-office";

  private final GreenMail server;

  /**
   * Opens it.
   *
   * @param folder where its key is kept
   */
  public PostOffice(Path folder) {
    Path keys = folder.resolve("post-office.p12");
    Authority.TRUSTED
        .certify("CN=post office", new GeneralName.DNSName(HOST))
        .writeStore(keys, PASSWORD.toCharArray());
    System.setProperty("greenmail.tls.keystore.file", keys.toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    server = new GreenMail(new ServerSetup(PORT, HOST, ServerSetup.PROTOCOL_SMTPS));
    open();
  }

  /** What a server needs to know of it. */
  static Map<String, String> settings(Path authorities) {
    return Map.of(
        "ringspan.mail.host",
        HOST,
        "ringspan.mail.port",
        Integer.toString(PORT),
        "ringspan.mail.security",
        "tls",
        "ringspan.mail.user",
        LOGIN,
        "ringspan.mail.password",
        PASSWORD,
        "ringspan.mail.from",
        "phone@" + Company.DOMAIN,
        "ringspan.mail.trust",
        authorities.toString(),
        "ringspan.mail.links",
        "https://phone." + Company.DOMAIN,
        "ringspan.mail.retry",
        "1");
  }

  /** Nobody is there any more; what was in it is gone. */
  public void shut() {
    server.stop();
  }

  /** Somebody is there again. */
  public void open() {
    server.setUser(LOGIN + "@" + Company.DOMAIN, LOGIN, PASSWORD);
    server.getUserManager().setAuthRequired(true);
    server.start();
  }

  /** The letters that somebody has got. */
  public List<MimeMessage> letters(String to) {
    return Arrays.stream(server.getReceivedMessages()).filter(it -> isTo(it, address(to))).toList();
  }

  /** Waits for so many letters. */
  public List<MimeMessage> expectLetters(String to, int number, Duration patience) {
    return Eventually.until(
        number + " letters to " + to, patience, () -> letters(to), found -> found.size() == number);
  }

  /** Somebody's address. */
  public static String address(String login) {
    return login + "@mail.test";
  }

  private static boolean isTo(MimeMessage message, String address) {
    try {
      return Arrays.asList(message.getRecipients(Message.RecipientType.TO))
          .contains(new InternetAddress(address));
    } catch (MessagingException e) {
      throw new AssertionError("a letter can't be read", e);
    }
  }

  @Override
  public void close() {
    server.stop();
    System.clearProperty("greenmail.tls.keystore.file");
    System.clearProperty("greenmail.tls.keystore.password");
  }
}
