package org.ringspan.sip.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.security.encryption.CipherUtil;
import org.wildfly.security.encryption.SecretKeyUtil;

class TlsKeyTest {
  private static final String PASSWORD = "not to be seen";

  @TempDir private Path data;
  private final Properties settings = new Properties();
  private final List<LogRecord> log = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void prepare() throws Exception {
    Logger.getLogger(WatchedKey.class.getName()).addHandler(handler);
    settings.setProperty("jboss.server.data.dir", data.toString());
    SecretKey key = SecretKeyUtil.generateSecretKey(256);
    Files.writeString(
        data.resolve("ringspan.secret-key"), "key=" + SecretKeyUtil.exportSecretKey(key) + "\n");
    settings.setProperty("ringspan.sip.tls.password", CipherUtil.encrypt(PASSWORD, key));
  }

  @AfterEach
  void clean() {
    Logger.getLogger(WatchedKey.class.getName()).removeHandler(handler);
  }

  private Path keystore(String name, String algorithm, int days) throws Exception {
    Path file = data.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "any",
                "-keyalg",
                algorithm,
                "-validity",
                Integer.toString(days),
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return file;
  }

  private WatchedKey watched() throws Exception {
    return watched(Clock.systemUTC());
  }

  private WatchedKey watched(Clock clock) throws Exception {
    return new WatchedKey(TlsKey.of(settings), clock);
  }

  private static String subject(WatchedKey key) {
    String alias = key.chooseServerAlias("RSA", null, null);
    if (alias == null) {
      alias = key.chooseServerAlias("EC", null, null);
    }
    X509Certificate[] chain = alias == null ? null : key.getCertificateChain(alias);
    return chain == null ? "none" : chain[0].getSubjectX500Principal().getName();
  }

  private List<Level> levels() {
    return log.stream().map(LogRecord::getLevel).toList();
  }

