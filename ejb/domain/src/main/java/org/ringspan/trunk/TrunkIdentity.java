package org.ringspan.trunk;

import java.util.Optional;
import org.ringspan.address.E164Number;

/**
 * Who is named on a trunk.
 *
 * @param caller whose number may be shown as the caller's
 * @param mainNumber the number shown where only ours may be and no user's is known
 * @param redirection how a redirected call says so
 * @param trusted whether the trunk is told who calls when the caller withholds it; it then keeps it
 *     to itself (RFC 3325 section 7)
 */
public record TrunkIdentity(
    CallerPolicy caller,
    Optional<E164Number> mainNumber,
    Redirection redirection,
    boolean trusted) {
  /** The caller as he is, in P-Asserted-Identity also when he withholds it, and Diversion. */
  public static final TrunkIdentity USUAL =
      new TrunkIdentity(CallerPolicy.ORIGINAL, Optional.empty(), Redirection.DIVERSION, true);
}
