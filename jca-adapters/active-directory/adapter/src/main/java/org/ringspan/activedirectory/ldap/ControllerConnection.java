package org.ringspan.activedirectory.ldap;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.apache.directory.api.asn1.DecoderException;
import org.apache.directory.api.ldap.extras.controls.ad.AdShowDeletedImpl;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.message.LdapResult;
import org.apache.directory.api.ldap.model.message.ModifyDnRequestImpl;
import org.apache.directory.api.ldap.model.message.ModifyRequestImpl;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchRequest;
import org.apache.directory.api.ldap.model.message.SearchRequestImpl;
import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.message.controls.OpaqueControl;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.ldap.client.api.future.SearchFuture;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.LimitExceededException;
import org.ringspan.activedirectory.ObjectGuid;

/** A connection that stands, is protected and logged in. Used by one thread at a time. */
final class ControllerConnection {
  private final WireConnection wire;
  private final LdapSettings settings;
  private final LdapFigures figures;
  private final ControllerAddress address;
  private @Nullable Controller controller;
  private boolean lost;
  private boolean atFault;

  ControllerConnection(
      WireConnection wire, ControllerAddress address, LdapSettings settings, LdapFigures figures) {
    this.wire = wire;
    this.address = address;
    this.settings = settings;
    this.figures = figures;
  }

  ControllerAddress address() {
    return address;
  }

  boolean connected() {
    return !lost && wire.isConnected();
  }

  /** Whether the controller is to be left alone for a while: it was lost, or didn't answer. */
  boolean atFault() {
    return atFault;
  }

  /** Closes it, whatever goes on. */
  void discard() {
    lost = true;
    wire.close();
  }

  void taken(SearchResultEntry entry) {
    figures.count(LdapFigures.Figure.ENTRIES);
    wire.taken(entry);
  }

  /** Begins a search. */
  SearchRun search(SearchRequest request, String what) throws ActiveDirectoryException {
    figures.count(LdapFigures.Figure.SEARCHES);
    try {
      var limit = request.getTimeLimit() == 0 ? 0 : (request.getTimeLimit() + 5L) * 1000L;
      var patience = Math.max(settings.readTimeout().toMillis(), limit);
      return new SearchRun(this, wire.search(request, patience), what);
    } catch (LdapException failed) {
      throw lost(what, failed);
    }
  }

  /** Begins a search that doesn't end: an entry comes for each object below a top that changes. */
  SearchFuture changesBelow(DistinguishedName top) throws ActiveDirectoryException {
    figures.count(LdapFigures.Figure.SEARCHES);
    // No other filter is allowed, and the whole of a subtree only from the top of the domain.
    var request = request(top, SearchScope.SUBTREE, List.of("objectGUID"));
    request.addControl(new OpaqueControl(ChangeWatch.CONTROL, true));
    var deleted = new AdShowDeletedImpl();
    deleted.setCritical(true);
    request.addControl(deleted);
    try {
      return wire.searchAsync(request);
    } catch (LdapException failed) {
      throw lost("ask to be told of changes", failed);
    }
  }

  /** Reads one object, or null when the base isn't there. */
  @Nullable DirectoryEntry readBase(DistinguishedName name, List<String> attributes)
      throws ActiveDirectoryException {
    var request = request(name, SearchScope.OBJECT, attributes);
    // It may be asked in the middle of a search, whose entries come first.
    wire.urgent(true);
    try {
      var run = search(request, "read " + name);
      DirectoryEntry entry = null;
      while (run.next() instanceof SearchRun.Item item) {
        if (item instanceof SearchRun.Found(var found)) {
          entry = found;
        }
      }
      if (run.done().getLdapResult().getResultCode() == ResultCodeEnum.NO_SUCH_OBJECT) {
        return null;
      }
      run.check();
      return entry;
    } finally {
      wire.urgent(false);
    }
  }

  static SearchRequest request(DistinguishedName base, SearchScope scope, List<String> attributes) {
    var request = new SearchRequestImpl();
    request.setBase(dn(base));
    request.setScope(scope);
    request.setFilter(new PresenceNode("objectClass"));
    request.addAttributes(attributes.toArray(String[]::new));
    return request;
  }

  static Dn dn(DistinguishedName name) {
    try {
      return new Dn(name.toString());
    } catch (LdapInvalidDnException notOne) {
      throw new IllegalArgumentException("not a distinguished name", notOne);
    }
  }

  void modify(DistinguishedName name, List<Modification> changes, String what)
      throws ActiveDirectoryException {
    figures.count(LdapFigures.Figure.MODIFICATIONS);
    var request = new ModifyRequestImpl();
    request.setName(dn(name));
    changes.forEach(request::addModification);
    try {
      check(wire.modify(request).getLdapResult(), what);
    } catch (LdapException failed) {
      throw lost(what, failed);
    }
  }

