package org.ringspan.sip.container;

import gov.nist.core.net.SecurityManagerProvider;
import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives the stack the server's key and the authorities that are trusted. The stack makes it by its
 * name.
 */
public final class TlsKeys implements SecurityManagerProvider {
  private static volatile @Nullable WatchedKey key;
  private static volatile @Nullable WatchedTrust trust;

  /** For the stack. */
  public TlsKeys() {}

  /** Says what the stack that is made next uses: there is one stack in a server. */
  static void use(WatchedKey watched, WatchedTrust trusted) {
    key = watched;
    trust = trusted;
  }

  @Override
  public void init(Properties properties) throws GeneralSecurityException {
    if (key == null || trust == null) {
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
    WatchedTrust now = trust;
    return now == null ? new TrustManager[0] : new TrustManager[] {now};
  }
}
