package org.ringspan.activedirectory.jca;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryConnection;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryCursor;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.activedirectory.ObjectKey;
import org.ringspan.activedirectory.write.WriteIntent;
import org.ringspan.journal.Outcome;

/**
 * The connection that an application holds; it may be moved from one managed connection to another.
 */
public final class ConnectionHandle implements ActiveDirectoryConnection {
  private static final int OTHER = 80;

  private final Set<DirectoryCursor> cursors = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ActiveDirectoryManagedConnection managed;

  ConnectionHandle(ActiveDirectoryManagedConnection managed) {
    this.managed = managed;
  }

  /** Moves it; to none when its managed connection goes back into the pool. */
  void moveTo(@Nullable ActiveDirectoryManagedConnection other) {
    managed = other;
  }

  @Nullable ActiveDirectoryManagedConnection managed() {
    return managed;
  }

  private ActiveDirectoryManagedConnection open() {
    var open = managed;
    if (open == null) {
      throw new IllegalStateException("the connection is closed");
    }
    return open;
  }

  @Override
  public DirectoryCursor search(DirectorySearch search) throws ActiveDirectoryException {
    var found = open().services().client().search(search);
    var cursor =
        new DirectoryCursor() {
          @Override
          public @Nullable DirectoryEntry next() throws ActiveDirectoryException {
            return found.next();
          }

          @Override
          public void close() {
            found.close();
            cursors.remove(this);
          }
        };
    cursors.add(cursor);
    return cursor;
  }

  @Override
  public DirectoryEntry read(ObjectKey key, List<String> attributes)
      throws ActiveDirectoryException {
    return open().services().client().read(key, attributes);
  }

  @Override
  public void ensureValues(ObjectKey key, String attribute, Collection<DirectoryValue> values)
      throws ActiveDirectoryException {
    write(key, guid -> new WriteIntent.Values(guid, attribute, List.copyOf(values)));
  }

  @Override
  public void ensureContains(ObjectKey key, String attribute, DirectoryValue value)
      throws ActiveDirectoryException {
    write(key, guid -> new WriteIntent.Contains(guid, attribute, value));
  }

  @Override
  public void ensureLacks(ObjectKey key, String attribute, DirectoryValue value)
      throws ActiveDirectoryException {
    write(key, guid -> new WriteIntent.Lacks(guid, attribute, value));
  }

  @Override
  public void ensureEnabled(ObjectKey account) throws ActiveDirectoryException {
    write(account, guid -> new WriteIntent.Enabled(guid, true));
  }

  @Override
  public void ensureDisabled(ObjectKey account) throws ActiveDirectoryException {
    write(account, guid -> new WriteIntent.Enabled(guid, false));
  }

  @Override
  public void ensureName(ObjectKey key, String name) throws ActiveDirectoryException {
    write(key, guid -> new WriteIntent.Name(guid, name));
  }

  @Override
  public void ensureParent(ObjectKey key, DistinguishedName parent)
      throws ActiveDirectoryException {
    write(key, guid -> new WriteIntent.Parent(guid, parent));
  }

  private void write(ObjectKey key, Function<ObjectGuid, WriteIntent> wanted)
      throws ActiveDirectoryException {
    var connection = open();
    var found = connection.services().client().read(key, List.of("objectGUID"));
    var guid = found.objectGuid();
    if (guid.isEmpty()) {
      throw new DirectoryRefusedException(
          "the objectGUID of " + key + " can't be read by this account", OTHER, null);
    }
    var intent = wanted.apply(guid.get());
    var session = connection.session();
    if (session.inTransaction()) {
      session.enqueue(intent);
      return;
    }
    switch (session.carryOutNow(intent)) {
      case Outcome.Refused(var reason) -> throw new DirectoryRefusedException(reason, OTHER, null);
      case Outcome.Unavailable(var reason, var mayHaveRun) ->
          throw new DirectoryUnavailableException(
              reason + (mayHaveRun ? "; it may have been changed all the same" : ""), null);
      case Outcome.Done done -> {
        // As wanted.
      }
      case Outcome.AlreadyAsWished already -> {
        // As wanted.
      }
    }
  }

  @Override
  public void close() {
    var open = managed;
    if (open != null) {
      managed = null;
      List.copyOf(cursors).forEach(DirectoryCursor::close);
      open.closed(this);
    }
  }
}
