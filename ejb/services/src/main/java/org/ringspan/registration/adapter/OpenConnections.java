package org.ringspan.registration.adapter;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import org.ringspan.address.DeviceName;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;

/** Which devices have registered over which connections that are open still. */
final class OpenConnections {
  private final ConcurrentMap<Flow, Set<DeviceName>> devices = new ConcurrentHashMap<>();

  /** A device registers over a flow. */
  void used(Flow flow, DeviceName device) {
    if (flow.isConnection()) {
      devices.compute(
          flow,
          (unused, before) -> {
            if (before != null && before.contains(device)) {
              return before;
            }
            Set<DeviceName> after = before == null ? new HashSet<>() : new HashSet<>(before);
            after.add(device);
            return Set.copyOf(after);
          });
    }
  }

  /** A connection is gone; the devices that had registered over it. */
  Set<DeviceName> closed(Flow flow) {
    Set<DeviceName> gone = devices.remove(flow);
    return gone == null ? Set.of() : gone;
  }

  /** Those of the bindings that can be reached still. */
  List<Binding> reachable(List<Binding> bindings) {
    return bindings.stream().allMatch(this::isReachable)
        ? bindings
        : bindings.stream().filter(this::isReachable).toList();
  }

  private boolean isReachable(Binding binding) {
    return !binding.endsWith(binding.flow()) || devices.containsKey(binding.flow());
  }

  /** Forgets the connections that no device needs any more. */
  void forgetUnless(BiPredicate<Flow, DeviceName> needed) {
    devices
        .entrySet()
        .removeIf(
            entry ->
                entry.getValue().stream().noneMatch(device -> needed.test(entry.getKey(), device)));
  }
}
