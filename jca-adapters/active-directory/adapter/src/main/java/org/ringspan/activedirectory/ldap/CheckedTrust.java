package org.ringspan.activedirectory.ldap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Believes a controller whose certificate is valid, from a known authority, and its own. */
final class CheckedTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager authorities;
  private final String host;
  private volatile Consumer<CertificateException> refusal = refused -> {};

  private CheckedTrust(X509ExtendedTrustManager authorities, String host) {
    this.authorities = authorities;
    this.host = host;
  }

  /** For one host. */
  static CheckedTrust of(X509ExtendedTrustManager authorities, String host) {
    return new CheckedTrust(authorities, host);
  }

  /** Who is told at once of a refusal, which the library only notices when its time is over. */
  void onRefusal(Consumer<CertificateException> listener) {
    refusal = listener;
  }

  /**
   * The authorities in a file, or the JDK's.
   *
   * @throws IllegalArgumentException when the file can't be read or holds none
   */
  static X509ExtendedTrustManager authorities(Optional<LdapSettings.TrustFile> file) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(file.isEmpty() ? null : store(file.get()));
      for (var manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager trust) {
          return trust;
        }
      }
      throw new IllegalArgumentException("no trust manager for X.509");
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalArgumentException(
          "the trusted certificates can't be read: " + file.map(Object::toString).orElse("JDK"),
          unusable);
    }
  }

  private static KeyStore store(LdapSettings.TrustFile trust)
      throws GeneralSecurityException, IOException {
    var name = trust.file().toString();
    if (!name.endsWith(".pem") && !name.endsWith(".crt")) {
      return KeyStore.getInstance(trust.file().toFile(), trust.password().toCharArray());
    }
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = new BufferedInputStream(Files.newInputStream(trust.file()))) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
    }
    if (store.size() == 0) {
      throw new CertificateException("no certificate in it");
    }
    return store;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    try {
      authorities.checkServerTrusted(chain, type);
      HostNameCheck.check(chain[0], host);
    } catch (CertificateException refused) {
      refusal.accept(refused);
      throw refused;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    // Not with the engine: its own idea of the host is the address that the name was resolved to.
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("nobody connects here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }
}
