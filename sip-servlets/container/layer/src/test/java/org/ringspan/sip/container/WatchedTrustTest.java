package org.ringspan.sip.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Properties;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.x500.cert.SelfSignedX509CertificateAndSigningKey;

class WatchedTrustTest {
  private static final X509Certificate ONE = certificate("one");
  private static final X509Certificate TWO = certificate("two");

  @TempDir private Path folder;
  private final Properties settings = new Properties();

  private static X509Certificate certificate(String name) {
    return SelfSignedX509CertificateAndSigningKey.builder()
        .setDn(new X500Principal("CN=" + name))
        .setKeyAlgorithmName("EC")
        .setSignatureAlgorithmName("SHA256withECDSA")
        .setKeySize(256)
        .setNotValidBefore(ZonedDateTime.now().minusDays(1))
        .setNotValidAfter(ZonedDateTime.now().plusDays(1))
        .build()
        .getSelfSignedCertificate();
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "# a comment, as bundles have them\n-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private Path file(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("authorities.pem"), text);
    settings.setProperty("ringspan.sip.tls.trust", file.toString());
    return file;
  }

  private static void believes(WatchedTrust trust, X509Certificate shown) {
    assertThatCode(() -> trust.checkClientTrusted(new X509Certificate[] {shown}, "EC"))
        .doesNotThrowAnyException();
  }

  private static void doesNotBelieve(WatchedTrust trust, X509Certificate shown) {
    assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[] {shown}, "EC"))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  @DisplayName("Without a file the platform's authorities are trusted")
  void platform() throws Exception {
    WatchedTrust trust = WatchedTrust.of(settings);
    assertThat(trust.getAcceptedIssuers()).isNotEmpty();
    doesNotBelieve(trust, ONE);
    trust.check();
  }

  @Test
  @DisplayName("With a file those in it are trusted, and nobody else")
  void ofFile() throws Exception {
    file(pem(ONE) + pem(TWO));
    WatchedTrust trust = WatchedTrust.of(settings);
    believes(trust, ONE);
    believes(trust, TWO);
    doesNotBelieve(trust, certificate("three"));
    assertThat(trust.getAcceptedIssuers()).hasSize(2);
  }

  @Test
  @DisplayName("A file that is missing or holds none is refused, and named")
  void refused() throws Exception {
    Path file = file("no certificate");
    assertThatThrownBy(() -> WatchedTrust.of(settings)).hasMessageContaining(file.toString());
    Files.delete(file);
    assertThatThrownBy(() -> WatchedTrust.of(settings))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  @DisplayName("A changed file is read anew when it is at rest; a broken one changes nothing")
  void reloaded() throws Exception {
    Path file = file(pem(ONE));
    WatchedTrust trust = WatchedTrust.of(settings);
    Files.writeString(file, "broken");
    trust.check();
    trust.check();
    believes(trust, ONE);

    Files.writeString(file, pem(TWO) + pem(certificate("three")));
    trust.check();
    believes(trust, ONE);
    trust.check();
    doesNotBelieve(trust, ONE);
    believes(trust, TWO);
  }
}
