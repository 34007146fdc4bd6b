package org.ringspan.registration.adapter;

import java.util.List;
import org.ringspan.address.DeviceName;
import org.ringspan.registration.Binding;

/** Everything a device is registered at, the newest first. */
public record DeviceBindings(DeviceName device, List<Binding> bindings) {
  public DeviceBindings {
    bindings = List.copyOf(bindings);
  }
}
