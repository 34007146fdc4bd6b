package org.ringspan.activedirectory.simulator;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.protocol.AbandonRequestProtocolOp;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareResponseProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers one connection. */
final class RequestHandler extends LDAPListenerRequestHandler {
  private static final String SHOW_DELETED = "1.2.840.113556.1.4.417";

  /** As AD's default policy. */
  private static final int LARGEST_PAGE = 1000;

  private final SimulatedController controller;
  private final @Nullable LDAPListenerClientConnection connection;
  private final Map<String, List<UUID>> pages = new HashMap<>();
  private final Notifications notifications;
  private @Nullable String login;
  private int nextPage = 1;

  RequestHandler(
      SimulatedController controller, @Nullable LDAPListenerClientConnection connection) {
    this.controller = controller;
    this.connection = connection;
    this.notifications = new Notifications(controller.domain, controller.search);
  }

  @Override
  public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection accepted) {
    return new RequestHandler(controller, accepted);
  }

  @Override
  public void closeInstance() {
    notifications.close();
  }

  @Override
  public LDAPMessage processBindRequest(
      int id, BindRequestProtocolOp request, List<Control> controls) {
    login = null;
    if (request.getCredentialsType() != BindRequestProtocolOp.CRED_TYPE_SIMPLE) {
      return bound(id, ResultCode.AUTH_METHOD_NOT_SUPPORTED, null);
    }
    if (request.getBindDN().isEmpty()) {
      return bound(id, ResultCode.SUCCESS, null);
    }
    controller.logins.incrementAndGet();
    try {
      login =
          controller.accounts.login(
              request.getBindDN(),
              Objects.requireNonNull(request.getSimplePassword()).stringValue());
      return bound(id, ResultCode.SUCCESS, null);
    } catch (DirectoryError refused) {
      return bound(id, refused.code, refused.getMessage());
    }
  }

  private static LDAPMessage bound(int id, ResultCode code, @Nullable String text) {
    return new LDAPMessage(id, new BindResponseProtocolOp(code.intValue(), null, text, null, null));
  }

  @Override
  public LDAPMessage processAddRequest(
      int id, AddRequestProtocolOp request, List<Control> controls) {
    var result =
        write(
            SimulatedWrite.add(request),
            () -> controller.domain.add(new Entry(request.getDN(), request.getAttributes())));
    return new LDAPMessage(
        id, new AddResponseProtocolOp(result.code.intValue(), null, result.getMessage(), null));
  }

  @Override
  public LDAPMessage processModifyRequest(
      int id, ModifyRequestProtocolOp request, List<Control> controls) {
    var result =
        write(
            SimulatedWrite.modify(request),
            () -> controller.domain.modify(new DN(request.getDN()), request.getModifications()));
    return new LDAPMessage(
        id, new ModifyResponseProtocolOp(result.code.intValue(), null, result.getMessage(), null));
  }

  @Override
  public LDAPMessage processModifyDNRequest(
      int id, ModifyDNRequestProtocolOp request, List<Control> controls) {
    var result =
        write(
            SimulatedWrite.rename(request),
            () ->
                controller.domain.rename(
                    new DN(request.getDN()),
                    new RDN(request.getNewRDN()),
                    request.getNewSuperiorDN() == null
                        ? null
                        : new DN(request.getNewSuperiorDN())));
    return new LDAPMessage(
        id,
        new ModifyDNResponseProtocolOp(result.code.intValue(), null, result.getMessage(), null));
  }

  @Override
  public LDAPMessage processDeleteRequest(
      int id, DeleteRequestProtocolOp request, List<Control> controls) {
    var result =
        write(
            SimulatedWrite.delete(request),
            () -> controller.domain.delete(new DN(request.getDN())));
    return new LDAPMessage(
        id, new DeleteResponseProtocolOp(result.code.intValue(), null, result.getMessage(), null));
  }

  private interface Write {
    void run() throws DirectoryError, LDAPException;
  }

  private DirectoryError write(SimulatedWrite what, Write write) {
    controller.asked(what);
    var result = result(write);
    controller.made(what, result.code.equals(ResultCode.SUCCESS));
    return result;
  }

  private DirectoryError result(Write write) {
    if (login == null) {
      return DirectoryError.notLoggedIn();
    }
    if (!controller.accounts.mayWrite(login)) {
      return DirectoryError.accessDenied();
    }
    try {
      controller.admit();
      write.run();
      return new DirectoryError(ResultCode.SUCCESS, "");
    } catch (DirectoryError refused) {
      return refused;
    } catch (LDAPException notAName) {
      return new DirectoryError(
          ResultCode.INVALID_DN_SYNTAX,
          "0000208F: NameErr: DSID-03100245, problem 2006 (BAD_NAME), data 8350\n");
    }
  }

  @Override
  public LDAPMessage processCompareRequest(
      int id, CompareRequestProtocolOp request, List<Control> controls) {
    return new LDAPMessage(
        id,
        new CompareResponseProtocolOp(
            ResultCode.UNWILLING_TO_PERFORM.intValue(), null, "not simulated", null));
  }

  @Override
  public LDAPMessage processExtendedRequest(
      int id, ExtendedRequestProtocolOp request, List<Control> controls) {
    return new LDAPMessage(
        id,
        new ExtendedResponseProtocolOp(
            ResultCode.PROTOCOL_ERROR.intValue(),
            null,
            "0000203D: LdapErr: DSID-0C090ABE, comment: Unknown extended request OID, data 0, v4563",
            null,
            null,
            null));
  }

  @Override
  public void processAbandonRequest(
      int id, AbandonRequestProtocolOp request, List<Control> controls) {
    notifications.stop(request.getIDToAbandon());
  }

  @Override
  @SuppressWarnings("NullAway") // The listener sends nothing for null: a notification goes on.
  public LDAPMessage processSearchRequest(
      int id, SearchRequestProtocolOp request, List<Control> controls) {
    var answers = new ArrayList<Control>();
    DirectoryError result;
    try {
      if (control(controls, Notifications.OID) != null) {
        notify(id, request, controls);
        return null;
      }
      result = search(id, request, controls, answers);
    } catch (DirectoryError refused) {
      result = refused;
    } catch (LDAPException wrong) {
      result = new DirectoryError(wrong.getResultCode(), String.valueOf(wrong.getMessage()));
    }
    return new LDAPMessage(
        id,
        new SearchResultDoneProtocolOp(result.code.intValue(), null, result.getMessage(), null),
        answers);
  }

  private DirectoryError search(
      int id, SearchRequestProtocolOp request, List<Control> controls, List<Control> answers)
      throws DirectoryError, LDAPException {
    var success = new DirectoryError(ResultCode.SUCCESS, "");
    if (request.getBaseDN().isEmpty() && request.getScope() == SearchScope.BASE) {
      send(id, root());
      return success;
    }
    if (login == null) {
      throw DirectoryError.notLoggedIn();
    }
    controller.admit();
    var base = new DN(request.getBaseDN());
    if (base.equals(controller.service)) {
      send(
          id,
          new Entry(
              base,
              new com.unboundid.ldap.sdk.Attribute(
                  "invocationId", SimulatedDomain.octets(controller.database()))));
      return success;
    }
    if (controller.domain.find(base) == null) {
      throw DirectoryError.noSuchObject(controller.domain.base());
    }
    var dirSync = control(controls, DirSync.OID);
    if (dirSync != null) {
      if (!controller.letsDirSync()
          || !DirSync.isForAnybody(dirSync) && !controller.accounts.mayReplicate(login)) {
        throw new DirectoryError(
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
            "00002105: LdapErr: DSID-0C090A27, comment: Error processing control, data 0, v4563");
      }
      var page =
          controller
              .dirSync()
              .page(
                  dirSync, base, request.getFilter(), request.getAttributes(), controller.known());
      for (var entry : page.entries()) {
        send(id, entry);
      }
      answers.add(page.answer());
      return success;
    }
    return ordinary(id, base, request, controls, answers);
  }

  private DirectoryError ordinary(
      int id,
      DN base,
      SearchRequestProtocolOp request,
      List<Control> controls,
      List<Control> answers)
      throws DirectoryError, LDAPException {
    var paged = control(controls, SimplePagedResultsControl.PAGED_RESULTS_OID);
    var page =
        paged == null
            ? null
            : new SimplePagedResultsControl(paged.getOID(), paged.isCritical(), paged.getValue());
    List<UUID> rest;
    if (page != null && page.getCookie() != null && page.getCookie().getValueLength() > 0) {
      rest = pages.remove(page.getCookie().stringValue());
      if (rest == null) {
        throw DirectoryError.badControl();
      }
    } else {
      rest =
          controller
              .search
              .find(
                  base,
                  request.getScope(),
                  request.getFilter(),
                  control(controls, SHOW_DELETED) != null)
              .stream()
              .map(object -> object.guid)
              .toList();
    }
    var limit = request.getSizeLimit() == 0 ? Integer.MAX_VALUE : request.getSizeLimit();
    var size = page == null ? LARGEST_PAGE : Math.min(LARGEST_PAGE, Math.max(1, page.getSize()));
    var now = rest.subList(0, Math.min(Math.min(size, limit), rest.size()));
    if (request.getAttributes().stream().anyMatch(name -> name.contains(";range="))) {
      controller.rangedReads.incrementAndGet();
    }
    for (var guid : now) {
      var object = controller.domain.find(guid);
      if (object != null) {
        send(id, controller.search.present(object, request.getAttributes()));
      }
    }
    var left = rest.subList(now.size(), rest.size());
    if (!left.isEmpty() && (page == null || limit < size)) {
      return new DirectoryError(ResultCode.SIZE_LIMIT_EXCEEDED, "");
    }
    var reference = controller.reference();
    if (left.isEmpty() && reference != null && connection != null) {
      connection.sendSearchResultReference(
          id, new SearchResultReferenceProtocolOp(List.of(reference)));
    }
    if (page != null) {
      var cookie = new ASN1OctetString();
      if (!left.isEmpty()) {
        var name = "page-" + nextPage++;
        pages.put(name, left);
        cookie = new ASN1OctetString(name);
      }
      answers.add(new SimplePagedResultsControl(0, cookie));
    }
    return new DirectoryError(ResultCode.SUCCESS, "");
  }

  private void notify(int id, SearchRequestProtocolOp request, List<Control> controls)
      throws DirectoryError, LDAPException {
    if (login == null) {
      throw DirectoryError.notLoggedIn();
    }
    if (!controller.notifies()) {
      throw new DirectoryError(
          ResultCode.UNAVAILABLE_CRITICAL_EXTENSION,
          "00002040: SvcErr: DSID-031401F7, problem 5010 (UNAVAIL_EXTENSION), data 0\n");
    }
    notifications.begin(
        id, request, control(controls, SHOW_DELETED) != null, entry -> send(id, entry));
  }

  private Entry root() {
    var entry = new Entry(DN.NULL_DN);
    entry.addAttribute("defaultNamingContext", controller.domain.base());
    entry.addAttribute("rootDomainNamingContext", controller.domain.base());
    entry.addAttribute("dsServiceName", controller.service.toString());
    entry.addAttribute(
        "highestCommittedUSN",
        Long.toString(controller.domain.highestUpdate() + controller.usnOffset()));
    entry.addAttribute(
        "supportedControl",
        DirSync.OID,
        SHOW_DELETED,
        Notifications.OID,
        SimplePagedResultsControl.PAGED_RESULTS_OID);
    entry.addAttribute("supportedLDAPVersion", "3");
    return entry;
  }

  private void send(int id, Entry entry) throws LDAPException {
    if (connection != null) {
      connection.sendSearchResultEntry(id, entry);
    }
  }

  private static @Nullable Control control(List<Control> controls, String oid) {
    return controls.stream().filter(each -> each.getOID().equals(oid)).findFirst().orElse(null);
  }
}
