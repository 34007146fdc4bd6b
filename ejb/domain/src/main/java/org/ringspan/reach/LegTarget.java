package org.ringspan.reach;

import java.util.Optional;
import org.ringspan.configuration.DeviceName;
import org.ringspan.configuration.E164Number;
import org.ringspan.configuration.GatewayName;
import org.ringspan.registration.Binding;

/** Whom a leg of a call rings. */
public sealed interface LegTarget {
  /** A phone of the line, at one place where it is registered. */
  record RegisteredDevice(DeviceName device, Binding binding) implements LegTarget {}

  /**
   * A phone of the line that does not ring: it stands in the plan so that its silence is explained.
   */
  record SilentDevice(DeviceName device) implements LegTarget {}

  /**
   * A remote destination of the user.
   *
   * @param gateway the gateway it is reached by; absent only in a leg that does not ring
   */
  record Destination(String name, E164Number number, Optional<GatewayName> gateway)
      implements LegTarget {}

  /** A number in the telephone network that a phone of ours dialled. */
  record OutsideNumber(E164Number number, GatewayName gateway) implements LegTarget {}

  /** The mailbox, behind a gateway. */
  record Mailbox(E164Number number, GatewayName gateway) implements LegTarget {}
}
