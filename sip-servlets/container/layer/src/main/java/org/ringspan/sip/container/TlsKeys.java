package org.ringspan.sip.container;

import gov.nist.core.net.SecurityManagerProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives the stack the server's key, and for connections that we open the authorities that the Java
 * platform trusts ({@code javax.net.ssl.trustStore}). The stack makes it by its name.
 */
public final class TlsKeys implements SecurityManagerProvider {
  private static volatile @Nullable WatchedKey key;

  /** For the stack. */
  public TlsKeys() {}

  /** Says which key the stack that is made next uses: there is one stack in a server. */
  static void use(WatchedKey watched) {
    key = watched;
  }

  @Override
  public void init(Properties properties) throws GeneralSecurityException {
    if (key == null) {
      throw new GeneralSecurityException("no key has been named");
    }
  }

  @Override
  public KeyManager[] getKeyManagers(boolean client) {
    WatchedKey now = key;
    return now == null ? new KeyManager[0] : new KeyManager[] {now};
  }

  @Override
  public TrustManager[] getTrustManagers(boolean client) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform's authorities can't be read", e);
    }
  }
}