  @Test
  @DisplayName("The development key is made once, names the server and can be read by it alone")
  void development() throws Exception {
    settings.setProperty("ringspan.domain", "example.test");
    KeySource.Keystore first = (KeySource.Keystore) TlsKey.of(settings);
    assertThat(TlsKey.of(settings)).isEqualTo(first);

    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(first.file())) {
      store.load(in, first.password().toCharArray());
    }
    X509Certificate certificate = (X509Certificate) store.getCertificate("sip");
    assertThat(certificate.getSubjectAlternativeNames().toString())
        .contains("example.test", "127.0.0.1");
    assertThat(Files.getPosixFilePermissions(first.file())).hasSize(2);
    assertThat(subject(watched())).contains("CN=example.test");
    assertThat(first.toString()).doesNotContain(first.password());
  }

  @Test
  @DisplayName("A configured keystore is opened with the encrypted password, whatever its alias")
  void configured() throws Exception {
    settings.setProperty("ringspan.sip.tls.keystore", keystore("one", "RSA", 90).toString());
    assertThat(subject(watched())).isEqualTo("CN=one");
  }

  @Test
  @DisplayName(
      "A password in clear is refused, with the way to encrypt it and without repeating it")
  void passwordInClear() {
    settings.setProperty("ringspan.sip.tls.keystore", "/somewhere/sip.p12");
    settings.setProperty("ringspan.sip.tls.password", "clear text");
    assertThatThrownBy(() -> TlsKey.of(settings))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("elytron-tool.sh")
        .hasMessageNotContaining("clear text");
  }

  @Test
  @DisplayName("Half of the PEM settings, or both kinds at once, are refused")
  void contradicting() {
    settings.setProperty("ringspan.sip.tls.certificate", "/somewhere/cert.pem");
    assertThatThrownBy(() -> TlsKey.of(settings)).isInstanceOf(IllegalArgumentException.class);
    settings.setProperty("ringspan.sip.tls.key", "/somewhere/key.pem");
    assertThat(KeySource.Pem.class).isEqualTo(sourceType());
    settings.setProperty("ringspan.sip.tls.keystore", "/somewhere/sip.p12");
    assertThatThrownBy(() -> TlsKey.of(settings)).isInstanceOf(IllegalArgumentException.class);
  }

  private Class<?> sourceType() {
    try {
      return TlsKey.of(settings).getClass();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"RSA", "EC"})
  @DisplayName("PEM files work, the key in clear or encrypted as openssl does it")
  void pem(String algorithm) throws Exception {
    Path store = keystore("pem", algorithm, 90);
    pemOf(store);
    assertThat(subject(watched())).isEqualTo("CN=pem");

    Path clear = data.resolve("key.pem");
    Path encrypted = data.resolve("encrypted.pem");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "pkcs8",
                "-topk8",
                "-v2",
                "aes-256-cbc",
                "-in",
                clear.toString(),
                "-out",
                encrypted.toString(),
                "-passout",
                "pass:" + PASSWORD)
            .inheritIO()
            .start();
    assertThat(openssl.waitFor()).isZero();
    settings.setProperty("ringspan.sip.tls.key", encrypted.toString());
    assertThat(subject(watched())).isEqualTo("CN=pem");

    settings.remove("ringspan.sip.tls.password");
    assertThatThrownBy(this::watched).hasMessageContaining("no password");
  }

  private void pemOf(Path keystore) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Base64.Encoder base64 = Base64.getMimeEncoder();
    Files.writeString(
        data.resolve("cert.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + base64.encodeToString(store.getCertificate("any").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    Files.writeString(
        data.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + base64.encodeToString(store.getKey("any", PASSWORD.toCharArray()).getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    settings.setProperty("ringspan.sip.tls.certificate", data.resolve("cert.pem").toString());
    settings.setProperty("ringspan.sip.tls.key", data.resolve("key.pem").toString());
  }

  @Test
  @DisplayName("A key that isn't the certificate's is refused")
  void mismatch() throws Exception {
    pemOf(keystore("one", "EC", 90));
    String key = Files.readString(data.resolve("key.pem"));
    pemOf(keystore("two", "EC", 90));
    Files.writeString(data.resolve("key.pem"), key);
    assertThatThrownBy(this::watched).hasMessageContaining("isn't that of the certificate");
  }

  @Test
  @DisplayName("A changed file is read anew when it is at rest; a broken one is told once")
  void reloaded() throws Exception {
    Path file = keystore("one", "RSA", 90);
    Path next = keystore("two", "RSA", 90);
    settings.setProperty("ringspan.sip.tls.keystore", file.toString());
    WatchedKey key = watched();
    key.check();
    assertThat(subject(key)).isEqualTo("CN=one");

    Files.writeString(file, "broken");
    for (int i = 0; i < 5; i++) {
      key.check();
    }
    assertThat(subject(key)).isEqualTo("CN=one");
    assertThat(levels()).hasSize(1);
    assertThat(log.getFirst().getMessage()).doesNotContain(PASSWORD);

    Files.copy(next, file, StandardCopyOption.REPLACE_EXISTING);
    key.check();
    assertThat(subject(key)).as("it may still be changing").isEqualTo("CN=one");
    key.check();
    assertThat(subject(key)).isEqualTo("CN=two");

    Files.delete(file);
    key.check();
    key.check();
    assertThat(subject(key)).as("a file that is gone").isEqualTo("CN=two");
  }

  @Test
  @DisplayName("A certificate that ends within 30 days is warned of once a day")
  void expiring() throws Exception {
    settings.setProperty("ringspan.sip.tls.keystore", keystore("one", "RSA", 90).toString());
    Instant start = Instant.now();
    watched(at(start.plus(Duration.ofDays(59))));
    assertThat(log).isEmpty();

    WatchedKey soon = watched(at(start.plus(Duration.ofDays(62))));
    soon.check();
    assertThat(levels()).containsExactly(Level.WARNING);

    watched(at(start.plus(Duration.ofDays(91))));
    assertThat(levels()).hasSize(2);
    assertThat(log.getLast().getLevel().intValue()).isGreaterThan(Level.WARNING.intValue());
  }

  private static Clock at(Instant moment) {
    return Clock.fixed(moment, ZoneOffset.UTC);
  }
}
