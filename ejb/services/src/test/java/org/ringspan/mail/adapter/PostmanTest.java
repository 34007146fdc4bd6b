package org.ringspan.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.address.MailAddress;
import org.ringspan.mail.Letter;
import org.ringspan.mail.MailFault;
import org.ringspan.mail.MailFault.Kind;
import org.ringspan.mail.MailSettings;
import org.ringspan.mail.MailSettings.Login;
import org.ringspan.mail.MailSettings.Security;
import org.ringspan.mail.RetryPlan;

/** The way to mail servers: a real one (GreenMail), and one that fails as a test wants. */
@Timeout(60)
class PostmanTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final String ID = "5d0f3a52-0000-4000-8000-000000000001";
  private static final String PASSWORD = "changeit";
  private static final byte[] WAV = {'R', 'I', 'F', 'F', 0, 1, 2, (byte) 0xff};
  private static final Letter LETTER =
      new Letter(
          new MailAddress("alice@example.com"),
          "Voice message from M\u00fcller",
          "plain M\u00fcller",
          "<p>html M\u00fcller</p>",
          Optional.of(new Letter.Recording("message-2026.wav", WAV)));

  @TempDir static Path folder;
  private static Path good;
  private static Path other;

  @BeforeAll
  static void certificates() throws Exception {
    good = certificate("good", "dns:localhost");
    other = certificate("other", "dns:elsewhere.example.com");
    System.setProperty("greenmail.tls.keystore.file", good.toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
  }

  @AfterAll
  static void forget() {
    System.clearProperty("greenmail.tls.keystore.file");
    System.clearProperty("greenmail.tls.keystore.password");
  }

  /** Makes a key with a certificate, and writes the certificate beside it. */
  private static Path certificate(String name, String of) throws Exception {
    Path store = folder.resolve(name + ".p12");
    keytool("-genkeypair -alias k -keyalg EC -dname CN=" + name + " -ext san=" + of, store);
    keytool("-exportcert -rfc -alias k -file " + store + ".pem", store);
    return store;
  }

  private static void keytool(String what, Path store) throws Exception {
    Process tool =
        new ProcessBuilder(
                List.of(
                    (System.getProperty("java.home")
                            + "/bin/keytool "
                            + what
                            + " -storetype PKCS12 -storepass "
                            + PASSWORD
                            + " -keystore "
                            + store)
                        .split(" ")))
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes());
    assertThat(tool.waitFor()).as(said).isZero();
  }

  private static SSLSocketFactory keys(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, new SecureRandom());
    return context.getSocketFactory();
  }

  private static Postman postman(
      int port, Security security, Optional<Login> login, Optional<Path> trusted) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "localhost");
    properties.setProperty("mail.smtp.port", Integer.toString(port));
    return new Postman(
        Session.getInstance(properties),
        new MailSettings(
            "localhost",
            port,
            security,
            login,
            new MailAddress("phone@example.com"),
            trusted.map(store -> store + ".pem"),
            Optional.empty(),
            new RetryPlan(Duration.ofMinutes(1)),
            10,
            10),
        password -> password,
        "1500",
        Duration.ofSeconds(4));
  }

  private static Postman plain(ScriptedMailServer server) {
    return postman(server.port(), Security.NONE, Optional.empty(), Optional.empty());
  }

  private static MailFault fault(Postman postman) {
    try {
      postman.send(LETTER, ID, NOW);
    } catch (Postman.NotSent e) {
      return e.fault();
    }
    throw new AssertionError("it was sent");
  }

  private static MailFault faultWhen(String command, String reply) throws IOException {
    try (ScriptedMailServer server = new ScriptedMailServer(null).says(command, reply);
        Postman postman = plain(server)) {
      return fault(postman);
    }
  }

  private static GreenMail greenMail(String protocol) {
    GreenMail server = new GreenMail(new ServerSetup(0, "localhost", protocol));
    server.setUser("alice@example.com", "alice", "secret");
    return server;
  }

  private static int port(GreenMail server, String protocol) {
    return protocol.equals("smtps") ? server.getSmtps().getPort() : server.getSmtp().getPort();
  }

  @Test
  @DisplayName(
      "A letter arrives whole: both texts, the recording, its own Message-ID, no answers wanted")
  void arrives() throws Exception {
    GreenMail server = greenMail("smtp");
    server.start();
    try (Postman postman =
        postman(port(server, "smtp"), Security.NONE, Optional.empty(), Optional.empty())) {
      postman.send(LETTER, ID, NOW);
      postman.send(LETTER, ID, NOW);
      assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
      MimeMessage message = server.getReceivedMessages()[0];
      assertThat(message.getSubject()).isEqualTo("Voice message from M\u00fcller");
      assertThat(message.getMessageID()).isEqualTo("<" + ID + "@example.com>");
      assertThat(server.getReceivedMessages()[1].getMessageID()).isEqualTo(message.getMessageID());
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(message.getFrom()[0])
          .isEqualTo(new InternetAddress("phone@example.com", "Telephone server"));
      assertThat(message.getSentDate()).isEqualTo(NOW);
      Multipart parts = (Multipart) message.getContent();
      Multipart texts = (Multipart) parts.getBodyPart(0).getContent();
      assertThat(texts.getContentType()).startsWith("multipart/alternative");
      assertThat(texts.getBodyPart(0).getContent()).isEqualTo("plain M\u00fcller");
      assertThat(texts.getBodyPart(1).isMimeType("text/html")).isTrue();
      assertThat(texts.getBodyPart(1).getContent()).isEqualTo("<p>html M\u00fcller</p>");
      Part recording = parts.getBodyPart(1);
      assertThat(recording.isMimeType("audio/wav")).isTrue();
      assertThat(recording.getFileName()).isEqualTo("message-2026.wav");
      assertThat(recording.getInputStream().readAllBytes()).isEqualTo(WAV);
    } finally {
      server.stop();
    }
  }

  @Test
  @DisplayName("TLS from the beginning, and a login")
  void tls() throws Exception {
    GreenMail server = greenMail("smtps");
    server.getUserManager().setAuthRequired(true);
    server.start();
    int port = port(server, "smtps");
    try (Postman postman =
            postman(
                port, Security.TLS, Optional.of(new Login("alice", "secret")), Optional.of(good));
        Postman wrong =
            postman(
                port, Security.TLS, Optional.of(new Login("alice", "other")), Optional.of(good))) {
      postman.send(LETTER, ID, NOW);
      assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
      MailFault fault = fault(wrong);
      assertThat(fault.kind()).isEqualTo(Kind.FOR_NOW);
      assertThat(fault.text()).contains("535").doesNotContain("other");
    } finally {
      server.stop();
    }
  }

  @Test
  @DisplayName("STARTTLS: the login and the letter go encrypted")
  void startTls() throws Exception {
    try (ScriptedMailServer server = new ScriptedMailServer(keys(good));
        Postman postman =
            postman(
                server.port(),
                Security.STARTTLS,
                Optional.of(new Login("alice", "secret")),
                Optional.of(good))) {
      postman.send(LETTER, ID, NOW);
      assertThat(server.letters()).hasSize(1);
      assertThat(server.commands().indexOf("STARTTLS"))
          .isPositive()
          .isLessThan(
              server.commands().stream().map(it -> it.split(" ", 2)[0]).toList().indexOf("AUTH"));
    }
  }

  @Test
  @DisplayName("A refused login is said, also where the server gives no reason")
  void refusedLogin() throws Exception {
    try (ScriptedMailServer server = new ScriptedMailServer(keys(good)).says("AUTH", "535");
        Postman postman =
            postman(
                server.port(),
                Security.STARTTLS,
                Optional.of(new Login("alice", "secret")),
                Optional.of(good))) {
      MailFault fault = fault(postman);
      assertThat(fault.kind()).isEqualTo(Kind.FOR_NOW);
      assertThat(fault.text()).isNotBlank().doesNotContain("secret");
    }
  }

  @Test
  @DisplayName("A server without STARTTLS gets neither the login nor the letter")
  void withoutStartTls() throws Exception {
    try (ScriptedMailServer server = new ScriptedMailServer(null);
        Postman postman =
            postman(
                server.port(),
                Security.STARTTLS,
                Optional.of(new Login("alice", "secret")),
                Optional.empty())) {
      assertThat(fault(postman).text()).contains("STARTTLS");
      assertThat(String.join("\n", server.commands())).doesNotContain("AUTH", "MAIL");
    }
  }

  @Test
  @DisplayName(
      "A certificate for another name, or of an authority that isn't trusted, gets nothing")
  void certificatesChecked() throws Exception {
    try (ScriptedMailServer server = new ScriptedMailServer(keys(other))) {
      for (Optional<Path> trusted : List.of(Optional.of(other), Optional.<Path>empty())) {
        try (Postman postman =
            postman(server.port(), Security.STARTTLS, Optional.empty(), trusted)) {
          assertThat(fault(postman).kind()).isEqualTo(Kind.FOR_NOW);
        }
      }
      assertThat(String.join("\n", server.commands())).doesNotContain("MAIL");
    }
  }

  @Test
  @DisplayName("A recipient is refused for good by 5xx, for now by 4xx")
  void recipient() throws IOException {
    MailFault refused = faultWhen("RCPT", "550 5.1.1 no such user here");
    assertThat(refused.kind()).isEqualTo(Kind.RECIPIENT_REFUSED);
    assertThat(refused.text()).contains("no such user here");
    MailFault busy = faultWhen("RCPT", "450 4.2.1 try again");
    assertThat(busy.kind()).isEqualTo(Kind.FOR_NOW);
    assertThat(busy.text()).contains("try again");
  }

  @Test
  @DisplayName("What is said of the sender, the content or the connection is for now")
  void others() throws IOException {
    for (String command : List.of("BANNER", "MAIL", "DATA", ".")) {
      assertThat(faultWhen(command, "554 5.7.1 not from you").kind())
          .as(command)
          .isEqualTo(Kind.FOR_NOW);
      assertThat(faultWhen(command, "421 4.3.2 shutting down").kind())
          .as(command)
          .isEqualTo(Kind.FOR_NOW);
      assertThat(faultWhen(command, ScriptedMailServer.CLOSE).kind())
          .as(command)
          .isEqualTo(Kind.FOR_NOW);
    }
  }

  @Test
  @DisplayName("A letter that is too large is told")
  void tooLarge() throws IOException {
    assertThat(faultWhen(".", "552 5.3.4 too big").kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  @DisplayName("Silence at any point ends, and so does a server that answers an octet at a time")
  void slow() throws IOException {
    for (String command : List.of("BANNER", "EHLO", "RCPT", ".")) {
      assertThat(faultWhen(command, ScriptedMailServer.SILENCE).kind())
          .as(command)
          .isEqualTo(Kind.FOR_NOW);
    }
    assertThat(faultWhen("MAIL", ScriptedMailServer.DRIP).text()).contains("within 4 s");
  }

  @Test
  @DisplayName("Nobody there: for now; after a fault the next letter goes by another connection")
  void again() throws Exception {
    int port;
    try (ScriptedMailServer gone = new ScriptedMailServer(null)) {
      port = gone.port();
    }
    try (Postman postman = postman(port, Security.NONE, Optional.empty(), Optional.empty())) {
      assertThat(fault(postman).kind()).isEqualTo(Kind.FOR_NOW);
    }
    try (ScriptedMailServer server = new ScriptedMailServer(null).says("MAIL", "421 later");
        Postman postman = plain(server)) {
      assertThat(fault(postman).text()).contains("later");
      server.says("MAIL", "250 ok");
      postman.send(LETTER, ID, NOW);
      server.says("RCPT", "550 no");
      assertThat(fault(postman).kind()).isEqualTo(Kind.RECIPIENT_REFUSED);
      server.says("RCPT", "250 ok");
      postman.send(LETTER, ID, NOW);
      assertThat(server.letters()).hasSize(2);
    }
  }

  @Test
  @DisplayName("Authorities that can't be read are said by the name of their setting")
  void noAuthorities() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> postman(1, Security.TLS, Optional.empty(), Optional.of(folder.resolve("none"))))
        .withMessageContaining("ringspan.mail.trust");
  }
}
