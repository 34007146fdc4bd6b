package org.ringspan.activedirectory.ldap;

import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.extras.controls.ad.AdShowDeletedImpl;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchRequest;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.message.controls.OpaqueControl;
import org.apache.directory.api.ldap.model.message.controls.PagedResults;
import org.apache.directory.api.ldap.model.message.controls.PagedResultsImpl;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.LimitExceededException;

/** A connection to one controller that is kept for a run of questions. Used by one thread. */
public final class ControllerSession implements AutoCloseable {
  private static final int MOST_ENTRIES = 100_000;

  private final ConnectionPool pool;
  private final ControllerConnection connection;
  private boolean closed;

  ControllerSession(ConnectionPool pool, ControllerConnection connection) {
    this.pool = pool;
    this.connection = connection;
  }

  /**
   * What a page of changes is.
   *
   * @param entries those that changed
   * @param more whether another page follows
   * @param cookie where to go on
   */
  public record Changes(List<DirectoryEntry> entries, boolean more, byte[] cookie) {}

  /** Who is at the other end. */
  public Controller controller() throws ActiveDirectoryException {
    return connection.controller();
  }

  /** Its highest update number now. */
  public long highestUpdate() throws ActiveDirectoryException {
    return connection.highestUpdate();
  }

  /** Whether it knows a control. */
  public boolean knows(String control) throws ActiveDirectoryException {
    return connection.controller().controls().contains(control);
  }

  /**
   * Asks DirSync for a page.
   *
   * @param base the top of a naming context
   * @param cookie where to go on; none for everything
   * @param objectSecurity whether only what the account may read is wanted, which needs no right to
   *     replicate
   * @param octets about as many a page at most
   */
  public Changes dirSync(
      DistinguishedName base,
      DirectoryFilter filter,
      List<String> attributes,
      byte[] cookie,
      boolean objectSecurity,
      int octets)
      throws ActiveDirectoryException {
    var request = request(base, filter, attributes);
    var control = new OpaqueControl(DirSyncControl.OID, true);
    var flags =
        DirSyncControl.ANCESTORS_FIRST | (objectSecurity ? DirSyncControl.OBJECT_SECURITY : 0);
    control.setEncodedValue(DirSyncControl.encode(flags, octets, cookie));
    request.addControl(control);
    var run = connection.search(request, "read changes below " + base);
    var entries = entries(run);
    run.check();
    if (!(run.done().getControl(DirSyncControl.OID) instanceof OpaqueControl answered)
        || !answered.hasEncodedValue()) {
      throw new DirectoryUnavailableException(
          connection.address() + " didn't answer DirSync with a bookmark", null);
    }
    try {
      var answer = DirSyncControl.decode(answered.getEncodedValue());
      return new Changes(entries, answer.more(), answer.cookie());
    } catch (IllegalArgumentException nonsense) {
      throw new DirectoryUnavailableException(
          connection.address() + " answered DirSync with no bookmark", nonsense);
    }
  }

  /**
   * Asks for a page of objects, deleted ones too.
   *
   * @param cookie of the page before; none for the first
   */
  public Changes page(
      DistinguishedName base,
      DirectoryFilter filter,
      List<String> attributes,
      byte[] cookie,
      int size)
      throws ActiveDirectoryException {
    var request = request(base, filter, attributes);
    var page = new PagedResultsImpl();
    page.setCritical(true);
    page.setSize(size);
    page.setCookie(cookie);
    request.addControl(page);
    var deleted = new AdShowDeletedImpl();
    deleted.setCritical(true);
    request.addControl(deleted);
    var run = connection.search(request, "read updates below " + base);
    var entries = entries(run);
    run.check();
    var next =
        run.done().getControl(PagedResults.OID) instanceof PagedResults answered
                && answered.getCookie() != null
            ? answered.getCookie()
            : new byte[0];
    return new Changes(entries, next.length > 0, next);
  }

  private static SearchRequest request(
      DistinguishedName base, DirectoryFilter filter, List<String> attributes) {
    var request = ControllerConnection.request(base, SearchScope.SUBTREE, attributes);
    request.setFilter(LdapFilters.of(filter));
    return request;
  }

  private List<DirectoryEntry> entries(SearchRun run) throws ActiveDirectoryException {
    var entries = new ArrayList<DirectoryEntry>();
    while (run.next() instanceof SearchRun.Item item) {
      if (item instanceof SearchRun.Found(var entry)) {
        if (entries.size() == MOST_ENTRIES) {
          connection.discard();
          throw new LimitExceededException(
              LimitExceededException.Limit.ADMINISTRATIVE,
              connection.address() + " gives more than " + MOST_ENTRIES + " entries in a page");
        }
        entries.add(entry);
      }
    }
    if (run.done().getLdapResult().getResultCode() != ResultCodeEnum.SUCCESS) {
      return List.of();
    }
    var complete = new ArrayList<DirectoryEntry>(entries.size());
    for (var entry : entries) {
      complete.add(RangedValues.completed(connection, entry));
    }
    return complete;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pool.give(connection, true);
    }
  }
}
