package org.ringspan.sip.container;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The server's key, read anew when its files change: connections made from then on get the new
 * certificate, the others live on. Files that can't be read leave the key that is in use. {@link
 * #check} has to be called regularly.
 */
final class WatchedKey extends X509ExtendedKeyManager {
  private static final Logger LOG = Logger.getLogger(WatchedKey.class);

  /** How long before its end a certificate is warned of, once a day. */
  static final Duration WARNING = Duration.ofDays(30);

  private final KeySource source;
  private final Clock clock;
  private final WatchedFiles files;
  private volatile ServerKey key;
  private Instant nextWarning = Instant.MIN;

  /**
   * @throws IOException if the files can't be read
   * @throws GeneralSecurityException if they don't hold a key and its certificate
   */
  WatchedKey(KeySource source, Clock clock) throws IOException, GeneralSecurityException {
    this.source = source;
    this.clock = clock;
    this.files = new WatchedFiles(source.files());
    this.key = source.load();
    warn();
  }

  /** Reads the files if they have changed and are at rest; warns of the certificate's end. */
  synchronized void check() {
    if (files.changed()) {
      reload();
    }
    warn();
  }

  private void reload() {
    try {
      key = source.load();
      nextWarning = Instant.MIN;
      LOG.infof(
          "TLS uses the new certificate of %s, which ends %s; connections that are open keep theirs",
          key.subject(), key.expires());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.errorf("TLS goes on with its old certificate: %s can't be used: %s", source, e);
    }
  }

  private void warn() {
    Instant now = clock.instant();
    if (now.isBefore(nextWarning)) {
      return;
    }
    nextWarning = now.plus(Duration.ofDays(1));
    Duration left = Duration.between(now, key.expires());
    if (left.isNegative()) {
      LOG.errorf("the TLS certificate of %s has ended %s", key.subject(), key.expires());
    } else if (left.compareTo(WARNING) < 0) {
      LOG.warnf(
          "the TLS certificate of %s ends in %d days, %s",
          key.subject(), left.toDays(), key.expires());
    }
  }

  /** When the certificate in use ends. */
  Instant expires() {
    return key.expires();
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return key.manager().getClientAliases(type, issuers);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return key.manager().chooseClientAlias(types, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return key.manager().chooseEngineClientAlias(types, issuers, engine);
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return key.manager().getServerAliases(type, issuers);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return key.manager().chooseServerAlias(type, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return key.manager().chooseEngineServerAlias(type, issuers, engine);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return key.manager().getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return key.manager().getPrivateKey(alias);
  }
}
