package org.ringspan.registration.adapter;

import java.util.Collection;
import java.util.List;

/** Where bindings outlive the server. */
public interface BindingStore {
  /** Puts these bindings in place of those kept of the same devices; all of them or none. */
  void store(Collection<DeviceBindings> devices);

  /** Every binding kept, expired ones too. */
  List<DeviceBindings> load();
}
