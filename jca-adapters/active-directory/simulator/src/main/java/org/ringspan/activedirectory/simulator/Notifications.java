package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The change notifications (MS-ADTS 3.1.1.3.4.1.9) of one connection. Every object that changes in
 * the scope is told, whatever was changed of it, and a deleted one only if those are shown.
 */
final class Notifications {
  static final String OID = "1.2.840.113556.1.4.528";

  /** As AD's default policy, MaxNotificationPerConn. */
  private static final int MOST = 5;

  private final SimulatedDomain domain;
  private final SimulatedSearch search;
  private final Map<Integer, Consumer<SimulatedObject>> watchers = new HashMap<>();

  Notifications(SimulatedDomain domain, SimulatedSearch search) {
    this.domain = domain;
    this.search = search;
  }

  /** Sends an entry. */
  interface Sending {
    void send(Entry entry) throws LDAPException;
  }

  /**
   * Tells of changes until it is stopped.
   *
   * @throws DirectoryError when AD wouldn't
   */
  synchronized void begin(
      int id, SearchRequestProtocolOp request, boolean showDeleted, Sending sending)
      throws DirectoryError, LDAPException {
    var base = new DN(request.getBaseDN());
    var filter = request.getFilter();
    if (filter.getFilterType() != Filter.FILTER_TYPE_PRESENCE
        || !filter.getAttributeName().equalsIgnoreCase("objectClass")) {
      throw refused(ResultCode.UNWILLING_TO_PERFORM, "000020B9", "5003 (WILL_NOT_PERFORM)");
    }
    if (request.getScope() == SearchScope.SUB && !base.equals(domain.top)) {
      throw refused(ResultCode.UNWILLING_TO_PERFORM, "00002035", "5003 (WILL_NOT_PERFORM)");
    }
    if (watchers.size() == MOST) {
      throw refused(ResultCode.ADMIN_LIMIT_EXCEEDED, "00002024", "5008 (ADMIN_LIMIT_EXCEEDED)");
    }
    if (domain.find(base) == null) {
      throw DirectoryError.noSuchObject(domain.base());
    }
    Consumer<SimulatedObject> watcher =
        object -> {
          try {
            if ((showDeleted || !object.deleted)
                && object.name.matchesBaseAndScope(base, request.getScope())) {
              sending.send(search.present(object, request.getAttributes()));
            }
          } catch (LDAPException gone) {
            close();
          }
        };
    watchers.put(id, watcher);
    domain.watch(watcher);
  }

  private static DirectoryError refused(ResultCode code, String number, String problem) {
    return new DirectoryError(
        code, number + ": SvcErr: DSID-03140D0B, problem " + problem + ", data 0\n");
  }

  /** A request is abandoned. */
  synchronized void stop(int id) {
    var watcher = watchers.remove(id);
    if (watcher != null) {
      domain.unwatch(watcher);
    }
  }

  /** The connection is over. */
  synchronized void close() {
    watchers.values().forEach(domain::unwatch);
    watchers.clear();
  }
}
