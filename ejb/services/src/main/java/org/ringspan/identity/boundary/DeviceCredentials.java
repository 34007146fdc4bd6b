package org.ringspan.identity.boundary;

import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.identity.HashAlgorithm;

/** The password hashes that phones prove to know (RFC 7616, RFC 8760). */
public interface DeviceCredentials {
  /**
   * The HA1 of a device in the realm of the domain: as secret as the password, not to be kept or
   * logged. Reads memory only.
   *
   * @return lower-case hexadecimal; empty when the device isn't configured or has no password
   */
  Optional<String> ha1(DeviceName device, HashAlgorithm algorithm);
}
