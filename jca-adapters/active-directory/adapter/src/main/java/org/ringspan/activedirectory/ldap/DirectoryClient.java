package org.ringspan.activedirectory.ldap;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryCursor;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.NoSuchObjectException;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.activedirectory.ObjectKey;

/** Asks the controllers of a domain. Thread-safe. */
public final class DirectoryClient implements AutoCloseable {
  private final LdapSettings settings;
  private final LdapFigures figures = new LdapFigures();
  private final ConnectionPool pool;

  /**
   * A client.
   *
   * @throws IllegalArgumentException when the trusted certificates can't be read
   */
  public DirectoryClient(LdapSettings settings, InstantSource clock) {
    this(settings, clock, LoginGuard.standard(), DomainControllers.dns());
  }

  DirectoryClient(
      LdapSettings settings,
      InstantSource clock,
      LoginGuard guard,
      DomainControllers.SrvLookup lookup) {
    this.settings = settings;
    ConnectionPool.ControllerSource source =
        settings.controllers().isEmpty()
            ? new DomainControllers(
                settings.domain().orElseThrow(),
                settings.security() == LdapSettings.Security.LDAPS
                    ? LdapSettings.Security.LDAPS.port()
                    : 0,
                lookup,
                clock,
                RandomGenerator.getDefault())
            : settings::controllers;
    var opener = new ConnectionOpener(settings, figures, clock, guard);
    pool = new ConnectionPool(settings, source, opener, figures, clock);
  }

  /** What was asked so far. */
  public LdapFigures figures() {
    return figures;
  }

  /** A connection to one controller for a run of questions. */
  public ControllerSession session() throws ActiveDirectoryException {
    return new ControllerSession(pool, pool.take());
  }

  /** Has a controller tell when something in the domain changes. */
  public ChangeWatch watch() throws ActiveDirectoryException {
    var connection = pool.takeAside();
    var begun = false;
    try {
      var watch = ChangeWatch.begin(connection, figures);
      begun = true;
      return watch;
    } finally {
      if (!begun) {
        connection.discard();
      }
    }
  }

  /** Searches; see {@link org.ringspan.activedirectory.ActiveDirectoryConnection#search}. */
  public DirectoryCursor search(DirectorySearch search) throws ActiveDirectoryException {
    return again(
        () -> {
          var cursor = new PagedCursor(pool, settings, figures, search);
          cursor.begin();
          return cursor;
        });
  }

  /**
   * Reads one object.
   *
   * @throws NoSuchObjectException when it isn't there
   */
  public DirectoryEntry read(ObjectKey key, List<String> attributes)
      throws ActiveDirectoryException {
    attributes.forEach(org.ringspan.activedirectory.AttributeNames::checkRequested);
    return again(
        () -> {
          try (var lease = lease()) {
            return lease.read(key, attributes);
          }
        });
  }

  /** The top of the domain. */
  public DistinguishedName domain() throws ActiveDirectoryException {
    return again(
        () -> {
          try (var lease = lease()) {
            return lease.connection.controller().domain();
          }
        });
  }

  /** A change of an attribute. */
  public sealed interface Change {
    /** The attribute. */
    String attribute();

    /** These values and no others. */
    record Replace(String attribute, Collection<DirectoryValue> values) implements Change {}

    /** This value, too. */
    record Add(String attribute, DirectoryValue value) implements Change {}

    /** Not this value; refused when it isn't there. */
    record Delete(String attribute, DirectoryValue value) implements Change {}
  }

  /**
   * Changes an object, all or nothing. Not tried again by itself: whoever calls reads first.
   *
   * @throws DirectoryUnavailableException when it isn't known whether the object was changed
   */
  public void modify(DistinguishedName name, List<Change> changes) throws ActiveDirectoryException {
    var modifications = new ArrayList<Modification>(changes.size());
    for (var change : changes) {
      modifications.add(
          switch (change) {
            case Change.Replace(var attribute, var values) ->
                modification(ModificationOperation.REPLACE_ATTRIBUTE, attribute, values);
            case Change.Add(var attribute, var value) ->
                modification(ModificationOperation.ADD_ATTRIBUTE, attribute, List.of(value));
            case Change.Delete(var attribute, var value) ->
                modification(ModificationOperation.REMOVE_ATTRIBUTE, attribute, List.of(value));
          });
    }
    try (var lease = lease()) {
      lease.connection.modify(name, modifications, "change " + name);
    }
  }

  private static Modification modification(
      ModificationOperation operation, String attribute, Collection<DirectoryValue> values) {
    return new DefaultModification(
        operation, attribute, values.stream().map(DirectoryValue::octets).toArray(byte[][]::new));
  }

  /**
   * Moves or renames an object.
   *
   * @throws DirectoryUnavailableException when it isn't known whether it was done
   */
  public void rename(DistinguishedName name, DistinguishedName wanted)
      throws ActiveDirectoryException {
    try (var lease = lease()) {
      lease.connection.rename(name, wanted, "rename " + name);
    }
  }

  /** Something that may be asked again of another controller. */
  private interface Question<T> {
    T ask() throws ActiveDirectoryException;
  }

  private static <T> T again(Question<T> question) throws ActiveDirectoryException {
    try {
      return question.ask();
    } catch (DirectoryUnavailableException once) {
      try {
        return question.ask();
      } catch (ActiveDirectoryException twice) {
        twice.addSuppressed(once);
        throw twice;
      }
    }
  }

  private Lease lease() throws ActiveDirectoryException {
    return new Lease(pool.take());
  }

  private final class Lease implements AutoCloseable {
    private final ControllerConnection connection;

    Lease(ControllerConnection connection) {
      this.connection = connection;
    }

    DirectoryEntry read(ObjectKey key, List<String> attributes) throws ActiveDirectoryException {
      var entry =
          switch (key) {
            case DistinguishedName name -> connection.readBase(name, attributes);
            case ObjectGuid guid -> find(guid, attributes);
          };
      if (entry == null) {
        throw new NoSuchObjectException(key.toString(), null);
      }
      return RangedValues.completed(connection, entry);
    }

    private @org.jspecify.annotations.Nullable DirectoryEntry find(
        ObjectGuid guid, List<String> attributes) throws ActiveDirectoryException {
      var search =
          DirectorySearch.below(
              connection.controller().domain(),
              DirectoryFilter.equal("objectGUID", DirectoryValue.of(guid.octets())),
              attributes);
      var request =
          ControllerConnection.request(
              search.base(),
              org.apache.directory.api.ldap.model.message.SearchScope.SUBTREE,
              attributes);
      request.setFilter(LdapFilters.of(search.filter()));
      var run = connection.search(request, "read " + guid);
      DirectoryEntry entry = null;
      while (run.next() instanceof SearchRun.Item item) {
        if (item instanceof SearchRun.Found(var found)) {
          entry = found;
        }
      }
      run.check();
      return entry;
    }

    @Override
    public void close() {
      pool.give(connection, true);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