  void rename(DistinguishedName name, DistinguishedName wanted, String what)
      throws ActiveDirectoryException {
    figures.count(LdapFigures.Figure.RENAMES);
    try {
      var request = new ModifyDnRequestImpl();
      request.setName(dn(name));
      request.setNewRdn(new Rdn(wanted.first().toString()));
      request.setDeleteOldRdn(true);
      if (!wanted.parent().sameAs(name.parent())) {
        request.setNewSuperior(dn(wanted.parent()));
      }
      check(wire.modifyDn(request).getLdapResult(), what);
    } catch (LdapException failed) {
      throw lost(what, failed);
    }
  }

  private void check(LdapResult result, String what) throws ActiveDirectoryException {
    if (result.getResultCode() == ResultCodeEnum.PROTOCOL_ERROR && !wire.isConnected()) {
      throw lost(what, null);
    }
    if (result.getResultCode() != ResultCodeEnum.SUCCESS) {
      throw refused(result, what);
    }
  }

  /** A refusal, counted. */
  ActiveDirectoryException refused(LdapResult result, String what) {
    figures.count(LdapFigures.Figure.REFUSED);
    if (result.getResultCode() == ResultCodeEnum.BUSY
        || result.getResultCode() == ResultCodeEnum.UNAVAILABLE) {
      // Asking again at once makes it no less busy: another controller is asked, if there is one.
      atFault = true;
      discard();
    }
    return LdapErrors.of(result, what);
  }

  /**
   * The connection is of no more use: it was lost, or what came on it isn't LDAP. It is closed,
   * since an answer that comes late must not be taken for another's.
   */
  ActiveDirectoryException lost(String what, @Nullable Throwable cause) {
    figures.count(LdapFigures.Figure.CONNECTIONS_LOST);
    discard();
    var reason = wire.failure() == null ? cause : wire.failure();
    for (var each = reason; each != null; each = each.getCause()) {
      if (each instanceof DecoderException && String.valueOf(each.getMessage()).contains("01007")) {
        return new LimitExceededException(
            LimitExceededException.Limit.MESSAGE,
            what + ": a message is longer than " + settings.maxMessage() + " octets");
      }
    }
    atFault = true;
    return new DirectoryUnavailableException(
        what + ": " + address + " was lost or didn't answer" + words(reason), reason);
  }

  static String words(@Nullable Throwable reason) {
    var innermost = reason;
    while (innermost != null && innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost == null || innermost.getMessage() == null
        ? ""
        : " (" + LdapErrors.printable(innermost.getMessage()) + ")";
  }

  /** What the controller says of itself; asked once. */
  Controller controller() throws ActiveDirectoryException {
    if (controller == null) {
      controller = describe();
    }
    return controller;
  }

  /** Its highest update number now. */
  long highestUpdate() throws ActiveDirectoryException {
    var root = readBase(DistinguishedName.ROOT, List.of("highestCommittedUSN"));
    return root == null ? 0 : root.value("highestCommittedUSN").map(v -> v.number()).orElse(0L);
  }

  private Controller describe() throws ActiveDirectoryException {
    var what = "read what " + address + " says of itself";
    var root =
        readBase(
            DistinguishedName.ROOT,
            List.of(
                "defaultNamingContext",
                "dsServiceName",
                "supportedControl",
                "highestCommittedUSN"));
    if (root == null || !root.has("defaultNamingContext") || !root.has("dsServiceName")) {
      throw new DirectoryUnavailableException(
          what + ": it isn't a controller of Active Directory, or doesn't say so", null);
    }
    try {
      var service = root.value("dsServiceName").orElseThrow().name();
      var settingsOfService = readBase(service, List.of("invocationId"));
      var database =
          settingsOfService == null
              ? null
              : settingsOfService.value("invocationId").map(v -> v.guid()).orElse(null);
      return new Controller(
          address,
          database != null
              ? database
              // Not to be read by this account: its own name does, as long as it isn't restored.
              : new ObjectGuid(
                  UUID.nameUUIDFromBytes(root.value("dsServiceName").orElseThrow().octets())),
          root.value("defaultNamingContext").orElseThrow().name(),
          root.value("highestCommittedUSN").map(v -> v.number()).orElse(0L),
          new HashSet<>(root.texts("supportedControl")));
    } catch (IllegalArgumentException nonsense) {
      discard();
      throw new DirectoryUnavailableException(what + ": it isn't Active Directory's", nonsense);
    }
  }
}
