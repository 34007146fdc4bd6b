package org.ringspan.directory;

import java.util.Set;
import org.ringspan.address.UserId;

/**
 * A user as the telephone system has it.
 *
 * @param enabled whether the user may log in
 * @param numbers the numbers of the user's lines inside the company
 */
public record KnownUser(UserId id, String name, boolean enabled, Set<String> numbers) {
  public KnownUser {
    numbers = Set.copyOf(numbers);
  }
}
