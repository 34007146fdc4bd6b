package org.ringspan.sip.wire;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.BasicConstraintsExtension;
import org.wildfly.security.x500.cert.ExtendedKeyUsageExtension;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;
import org.wildfly.security.x500.cert.X509CertificateBuilder;

/** Certifies who somebody is. */
public final class Authority {
  // rfc5280#section-4.2.1.12: id-kp-serverAuth
  private static final String SERVERS_ONLY = "1.3.6.1.5.5.7.3.1";
  private static final int DAYS = 30;
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final X500Principal name;
  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;

  public Authority(String name) {
    this.name = new X500Principal("CN=" + name);
    this.certificate =
        built(
            builder(this.name, keys, ZonedDateTime.now().minusDays(1))
                .addExtension(new BasicConstraintsExtension(true, true, 1)));
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** A key and what was certified of whoever has it. */
  public record Certified(PrivateKey key, X509Certificate certificate) {
    /** Shows the certificate. */
    public KeyManager[] keyManagers() {
      try {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("one", key, new char[0], new Certificate[] {certificate});
        KeyManagerFactory factory =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
      } catch (GeneralSecurityException | java.io.IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Certifies these names from yesterday on. */
  public Certified certify(String subject, GeneralName... names) {
    return certify(subject, ZonedDateTime.now().minusDays(1), names);
  }

  /** Certifies these names for a month. */
  public Certified certify(String subject, ZonedDateTime from, GeneralName... names) {
    KeyPair own = newKeys();
    return certified(own, builder(new X500Principal(subject), own, from), names);
  }

  /** Certifies a server that may not be a client. */
  public Certified certifyServer(GeneralName... names) {
    KeyPair own = newKeys();
    return certified(
        own,
        builder(new X500Principal("CN=server"), own, ZonedDateTime.now().minusDays(1))
            .addExtension(new ExtendedKeyUsageExtension(false, List.of(SERVERS_ONLY))),
        names);
  }

  private static Certified certified(
      KeyPair own, X509CertificateBuilder builder, GeneralName... names) {
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

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform makes such keys", e);
    }
  }
}
