package org.ringspan.reach;

import java.util.Optional;
import org.ringspan.address.TrunkName;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.trunk.Peer;

/**
 * One way of a leg out to the telephone network. A leg has its ways in the order they are tried;
 * numbers are already as this trunk wants them.
 *
 * @param trunk through which trunk
 * @param peer at which of the trunk's peers; none: the one the trunk prefers when the leg is called
 * @param called the number sent there: the user part of the Request-URI
 * @param shown the caller as this trunk shows it
 * @param encryption how media are encrypted on it
 */
public record TrunkRoute(
    TrunkName trunk,
    Optional<Peer> peer,
    String called,
    CallerIdentity shown,
    MediaEncryption encryption) {
  /** A way without encryption. */
  public TrunkRoute(TrunkName trunk, Optional<Peer> peer, String called, CallerIdentity shown) {
    this(trunk, peer, called, shown, MediaEncryption.NONE);
  }

  /** A way by the peer that the trunk prefers. */
  public TrunkRoute(TrunkName trunk, String called, CallerIdentity shown) {
    this(trunk, Optional.empty(), called, shown);
  }
}
