package org.ringspan.reach;

import org.ringspan.address.DeviceName;
import org.ringspan.address.TrunkName;

/** Where a call comes from, after the sender has been told: nobody else's calls are planned. */
public sealed interface CallOrigin {
  /** A trunk, known by its address and port. */
  record FromTrunk(TrunkName trunk) implements CallOrigin {}

  /** A phone of ours, known by its digest credentials. */
  record FromDevice(DeviceName device) implements CallOrigin {}
}
