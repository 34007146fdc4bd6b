package org.ringspan.directory.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.ringspan.activedirectory.ActiveDirectoryConnection;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.BadFilterException;
import org.ringspan.activedirectory.DirectoryCursor;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.configuration.boundary.UserTables;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectoryPerson;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.boundary.DirectoryUnreachable;
import org.ringspan.numbering.adapter.PhoneNumberPlan;

/** Reads people from the directory, page by page. Its settings must have been checked. */
@ApplicationScoped
public class PeopleReader {
  /** A telephone system of this size has so many users at most. */
  private static final int MOST_PEOPLE = UserTables.MOST_AT_ONCE;

  /** Objects that one search asks for. */
  private static final int AT_ONCE = 50;

  @Inject private PhoneNumberPlan numbers;

  /** Hears how many were read so far, and throws to stop the reading. */
  interface Progress extends IntConsumer {}

  /**
   * All people, each once, in the order of the directory.
   *
   * @throws DirectoryUnreachable when not all could be read: then nothing is known of anybody
   */
  List<DirectoryPerson> all(DirectorySettings settings, Progress progress)
      throws DirectoryUnreachable {
    return read(settings, MOST_PEOPLE + 1, progress);
  }

  /** The first few. */
  public List<DirectoryPerson> first(DirectorySettings settings, int most)
      throws DirectoryUnreachable {
    return read(settings, most, read -> {});
  }

  /** Those of some objects who are people where people are looked for, as they are now. */
  List<DirectoryPerson> those(DirectorySettings settings, Collection<ObjectGuid> some)
      throws DirectoryUnreachable {
    List<ObjectGuid> ids = List.copyOf(some);
    List<DirectoryPerson> people = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      DirectoryFilter either = either(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
      people.addAll(read(settings, Optional.of(either), ids.size(), read -> {}));
    }
    return people;
  }

  /** One of some objects. */
  static DirectoryFilter either(List<ObjectGuid> ids) {
    return new DirectoryFilter.Or(
        ids.stream()
            .map(id -> DirectoryFilter.equal(Entries.ID, DirectoryValue.of(id.octets())))
            .toList());
  }

  /** Which objects are people; groups must be there, since nobody is a member of one that isn't. */
  static DirectoryFilter filter(ActiveDirectoryConnection connection, DirectorySettings settings)
      throws ActiveDirectoryException {
    try {
      DirectoryFilter people = DirectoryFilter.parse(settings.filter());
      return settings.groups().onlyMembers()
          ? DirectoryFilter.and(
              people, SourceGroup.memberOfOne(SourceGroup.all(connection, settings.groups())))
          : people;
    } catch (BadFilterException e) {
      throw new IllegalArgumentException("the filter wasn't checked", e);
    }
  }

  private List<DirectoryPerson> read(DirectorySettings settings, int most, Progress progress)
      throws DirectoryUnreachable {
    List<DirectoryPerson> people = read(settings, Optional.empty(), most, progress);
    if (people.size() > MOST_PEOPLE) {
      throw new DirectoryUnreachable(
          "there are more than " + MOST_PEOPLE + " people: choose bases or a filter", null);
    }
    return people;
  }

  private List<DirectoryPerson> read(
      DirectorySettings settings, Optional<DirectoryFilter> narrower, int most, Progress progress)
      throws DirectoryUnreachable {
    Entries entries = new Entries(settings.attributes(), numbers);
    Set<DirectoryId> seen = new HashSet<>();
    return DirectoryAccess.use(
        connection -> {
          DirectoryFilter wide = filter(connection, settings);
          DirectoryFilter filter = narrower.map(it -> DirectoryFilter.and(wide, it)).orElse(wide);
          List<DirectoryPerson> people = new ArrayList<>();
          for (String base : settings.bases()) {
            DirectorySearch search =
                DirectorySearch.below(DistinguishedName.parse(base), filter, entries.wanted());
            try (DirectoryCursor cursor = connection.search(search)) {
              for (DirectoryEntry entry = cursor.next();
                  entry != null && people.size() < most;
                  entry = cursor.next()) {
                entries
                    .person(entry)
                    .filter(person -> seen.add(person.id()))
                    .ifPresent(people::add);
                progress.accept(people.size());
              }
            }
          }
          return people;
        });
  }
}
