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
 * @param inside the internal number that the number shown stands for, when it is the caller's own
 *     public one; a trunk's transformations may know it
 * @param pool the device pool the call starts from: the caller's device, or the trunk it came by
 */
public record OutboundCaller(
    CallerIdentity identity,
    boolean ours,
    Optional<E164Number> onBehalfOf,
    Optional<String> inside,
    Optional<DevicePoolName> pool) {
  /** A caller whose number means the same inside and outside. */
  public OutboundCaller(
      CallerIdentity identity,
      boolean ours,
      Optional<E164Number> onBehalfOf,
      Optional<DevicePoolName> pool) {
    this(identity, ours, onBehalfOf, Optional.empty(), pool);
  }

  /** A user of ours who calls. */
  public static OutboundCaller ofOurs(CallerIdentity identity, Optional<DevicePoolName> pool) {
    return new OutboundCaller(identity, true, Optional.empty(), pool);
  }
}
