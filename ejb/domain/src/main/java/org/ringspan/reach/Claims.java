package org.ringspan.reach;

import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;

/**
 * What a plan needs of what there is only so much of. It is reserved before the call is placed and
 * given back when the call ends.
 *
 * @param users whose slot for calls at remote destinations it takes (D2)
 * @param lines whose calls it adds to
 * @param trunk of which it takes a channel, since it comes by it; what it takes on its way out is
 *     reserved with each INVITE
 */
public record Claims(Set<UserId> users, Set<DirectoryNumber> lines, Optional<TrunkName> trunk) {
  /** Nothing. */
  public static final Claims NONE = new Claims(Set.of(), Set.of());

  public Claims {
    users = Set.copyOf(users);
    lines = Set.copyOf(lines);
  }

  /** Claims of a call that comes by no trunk. */
  public Claims(Set<UserId> users, Set<DirectoryNumber> lines) {
    this(users, lines, Optional.empty());
  }

  /** The same with other users. */
  public Claims of(Set<UserId> others) {
    return new Claims(others, lines, trunk);
  }

  /** The same of a call that comes by this trunk. */
  Claims by(TrunkName comes) {
    return new Claims(users, lines, Optional.of(comes));
  }

  /** The same of a call whose trunk is free again. */
  public Claims withoutTrunk() {
    return new Claims(users, lines);
  }

  /** The trunk alone. */
  public Claims trunkOnly() {
    return new Claims(Set.of(), Set.of(), trunk);
  }

  /** Whether nothing is claimed. */
  public boolean isEmpty() {
    return users.isEmpty() && lines.isEmpty() && trunk.isEmpty();
  }
}
