package org.ringspan.reach;

import org.ringspan.configuration.DeviceName;
import org.ringspan.configuration.GatewayName;

/** Where a call comes from, after the sender has been told: nobody else's calls are planned. */
public sealed interface CallOrigin {
  /** A gateway, known by its address and port. */
  record FromGateway(GatewayName gateway) implements CallOrigin {}

  /** A phone of ours, known by its digest credentials. */
  record FromDevice(DeviceName device) implements CallOrigin {}
}
