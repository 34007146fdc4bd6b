package org.ringspan.identity.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.address.TrunkName;
import org.ringspan.identity.boundary.TrunkLogins;

/** Keeps the sealed passwords in memory and opens one at each challenge. */
@ApplicationScoped
public class StoredTrunkLogins implements TrunkLogins {
  private static final Logger LOG = Logger.getLogger(StoredTrunkLogins.class);

  private final SecretBox box;
  private volatile Map<TrunkName, String> sealed = Map.of();

  @Inject
  public StoredTrunkLogins(SecretBox box) {
    this.box = box;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected StoredTrunkLogins() {
    this.box = null;
  }

  /** Takes the sealed passwords of all trunks, in place of those before. */
  public void replace(Map<TrunkName, String> sealed) {
    this.sealed = Map.copyOf(sealed);
  }

  @Override
  public Optional<String> password(TrunkName trunk) {
    String text = sealed.get(trunk);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(box.open(text, purpose(trunk)));
    } catch (GeneralSecurityException e) {
      LOG.errorf("The key file doesn't open the password of trunk %s: was it replaced?", trunk);
      return Optional.empty();
    }
  }

  static String purpose(TrunkName trunk) {
    return "trunk/" + trunk + "/login";
  }
}
