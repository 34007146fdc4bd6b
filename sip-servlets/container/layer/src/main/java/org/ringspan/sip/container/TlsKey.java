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
 * The keystore TLS uses: the configured one, or a development one that is made at the first start
 * and kept in the server's data directory with a random password beside it.
 *
 * @param file PKCS12
 * @param password of the file and the key in it
 */
record TlsKey(Path file, String password) {
  private static final Logger LOG = Logger.getLogger(TlsKey.class);

  /**
   * The keystore for these settings.
   *
   * @throws IOException if a file can't be read or written
   * @throws GeneralSecurityException if the platform can't make a key
   */
  static TlsKey of(Properties settings) throws IOException, GeneralSecurityException {
    String configured = SipSetting.TLS_KEYSTORE.in(settings);
    if (!configured.isEmpty()) {
      return new TlsKey(Path.of(configured), SipSetting.TLS_KEYSTORE_PASSWORD.in(settings));
    }
    Path directory =
        Path.of(
            settings.getProperty("jboss.server.data.dir", System.getProperty("java.io.tmpdir")));
    Path file = directory.resolve("sip-development.p12");
    Path passwordFile = directory.resolve("sip-development.p12.password");
    if (Files.exists(file) && Files.exists(passwordFile)) {
      return new TlsKey(file, Files.readString(passwordFile));
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    TlsKey key = new TlsKey(file, HexFormat.of().formatHex(random));
    Files.createDirectories(directory);
    writePrivately(passwordFile, key.password.getBytes(StandardCharsets.US_ASCII));
    key.make(SipSetting.DOMAIN.in(settings), SipSetting.BIND_ADDRESS.in(settings));
    LOG.warnf("TLS uses a self-signed development certificate, %s", file);
    return key;
  }

  private void make(String domain, String address) throws IOException, GeneralSecurityException {
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
