package org.ringspan.sip.container;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** A private key with the certificates that belong to it. */
final class ServerKey {
  private static final char[] IN_MEMORY = "memory".toCharArray();

  private final X509ExtendedKeyManager manager;
  private final X509Certificate certificate;

  private ServerKey(X509ExtendedKeyManager manager, X509Certificate certificate) {
    this.manager = manager;
    this.certificate = certificate;
  }

  /**
   * @param chain the server's certificate first
   * @throws GeneralSecurityException if the key isn't that of the certificate
   */
  static ServerKey of(PrivateKey key, List<? extends Certificate> chain)
      throws IOException, GeneralSecurityException {
    X509Certificate[] certificates = KeySource.x509(chain);
    requirePair(key, certificates[0]);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("sip", key, IN_MEMORY, certificates);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, IN_MEMORY);
    for (KeyManager manager : factory.getKeyManagers()) {
      if (manager instanceof X509ExtendedKeyManager found) {
        return new ServerKey(found, certificates[0]);
      }
    }
    throw new GeneralSecurityException("the platform has no X.509 key manager");
  }

  private static void requirePair(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key) {
          case RSAKey rsa -> "SHA256withRSA";
          case ECKey ec -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] probe = {1, 2, 3};
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(probe);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(probe);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the private key isn't that of the certificate");
    }
  }

  X509ExtendedKeyManager manager() {
    return manager;
  }

  /** Who the certificate is for. */
  String subject() {
    return certificate.getSubjectX500Principal().getName();
  }

  /** When the certificate ends. */
  Instant expires() {
    return certificate.getNotAfter().toInstant();
  }
}
