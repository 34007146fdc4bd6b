package org.ringspan.activedirectory.contract;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.BasicConstraintsExtension;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;
import org.wildfly.security.x500.cert.X509CertificateBuilder;

/** Certifies controllers. */
public final class TestAuthority {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final X500Principal name = new X500Principal("CN=Test authority");
  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;

  public TestAuthority() {
    certificate =
        built(
            builder(name, keys, ZonedDateTime.now().minusDays(1), 30)
                .addExtension(new BasicConstraintsExtension(true, true, 1)));
  }

  /** A key and its certificate. */
  public record Certified(PrivateKey key, X509Certificate certificate) {
    public SSLContext context() {
      try {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("one", key, new char[0], new Certificate[] {certificate});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Certifies an address and a name. */
  public Certified certify(String address, String host) {
    return certify(
        ZonedDateTime.now().minusDays(1),
        30,
        new GeneralName.IPAddress(address),
        new GeneralName.DNSName(host));
  }

  /** Certifies some names for some days. */
  public Certified certify(ZonedDateTime from, int days, GeneralName... names) {
    var own = newKeys();
    return new Certified(
        own.getPrivate(),
        built(
            builder(new X500Principal("CN=controller"), own, from, days)
                .addExtension(new SubjectAlternativeNamesExtension(false, List.of(names)))));
  }

  /** Writes its own certificate. */
  public Path write(Path directory) {
    var file = directory.resolve("authority.pem");
    writePem(file, "CERTIFICATE", encoded(certificate));
    return file;
  }

  static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static void writePem(Path file, String what, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "-----BEGIN %s-----%n%s%n-----END %s-----%n"
              .formatted(
                  what,
                  Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content),
                  what));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private X509CertificateBuilder builder(
      X500Principal subject, KeyPair own, ZonedDateTime from, int days) {
    return new X509CertificateBuilder()
        .setVersion(3)
        .setSerialNumber(BigInteger.valueOf(SERIAL.incrementAndGet()))
        .setIssuerDn(name)
        .setSubjectDn(subject)
        .setPublicKey(own.getPublic())
        .setSigningKey(keys.getPrivate())
        .setSignatureAlgorithmName("SHA256withRSA")
        .setNotValidBefore(from)
        .setNotValidAfter(from.plusDays(days));
  }

  private static X509Certificate built(X509CertificateBuilder builder) {
    try {
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform makes such keys", e);
    }
  }
}
