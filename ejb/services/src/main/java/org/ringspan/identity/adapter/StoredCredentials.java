package org.ringspan.identity.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.address.DeviceName;
import org.ringspan.identity.HashAlgorithm;
import org.ringspan.identity.boundary.DeviceCredentials;

/**
 * Keeps the sealed hashes in memory and opens one at each look-up: that costs a few microseconds,
 * and neither the heap nor a dump of it holds the hashes of everybody.
 */
@ApplicationScoped
public class StoredCredentials implements DeviceCredentials {
  private static final Logger LOG = Logger.getLogger(StoredCredentials.class);

  /** Opened for devices that don't exist, so that time doesn't tell which do. */
  private static final DeviceName NOBODY = new DeviceName("nobody");

  private final SecretBox box;
  private final SealedHashes decoy;
  private volatile Map<DeviceName, SealedHashes> hashes = Map.of();

  @Inject
  public StoredCredentials(SecretBox box) {
    this.box = box;
    this.decoy = SealedHashes.of(box, NOBODY, "", "");
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected StoredCredentials() {
    this.box = null;
    this.decoy = null;
  }

  /** Takes the hashes of every configured device, in place of those before. */
  public void replace(Map<DeviceName, SealedHashes> hashes) {
    this.hashes = Map.copyOf(hashes);
  }

  @Override
  public Optional<String> ha1(DeviceName device, HashAlgorithm algorithm) {
    SealedHashes sealed = hashes.get(device);
    try {
      if (sealed == null) {
        Optional<String> ignored = decoy.open(box, NOBODY, algorithm);
        return ignored.filter(hash -> false);
      }
      return sealed.open(box, device, algorithm);
    } catch (GeneralSecurityException e) {
      LOG.errorf("The key file doesn't open the password of device %s: was it replaced?", device);
      return Optional.empty();
    }
  }
}
