package org.ringspan.reach;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegDecision.Why;
import org.ringspan.reach.LegTarget.RegisteredDevice;
import org.ringspan.reach.LegTarget.SilentDevice;
import org.ringspan.registration.Binding;

/**
 * Whether a phone of the called line rings: at once, wherever it is registered, unless it is the
 * phone that calls.
 */
final class DeviceRules {
  private DeviceRules() {}

  static List<LegPlan> legs(
      DeviceName device, CallOrigin origin, List<Binding> bindings, CallerIdentity caller) {
    if (origin.equals(new CallOrigin.FromDevice(device))) {
      return List.of(leg(new SilentDevice(device), new DontRing(Why.IS_THE_CALLER), caller));
    }
    if (bindings.isEmpty()) {
      return List.of(leg(new SilentDevice(device), new DontRing(Why.NOT_REGISTERED), caller));
    }
    return bindings.stream()
        .map(binding -> leg(new RegisteredDevice(device, binding), Ring.atOnce(), caller))
        .toList();
  }

  private static LegPlan leg(LegTarget target, LegDecision decision, CallerIdentity caller) {
    return new LegPlan(target, decision, caller, List.of(), Optional.empty());
  }
}
