package org.ringspan.reach;

import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;

/**
 * What a plan needs of what there is only so much of. It is reserved before the call is placed and
 * given back when the call ends.
 *
 * @param users whose slot for calls at remote destinations it takes (D2)
 * @param lines whose calls it adds to
 */
public record Claims(Set<UserId> users, Set<DirectoryNumber> lines) {
  /** Nothing. */
  public static final Claims NONE = new Claims(Set.of(), Set.of());

  public Claims {
    users = Set.copyOf(users);
    lines = Set.copyOf(lines);
  }

  /** Whether nothing is claimed. */
  public boolean isEmpty() {
    return users.isEmpty() && lines.isEmpty();
  }
}
