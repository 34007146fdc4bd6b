package org.ringspan.directory.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringspan.activedirectory.ActiveDirectoryConnection;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.BadFilterException;
import org.ringspan.activedirectory.DirectoryCursor;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.boundary.DirectoryUnreachable;

/** Reads who is in the groups that the settings name, however deep. */
@ApplicationScoped
public class GroupReader {
  @Inject private SourceGroupTable table;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public GroupReader() {}

  /** Reads and keeps all of them. */
  void all(DirectorySettings settings) throws DirectoryUnreachable {
    if (settings.groups().names().isEmpty()) {
      table.keepOnly(Set.of());
      return;
    }
    Set<DirectoryId> kept = new HashSet<>();
    List<SourceGroup> groups =
        DirectoryAccess.use(connection -> SourceGroup.all(connection, settings.groups()));
    for (SourceGroup group : groups) {
      Set<DirectoryId> members =
          DirectoryAccess.use(connection -> members(connection, settings, group));
      table.keep(group.id(), group.entry().toString(), group.name(), members, clock.instant());
      kept.add(group.id());
    }
    table.keepOnly(kept);
  }

  private static Set<DirectoryId> members(
      ActiveDirectoryConnection connection, DirectorySettings settings, SourceGroup group)
      throws ActiveDirectoryException {
    Set<DirectoryId> members = new HashSet<>();
    DirectoryFilter filter = DirectoryFilter.and(people(settings), group.members());
    for (String base : settings.bases()) {
      DirectorySearch search =
          DirectorySearch.below(DistinguishedName.parse(base), filter, List.of(Entries.ID));
      try (DirectoryCursor cursor = connection.search(search)) {
        for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
          entry
              .objectGuid()
              .ifPresent(guid -> members.add(new DirectoryId(guid.value().toString())));
        }
      }
    }
    return members;
  }

  private static DirectoryFilter people(DirectorySettings settings) {
    try {
      return DirectoryFilter.parse(settings.filter());
    } catch (BadFilterException e) {
      throw new IllegalArgumentException("the filter wasn't checked", e);
    }
  }
}
