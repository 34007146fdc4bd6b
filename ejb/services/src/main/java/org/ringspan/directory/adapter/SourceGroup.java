package org.ringspan.directory.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.activedirectory.ActiveDirectoryConnection;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.NoSuchObjectException;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectorySettings;

/**
 * A group of the directory. Who is in it is asked of the directory by its rule for chains, which
 * knows circles and any depth.
 *
 * @param primary what people have as primaryGroupID whose first group it is: the directory doesn't
 *     list them as members
 */
record SourceGroup(DirectoryId id, DistinguishedName entry, String name, Optional<String> primary) {
  private static final int LONGEST_NAME = 255;

  /**
   * The groups that are named.
   *
   * @throws DirectoryUnavailableException when one isn't there: then it isn't known who is a member
   */
  static List<SourceGroup> all(ActiveDirectoryConnection connection, DirectorySettings.Groups named)
      throws ActiveDirectoryException {
    List<SourceGroup> groups = new ArrayList<>();
    for (String name : named.names()) {
      groups.add(read(connection, DistinguishedName.parse(name)));
    }
    return groups;
  }

  private static SourceGroup read(ActiveDirectoryConnection connection, DistinguishedName name)
      throws ActiveDirectoryException {
    DirectoryEntry entry;
    try {
      entry =
          connection.read(
              name, List.of(Entries.ID, "objectClass", "displayName", "cn", "primaryGroupToken"));
    } catch (NoSuchObjectException e) {
      throw new DirectoryUnavailableException("the group " + name + " isn't there", e);
    }
    boolean group = entry.texts("objectClass").stream().anyMatch("group"::equalsIgnoreCase);
    if (!group || entry.objectGuid().isEmpty()) {
      throw new DirectoryUnavailableException(name + " isn't a group", null);
    }
    String shown = entry.text("displayName").or(() -> entry.text("cn")).orElse(name.toString());
    return new SourceGroup(
        new DirectoryId(entry.objectGuid().get().value().toString()),
        name,
        shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown,
        entry.text("primaryGroupToken"));
  }

  /** Who is a member, directly or by groups in it. */
  DirectoryFilter members() {
    DirectoryFilter listed = DirectoryFilter.memberOf(entry);
    return primary
        .map(token -> DirectoryFilter.or(listed, DirectoryFilter.equal("primaryGroupID", token)))
        .orElse(listed);
  }

  /** Who is a member of one of them at least. */
  static DirectoryFilter memberOfOne(List<SourceGroup> groups) {
    return new DirectoryFilter.Or(groups.stream().map(SourceGroup::members).toList());
  }
}
