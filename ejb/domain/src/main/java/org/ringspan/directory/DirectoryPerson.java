package org.ringspan.directory;

import java.util.Map;
import java.util.Optional;

/**
 * A person as the directory has it.
 *
 * @param entry its distinguished name, for people to read
 * @param active whether the account isn't disabled
 * @param values those that are there and can be used; numbers in the form that the telephone system
 *     has
 * @param unusable those that are there and can't be used, as they stand there
 */
public record DirectoryPerson(
    DirectoryId id,
    String entry,
    boolean active,
    Map<Field, String> values,
    Map<Field, String> unusable) {
  public DirectoryPerson {
    values = Map.copyOf(values);
    unusable = Map.copyOf(unusable);
  }

  /** A value that can be used. */
  public Optional<String> value(Field field) {
    return Optional.ofNullable(values.get(field));
  }
}
