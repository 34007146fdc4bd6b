package org.ringspan.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegDecision.Why;
import org.ringspan.reach.LegTarget.RegisteredDevice;
import org.ringspan.reach.LegTarget.SilentDevice;
import org.ringspan.registration.Binding;

/**
 * Whether a phone of the called line rings: at once, wherever it is registered, unless it is the
 * phone that calls. A phone with several flows rings once, over the newest; the others stand behind
 * it.
 */
final class DeviceRules {
  private DeviceRules() {}

  static List<LegPlan> legs(
      DeviceName device,
      MediaEncryption media,
      CallOrigin origin,
      List<Binding> bindings,
      CallerIdentity caller) {
    if (origin.equals(new CallOrigin.FromDevice(device))) {
      return List.of(leg(new SilentDevice(device), new DontRing(Why.IS_THE_CALLER), caller));
    }
    if (bindings.isEmpty()) {
      return List.of(leg(new SilentDevice(device), new DontRing(Why.NOT_REGISTERED), caller));
    }
    return phones(bindings).stream()
        .map(
            flows ->
                leg(
                    new RegisteredDevice(
                        device, flows.getFirst(), flows.subList(1, flows.size()), media),
                    Ring.atOnce(),
                    caller))
        .toList();
  }

  // rfc5626#section-7: "The proxy MUST NOT populate the target set with more than one contact with
  // the same AOR and instance-id at a time."
  private static List<List<Binding>> phones(List<Binding> bindings) {
    List<List<Binding>> phones = new ArrayList<>();
    for (Binding binding : bindings) {
      phones.stream()
          .filter(flows -> flows.getFirst().isPhoneOf(binding))
          .findFirst()
          .orElseGet(
              () -> {
                List<Binding> phone = new ArrayList<>();
                phones.add(phone);
                return phone;
              })
          .add(binding);
    }
    return phones;
  }

  private static LegPlan leg(LegTarget target, LegDecision decision, CallerIdentity caller) {
    return new LegPlan(target, decision, caller, List.of(), Optional.empty());
  }
}
