package org.ringspan.registration;

import java.time.Instant;
import java.util.List;
import org.ringspan.address.DeviceName;

/** Who is registered where. Reads never wait: the call path asks this. */
public interface Registrations {
  /** The bindings of a device that have not expired at {@code now}, the newest first. */
  List<Binding> bindingsOf(DeviceName device, Instant now);
}
