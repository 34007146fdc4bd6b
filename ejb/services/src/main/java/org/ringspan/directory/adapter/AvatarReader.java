package org.ringspan.directory.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.activedirectory.ActiveDirectoryConnection;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryCursor;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.LimitExceededException;
import org.ringspan.activedirectory.NoSuchObjectException;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.address.UserId;
import org.ringspan.directory.Avatar;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.adapter.AvatarTable.Finding;
import org.ringspan.directory.adapter.AvatarTable.Known;
import org.ringspan.directory.boundary.DirectoryUnreachable;

/**
 * Reads pictures of people, in two steps: who has changed since, by two small attributes of each
 * object, and then the pictures of those, a few at a time. An object that hasn't changed isn't read
 * again, and a picture that hasn't isn't written again.
 */
@ApplicationScoped
public class AvatarReader {
  /** Pictures that are in memory at the same time. */
  private static final int AT_ONCE = 20;

  private static final List<String> MARKER = List.of(Entries.ID, "whenChanged", "uSNChanged");

  @Inject private AvatarTable table;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AvatarReader() {}

  AvatarReader(AvatarTable table) {
    this.table = table;
  }

  /**
   * What was done.
   *
   * @param changed pictures that are new or others
   * @param unusable whose picture can't be used, and why
   */
  record Outcome(int changed, Map<UserId, String> unusable) {
    static final Outcome NOTHING = new Outcome(0, Map.of());
  }

  /** Reads those of everybody who comes from the directory. */
  Outcome all(DirectorySettings settings) throws DirectoryUnreachable {
    if (settings.avatar().isEmpty()) {
      int unused = table.clear();
      return Outcome.NOTHING;
    }
    table.forgetStrangers();
    Map<DirectoryId, Known> known = table.known();
    Set<ObjectGuid> changed = DirectoryAccess.use(it -> changed(it, settings, known));
    return read(settings, settings.avatar().get(), known, List.copyOf(changed));
  }

  /** Reads those of some who have changed. */
  Outcome those(DirectorySettings settings, Collection<ObjectGuid> some)
      throws DirectoryUnreachable {
    if (settings.avatar().isEmpty()) {
      return Outcome.NOTHING;
    }
    Map<DirectoryId, Known> known = table.known(some.stream().map(AvatarReader::id).toList());
    List<ObjectGuid> ours = some.stream().filter(id -> known.containsKey(id(id))).toList();
    return read(settings, settings.avatar().get(), known, ours);
  }

  private static DirectoryId id(ObjectGuid guid) {
    return new DirectoryId(guid.value().toString());
  }

  private static Set<ObjectGuid> changed(
      ActiveDirectoryConnection connection,
      DirectorySettings settings,
      Map<DirectoryId, Known> known)
      throws ActiveDirectoryException {
    Set<ObjectGuid> changed = new LinkedHashSet<>();
    DirectoryFilter people = PeopleReader.filter(connection, settings);
    for (String base : settings.bases()) {
      DirectorySearch search = DirectorySearch.below(DistinguishedName.parse(base), people, MARKER);
      try (DirectoryCursor cursor = connection.search(search)) {
        for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
          Optional<ObjectGuid> guid = entry.objectGuid();
          if (guid.isPresent()) {
            Known before = known.get(id(guid.get()));
            if (before != null && !before.marker().equals(marker(entry))) {
              changed.add(guid.get());
            }
          }
        }
      }
    }
    return changed;
  }

  /** The same at the same controller means that nothing has changed; another one has others. */
  private static String marker(DirectoryEntry entry) {
    return entry.text("whenChanged").orElse("") + " " + entry.text("uSNChanged").orElse("");
  }

  private Outcome read(
      DirectorySettings settings,
      String attribute,
      Map<DirectoryId, Known> known,
      List<ObjectGuid> some)
      throws DirectoryUnreachable {
    Map<UserId, String> unusable = new HashMap<>();
    int changed = 0;
    for (int from = 0; from < some.size(); from += AT_ONCE) {
      List<ObjectGuid> few = some.subList(from, Math.min(some.size(), from + AT_ONCE));
      List<Finding> findings =
          DirectoryAccess.use(it -> findings(it, settings, attribute, known, few, unusable));
      table.keep(findings);
      changed += (int) findings.stream().filter(Finding.Other.class::isInstance).count();
    }
    return new Outcome(changed, unusable);
  }

  private static List<Finding> findings(
      ActiveDirectoryConnection connection,
      DirectorySettings settings,
      String attribute,
      Map<DirectoryId, Known> known,
      List<ObjectGuid> few,
      Map<UserId, String> unusable)
      throws ActiveDirectoryException {
    List<String> wanted = new ArrayList<>(MARKER);
    wanted.add(attribute);
    List<Finding> findings = new ArrayList<>();
    try {
      for (String base : settings.bases()) {
        DirectorySearch search =
            DirectorySearch.below(DistinguishedName.parse(base), PeopleReader.either(few), wanted)
                .withPageSize(AT_ONCE);
        try (DirectoryCursor cursor = connection.search(search)) {
          for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
            finding(entry, attribute, known, unusable).ifPresent(findings::add);
          }
        }
      }
      return findings;
    } catch (LimitExceededException e) {
      // One of them doesn't fit into a message: which, only single questions tell.
      findings.clear();
      for (ObjectGuid guid : few) {
        single(connection, guid, wanted, attribute, known, unusable).ifPresent(findings::add);
      }
      return findings;
    }
  }

  private static Optional<Finding> single(
      ActiveDirectoryConnection connection,
      ObjectGuid guid,
      List<String> wanted,
      String attribute,
      Map<DirectoryId, Known> known,
      Map<UserId, String> unusable)
      throws ActiveDirectoryException {
    try {
      return finding(connection.read(guid, wanted), attribute, known, unusable);
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (LimitExceededException e) {
      Known before = known.get(id(guid));
      if (before == null) {
        return Optional.empty();
      }
      unusable.put(before.user(), "larger than a message may be");
      return Optional.of(
          new Finding.None(before.user(), marker(connection.read(guid, MARKER)), ""));
    }
  }

  /** What an entry says of a picture. */
  static Optional<Finding> finding(
      DirectoryEntry entry,
      String attribute,
      Map<DirectoryId, Known> known,
      Map<UserId, String> unusable) {
    Optional<Known> before = entry.objectGuid().map(guid -> known.get(id(guid)));
    return before.map(it -> finding(entry, attribute, it, unusable));
  }

  private static Finding finding(
      DirectoryEntry entry, String attribute, Known before, Map<UserId, String> unusable) {
    UserId user = before.user();
    String marker = marker(entry);
    Optional<DirectoryValue> value = entry.value(attribute).filter(it -> it.size() > 0);
    if (value.isEmpty()) {
      return new Finding.None(user, marker, "");
    }
    byte[] octets = value.get().octets();
    String hash = hash(octets);
    if (hash.equals(before.hash())) {
      return new Finding.Same(user, marker);
    }
    try {
      byte[] square = AvatarPicture.square(octets);
      return new Finding.Other(user, marker, hash, new Avatar(square, hash(square)));
    } catch (AvatarPicture.Unusable e) {
      unusable.put(user, String.valueOf(e.getMessage()));
      return new Finding.None(user, marker, hash);
    }
  }

  private static String hash(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
