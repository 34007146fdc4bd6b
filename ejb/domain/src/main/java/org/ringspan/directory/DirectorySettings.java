package org.ringspan.directory;

import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the connector reads the directory. Names and filters are checked where they are used: this
 * checks what everything else has in common.
 *
 * @param bases distinguished names below which people are, 1 to 20
 * @param filter which objects there are people (RFC 4515)
 * @param attributes the attribute of each field; one that isn't there isn't read. Login, name and
 *     mail always are
 * @param mostDeactivated share of the users of the directory that a run may deactivate without
 *     being asked, 0 to 100 percent (default 10)
 * @param writeNumbers whether the directory gets the numbers that are here where it has others
 *     (default not)
 * @param dailyAt when a run begins by itself, by the server's clock; empty: only when asked
 * @param follow whether changes are taken one by one, soon after they were made (default not)
 * @param avatar the attribute that pictures are read from; empty: none are (default)
 * @param groups whose members are remembered, and perhaps the only people
 */
public record DirectorySettings(
    List<String> bases,
    String filter,
    Map<Field, String> attributes,
    int mostDeactivated,
    boolean writeNumbers,
    Optional<LocalTime> dailyAt,
    boolean follow,
    Optional<String> avatar,
    Groups groups) {
  /** People of Active Directory, without computers, contacts and what manages itself. */
  public static final String USUAL_FILTER = "(&(objectClass=user)(!(objectClass=computer)))";

  public static final int USUAL_MOST_DEACTIVATED = 10;
  public static final int MOST_BASES = 20;

  /** The attribute of Active Directory that usually holds a picture. */
  public static final String USUAL_AVATAR = "thumbnailPhoto";

  /**
   * Groups of the directory. Who is in a group that is in the group is a member, too, however deep.
   *
   * @param names distinguished names, at most {@value #MOST}
   * @param onlyMembers whether only members of one of them become users
   */
  public record Groups(List<String> names, boolean onlyMembers) {
    public static final int MOST = 20;
    public static final Groups NONE = new Groups(List.of(), false);

    /**
     * @throws IllegalArgumentException for too many, or none where only their members are people
     */
    public Groups {
      names = List.copyOf(names);
      if (names.size() > MOST) {
        throw new IllegalArgumentException("0-" + MOST + " groups");
      }
      if (onlyMembers && names.isEmpty()) {
        throw new IllegalArgumentException("only members of groups, but no group is named");
      }
    }
  }

  /**
   * @throws IllegalArgumentException for what is missing or out of range
   */
  public DirectorySettings {
    bases = List.copyOf(bases);
    attributes = Map.copyOf(attributes);
    if (bases.isEmpty() || bases.size() > MOST_BASES) {
      throw new IllegalArgumentException("1-" + MOST_BASES + " bases");
    }
    for (Field field : List.of(Field.LOGIN, Field.NAME, Field.MAIL)) {
      if (!attributes.containsKey(field)) {
        throw new IllegalArgumentException("no attribute for " + field);
      }
    }
    if (mostDeactivated < 0 || mostDeactivated > 100) {
      throw new IllegalArgumentException("0-100 percent, not " + mostDeactivated);
    }
  }

  /** The usual attributes of Active Directory. */
  public static Map<Field, String> usualAttributes() {
    Map<Field, String> attributes = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      attributes.put(field, field.usualAttribute());
    }
    return attributes;
  }

  /** Everything as usual below one base. */
  public static DirectorySettings below(String base) {
    return new DirectorySettings(
        List.of(base),
        USUAL_FILTER,
        usualAttributes(),
        USUAL_MOST_DEACTIVATED,
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        Groups.NONE);
  }

  /** The fields that are written to the directory. */
  public Set<Field> written() {
    Set<Field> written = EnumSet.noneOf(Field.class);
    if (writeNumbers) {
      written.addAll(List.of(Field.NUMBER, Field.DID));
      written.retainAll(attributes.keySet());
    }
    return written;
  }
}
