package org.ringspan.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.BasicConstraintsExtension;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;
import org.wildfly.security.x500.cert.X509CertificateBuilder;

/** Certifies who somebody is. */
public final class Authority {
  private static final int DAYS = 30;
  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** The one whose certificates the servers of the tests believe. */
  public static final Authority TRUSTED = new Authority("Trusted");

  private final X500Principal name;
  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;

  /**
   * @param name without meaning
   */
  public Authority(String name) {
    this.name = new X500Principal("CN=" + name);
    this.certificate =
        built(
            builder(this.name, keys, ZonedDateTime.now().minusDays(1))
                .addExtension(new BasicConstraintsExtension(true, true, 1)));
  }

  /** Its own certificate in PEM. */
  String pem() {
    return pem("CERTIFICATE", encoded(certificate));
  }

  /** A key and what was certified of whoever has it. */
  public record Certified(PrivateKey key, X509Certificate certificate) {
    /** What shows the certificate in TLS. */
    public KeyManager[] keyManagers() {
      try {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("one", key, new char[0], new Certificate[] {certificate});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
      } catch (GeneralSecurityException | IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Writes both into a key store. */
    public void writeStore(Path file, char[] password) {
      try (var out = Files.newOutputStream(file)) {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("one", key, password, new Certificate[] {certificate});
        store.store(out, password);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Writes both as PEM. */
    public void write(Path certificateFile, Path keyFile) {
      try {
        Files.writeString(certificateFile, pem("CERTIFICATE", encoded(certificate)));
        Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Certifies these names, beginning yesterday. */
  public Certified certify(String subject, GeneralName... names) {
    return certify(subject, ZonedDateTime.now().minusDays(1), names);
  }

  /** Certifies these names for a month. */
  public Certified certify(String subject, ZonedDateTime from, GeneralName... names) {
    var own = newKeys();
    var builder = builder(new X500Principal(subject), own, from);
    if (names.length > 0) {
      builder.addExtension(new SubjectAlternativeNamesExtension(false, List.of(names)));
    }
    return new Certified(own.getPrivate(), built(builder));
  }

  private X509CertificateBuilder builder(X500Principal subject, KeyPair own, ZonedDateTime from) {
    return new X509CertificateBuilder()
        .setVersion(3)
        .setSerialNumber(BigInteger.valueOf(SERIAL.incrementAndGet()))
        .setIssuerDn(name)
        .setSubjectDn(subject)
        .setPublicKey(own.getPublic())
        .setSigningKey(keys.getPrivate())
        .setSignatureAlgorithmName("SHA256withECDSA")
        .setNotValidBefore(from)
        .setNotValidAfter(from.plusDays(DAYS));
  }

  private static X509Certificate built(X509CertificateBuilder builder) {
    try {
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String kind, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines);
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform makes such keys", e);
    }
  }
}
