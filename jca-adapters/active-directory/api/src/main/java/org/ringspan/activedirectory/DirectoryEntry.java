package org.ringspan.activedirectory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An object as it was read: where it is, and the values of the attributes asked for. */
public final class DirectoryEntry {
  private final String name;
  private final Map<String, List<DirectoryValue>> attributes;

  /**
   * An entry.
   *
   * @param name its distinguished name, as the directory wrote it
   * @param attributes values by attribute; the case of attribute names doesn't matter
   */
  public DirectoryEntry(String name, Map<String, List<DirectoryValue>> attributes) {
    this.name = name;
    var copy = new TreeMap<String, List<DirectoryValue>>(String.CASE_INSENSITIVE_ORDER);
    attributes.forEach(
        (attribute, values) ->
            copy.merge(
                attribute,
                List.copyOf(values),
                (some, more) -> {
                  var all = new ArrayList<>(some);
                  all.addAll(more);
                  return List.copyOf(all);
                }));
    this.attributes = Collections.unmodifiableMap(copy);
  }

  /** The distinguished name as the directory wrote it. */
  public String name() {
    return name;
  }

  /**
   * The distinguished name.
   *
   * @throws IllegalArgumentException when the directory wrote something else
   */
  public DistinguishedName distinguishedName() {
    return DistinguishedName.parse(name);
  }

  /** The names of the attributes that came, in the order of the alphabet. */
  public Set<String> attributes() {
    return attributes.keySet();
  }

  /** Whether the attribute came, if only without values. */
  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** All values of an attribute; none when it didn't come. */
  public List<DirectoryValue> values(String attribute) {
    return attributes.getOrDefault(attribute, List.of());
  }

  /** The values as text. */
  public List<String> texts(String attribute) {
    return values(attribute).stream().map(DirectoryValue::text).toList();
  }

  /** The first value. */
  public Optional<DirectoryValue> value(String attribute) {
    return values(attribute).stream().findFirst();
  }

  /** The first value as text. */
  public Optional<String> text(String attribute) {
    return value(attribute).map(DirectoryValue::text);
  }

  /** The objectGUID, if it was asked for. */
  public Optional<ObjectGuid> objectGuid() {
    return value("objectGUID").map(DirectoryValue::guid);
  }

  /** The bits of an account, if they were asked for. */
  public Optional<UserAccountControl> userAccountControl() {
    return value(UserAccountControl.ATTRIBUTE)
        .map(value -> new UserAccountControl((int) value.number()));
  }

  /** When this controller changed the object last; another controller tells another time. */
  public Optional<Instant> whenChanged() {
    return value("whenChanged").map(DirectoryValue::time);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectoryEntry entry
        && name.equals(entry.name)
        && attributes.equals(entry.attributes);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name + " " + attributes;
  }
}
