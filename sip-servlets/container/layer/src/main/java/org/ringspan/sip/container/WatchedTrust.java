package org.ringspan.sip.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The authorities whose certificates are believed: those of a PEM file, read anew when it changes,
 * or those of the Java platform ({@code javax.net.ssl.trustStore}). A file that can't be read
 * leaves those that are in use. {@link #check} has to be called regularly.
 */
final class WatchedTrust extends X509ExtendedTrustManager {
  private static final Logger LOG = Logger.getLogger(WatchedTrust.class);

  private final Optional<Path> file;
  private final WatchedFiles files;
  private volatile X509ExtendedTrustManager trust;

  private WatchedTrust(Optional<Path> file) throws IOException, GeneralSecurityException {
    this.file = file;
    this.files = new WatchedFiles(file.stream().toList());
    this.trust = load();
  }

  /**
   * The authorities that the settings name.
   *
   * @throws IOException if the file can't be read or holds no certificate; the message names it
   * @throws GeneralSecurityException if it holds something else
   */
  static WatchedTrust of(Properties settings) throws IOException, GeneralSecurityException {
    String file = SipSetting.TLS_TRUST.in(settings);
    return new WatchedTrust(file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
  }

  /** Reads the file if it has changed and is at rest. */
  void check() {
    if (!files.changed()) {
      return;
    }
    try {
      trust = load();
      LOG.infof("TLS trusts the authorities of %s as they are now", file.orElseThrow());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.errorf("TLS trusts the authorities it did before: %s", e);
    }
  }

  private X509ExtendedTrustManager load() throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(file.isEmpty() ? null : authorities(file.get()));
    for (TrustManager made : factory.getTrustManagers()) {
      if (made instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("the platform verifies no certificates");
  }

  private static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try {
      for (Certificate one :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        store.setCertificateEntry(Integer.toString(store.size()), one);
      }
    } catch (CertificateException e) {
      throw new CertificateException(file + " holds something else than certificates", e);
    }
    if (store.size() == 0) {
      throw new IOException(file + " holds no certificate");
    }
    return store;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    trust.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    trust.checkServerTrusted(chain, type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
