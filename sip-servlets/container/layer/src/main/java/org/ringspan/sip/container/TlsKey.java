package org.ringspan.sip.container;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import javax.security.auth.x500.X500Principal;
import org.jboss.logging.Logger;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.SelfSignedX509CertificateAndSigningKey;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;

/**
 * Where TLS finds the server's key: in the configured files, or in a development keystore that is
 * made at the first start and kept in the server's data directory with a random password beside it.
 */
final class TlsKey {
  private static final Logger LOG = Logger.getLogger(TlsKey.class);

  private TlsKey() {}

  /**
   * The key's files for these settings.
   *
   * @throws IOException if a file can't be read or written
   * @throws GeneralSecurityException if the platform can't make a key, or a password isn't
   *     encrypted
   * @throws IllegalArgumentException if the settings contradict each other; the message names them
   */
  static KeySource of(Properties settings) throws IOException, GeneralSecurityException {
    String keystore = SipSetting.TLS_KEYSTORE.in(settings);
    String certificate = SipSetting.TLS_CERTIFICATE.in(settings);
    String key = SipSetting.TLS_KEY.in(settings);
    if (certificate.isEmpty() != key.isEmpty() || !certificate.isEmpty() && !keystore.isEmpty()) {
      throw new IllegalArgumentException(
          "Set either %s, or both %s and %s"
              .formatted(
                  SipSetting.TLS_KEYSTORE.property(),
                  SipSetting.TLS_CERTIFICATE.property(),
                  SipSetting.TLS_KEY.property()));
    }
    if (!certificate.isEmpty()) {
      return new KeySource.Pem(Path.of(certificate), Path.of(key), TlsPassword.in(settings));
    }
    if (!keystore.isEmpty()) {
      return new KeySource.Keystore(
          Path.of(keystore),
          TlsPassword.in(settings)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          SipSetting.TLS_PASSWORD.property() + " isn't set")));
    }
    return development(settings);
  }

  private static KeySource development(Properties settings)
      throws IOException, GeneralSecurityException {
    Path directory =
        Path.of(
            settings.getProperty("jboss.server.data.dir", System.getProperty("java.io.tmpdir")));
    Path file = directory.resolve("sip-development.p12");
    Path passwordFile = directory.resolve("sip-development.p12.password");
    if (Files.exists(file) && Files.exists(passwordFile)) {
      return new KeySource.Keystore(file, Files.readString(passwordFile));
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Files.createDirectories(directory);
    writePrivately(passwordFile, password.getBytes(StandardCharsets.US_ASCII));
    make(file, password, SipSetting.DOMAIN.in(settings), SipSetting.BIND_ADDRESS.in(settings));
    LOG.warnf("TLS uses a self-signed development certificate, %s", file);
    return new KeySource.Keystore(file, password);
  }

  private static void make(Path file, String password, String domain, String address)
      throws IOException, GeneralSecurityException {
    SelfSignedX509CertificateAndSigningKey made =
        SelfSignedX509CertificateAndSigningKey.builder()
            .setDn(new X500Principal("CN=" + domain + ",O=Ringspan development"))
            .setKeyAlgorithmName("RSA")
            .setSignatureAlgorithmName("SHA256withRSA")
            .setKeySize(2048)
            .setNotValidBefore(ZonedDateTime.now().minusDays(1))
            .setNotValidAfter(ZonedDateTime.now().plusYears(2))
            .addExtension(
                new SubjectAlternativeNamesExtension(
                    false,
                    List.of(new GeneralName.DNSName(domain), new GeneralName.IPAddress(address))))
            .build();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "sip",
        made.getSigningKey(),
        password.toCharArray(),
        new Certificate[] {made.getSelfSignedCertificate()});
    writePrivately(file, new byte[0]);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
  }

  private static void writePrivately(Path path, byte[] content) throws IOException {
    Files.deleteIfExists(path);
    if (Files.getFileStore(path.getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(path, content, StandardOpenOption.CREATE);
  }
}
