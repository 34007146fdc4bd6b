package org.ringspan.reach;

import java.util.HashSet;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;

/**
 * Who can take no further call at this moment, as far as it matters for one call.
 *
 * @param users who have as many calls at remote destinations as allowed
 * @param lines that carry as many calls as their busy trigger
 * @param trunk whether all channels of the trunk that the call comes by are taken
 */
public record Occupied(Set<UserId> users, Set<DirectoryNumber> lines, boolean trunk) {
  /** Everybody is free. */
  public static final Occupied NOBODY = new Occupied(Set.of(), Set.of());

  public Occupied {
    users = Set.copyOf(users);
    lines = Set.copyOf(lines);
  }

  /** Users and lines only. */
  public Occupied(Set<UserId> users, Set<DirectoryNumber> lines) {
    this(users, lines, false);
  }

  Occupied with(UserId user) {
    Set<UserId> all = new HashSet<>(users);
    all.add(user);
    return new Occupied(all, lines, trunk);
  }

  Occupied with(DirectoryNumber line) {
    Set<DirectoryNumber> all = new HashSet<>(lines);
    all.add(line);
    return new Occupied(users, all, trunk);
  }

  /** The same where a user counts for nothing. */
  Occupied without(UserId user) {
    Set<UserId> others = new HashSet<>(users);
    others.remove(user);
    return new Occupied(others, lines, trunk);
  }

  Occupied withTrunk() {
    return new Occupied(users, lines, true);
  }
}
