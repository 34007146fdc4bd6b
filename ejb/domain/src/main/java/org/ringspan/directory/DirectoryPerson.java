package org.ringspan.directory;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  /**
   * What a controller puts behind the name of an object that another controller has made, too, and
   * that lost: a line feed, CNF and the object's id.
   */
  private static final Pattern LOST_CONFLICT =
      Pattern.compile("\\\\0[Aa]CNF:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  public DirectoryPerson {
    values = Map.copyOf(values);
    unusable = Map.copyOf(unusable);
  }

  /** Whether it is the loser of a replication conflict: a copy of somebody, renamed. */
  public boolean lostConflict() {
    Matcher mark = LOST_CONFLICT.matcher(entry);
    return mark.find() && mark.end() == ownName();
  }

  /** Where the person's own part of the distinguished name ends. */
  private int ownName() {
    for (int i = 0; i < entry.length(); i++) {
      if (entry.charAt(i) == '\\') {
        i++;
      } else if (entry.charAt(i) == ',') {
        return i;
      }
    }
    return entry.length();
  }

  /** A value that can be used. */
  public Optional<String> value(Field field) {
    return Optional.ofNullable(values.get(field));
  }
}
