package org.ringspan.reach;

import java.util.Optional;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.E164Number;

/**
 * Who a leg that leaves for the telephone network is from.
 *
 * @param identity the caller as outside sees it
 * @param ours whether the number is one of our users'
 * @param onBehalfOf the public number of the user who has the call go on, when it is redirected
 * @param pool the device pool the call starts from: the caller's device, or the trunk it came by
 */
public record OutboundCaller(
    CallerIdentity identity,
    boolean ours,
    Optional<E164Number> onBehalfOf,
    Optional<DevicePoolName> pool) {
  /** A user of ours who calls. */
  public static OutboundCaller ofOurs(CallerIdentity identity, Optional<DevicePoolName> pool) {
    return new OutboundCaller(identity, true, Optional.empty(), pool);
  }
}
