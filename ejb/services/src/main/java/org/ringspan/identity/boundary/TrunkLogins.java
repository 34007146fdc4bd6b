package org.ringspan.identity.boundary;

import java.util.Optional;
import org.ringspan.address.TrunkName;

/** The passwords with which we answer the challenges of trunks. */
public interface TrunkLogins {
  /** The password for a trunk; empty when it has none or it can't be opened. Reads memory only. */
  Optional<String> password(TrunkName trunk);
}
