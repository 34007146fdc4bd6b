package org.ringspan.reach;

import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DevicePoolName;
import org.ringspan.configuration.Line;
import org.ringspan.dialplan.SearchSpace;

/**
 * Who calls, as the rules see it; {@link CallerRules} finds it out.
 *
 * @param inside as our own phones and the records show it
 * @param presented as the trunk presented it; for phones of ours as outside sees it
 * @param line the line of ours that calls, by one of our phones or from a remote destination
 * @param numbers all numbers by which the caller is known
 * @param space what the caller may call
 * @param pool where the call starts from
 * @param anchoring whether it is anchored for the caller
 */
record Caller(
    CallerIdentity inside,
    CallerIdentity presented,
    Optional<Line> line,
    Set<String> numbers,
    SearchSpace space,
    Optional<DevicePoolName> pool,
    Anchoring anchoring) {
  Caller {
    numbers = Set.copyOf(numbers);
  }

  /** Whether a user of ours calls. */
  boolean isOurs() {
    return line.isPresent();
  }
}
