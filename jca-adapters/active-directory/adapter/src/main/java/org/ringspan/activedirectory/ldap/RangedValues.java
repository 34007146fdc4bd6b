package org.ringspan.activedirectory.ldap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.LimitExceededException;

/**
 * Fetches the rest of attributes that a controller gives in ranges (MS-ADTS 3.1.1.3.1.3.3): of
 * {@code member} it gives the first 1,500 values as {@code member;range=0-1499}.
 */
final class RangedValues {
  /** Values of an attribute at most. */
  static final int MOST_VALUES = 1_000_000;

  private static final Pattern RANGED = Pattern.compile("(.+);range=(\\d{1,9})-(\\d{1,9}|\\*)");

  private RangedValues() {}

  /**
   * A range.
   *
   * @param last the last value's number; empty when it is the last of all
   */
  record Range(String attribute, int first, OptionalInt last) {
    static Optional<Range> of(String description) {
      var parts = RANGED.matcher(description.toLowerCase(Locale.ROOT));
      if (!parts.matches()) {
        return Optional.empty();
      }
      var last =
          parts.group(3).equals("*")
              ? OptionalInt.empty()
              : OptionalInt.of(Integer.parseInt(parts.group(3)));
      var name = description.substring(0, parts.end(1));
      return Optional.of(new Range(name, Integer.parseInt(parts.group(2)), last));
    }

    /** What to ask for next: as many as came. */
    String next() {
      var from = last.orElseThrow() + 1;
      return attribute + ";range=" + from + "-" + (from + last.getAsInt() - first);
    }
  }

  /** The entry with all values of all its attributes. */
  static DirectoryEntry completed(ControllerConnection connection, DirectoryEntry entry)
      throws ActiveDirectoryException {
    if (entry.attributes().stream().noneMatch(name -> Range.of(name).isPresent())) {
      return entry;
    }
    var all = new HashMap<String, List<DirectoryValue>>();
    for (var description : entry.attributes()) {
      var range = Range.of(description);
      if (range.isEmpty()) {
        // Beside the ranged one there may be an empty one of the plain name.
        all.putIfAbsent(description, entry.values(description));
      } else {
        var values = new ArrayList<>(entry.values(description));
        fetch(connection, entry, range.get(), values);
        all.put(range.get().attribute(), values);
      }
    }
    return new DirectoryEntry(entry.name(), all);
  }

  private static void fetch(
      ControllerConnection connection,
      DirectoryEntry entry,
      Range begin,
      List<DirectoryValue> values)
      throws ActiveDirectoryException {
    var range = begin;
    while (range.last().isPresent()) {
      if (values.size() > MOST_VALUES) {
        throw new LimitExceededException(
            LimitExceededException.Limit.ADMINISTRATIVE,
            begin.attribute() + " of " + entry.name() + " has more than a million values");
      }
      if (range.last().getAsInt() < range.first()) {
        throw nonsense(connection, entry, begin);
      }
      var expected = range.last().getAsInt() + 1;
      var more = connection.readBase(name(connection, entry, begin), List.of(range.next()));
      Range next = null;
      if (more != null) {
        for (var description : more.attributes()) {
          var candidate = Range.of(description);
          if (candidate.isPresent()
              && candidate.get().attribute().equalsIgnoreCase(begin.attribute())) {
            next = candidate.get();
            values.addAll(more.values(description));
          }
        }
      }
      if (next == null) {
        // The object has gone, or has lost values meanwhile: there are no more.
        return;
      }
      if (next.first() != expected) {
        throw nonsense(connection, entry, begin);
      }
      range = next;
    }
  }

  private static DistinguishedName name(
      ControllerConnection connection, DirectoryEntry entry, Range range)
      throws ActiveDirectoryException {
    try {
      return entry.distinguishedName();
    } catch (IllegalArgumentException notOne) {
      throw nonsense(connection, entry, range);
    }
  }

  private static ActiveDirectoryException nonsense(
      ControllerConnection connection, DirectoryEntry entry, Range range) {
    return new DirectoryUnavailableException(
        connection.address()
            + " gives ranges of "
            + range.attribute()
            + " of "
            + LdapErrors.printable(entry.name())
            + " that don't follow each other",
        null);
  }
}
