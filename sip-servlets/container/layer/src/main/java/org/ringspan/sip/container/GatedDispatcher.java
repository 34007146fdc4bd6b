package org.ringspan.sip.container;

import gov.nist.javax.sip.ResponseEventExt;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.servlet.sip.SipSession;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.Transaction;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.JainSipUtils;
import org.mobicents.servlet.sip.core.SipApplicationDispatcherImpl;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.core.session.SessionManagerUtil;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.TransactionApplicationData;

/** The engine's dispatcher behind a gate that is closed while no application takes new calls. */
final class GatedDispatcher extends SipApplicationDispatcherImpl {
  private static final Logger LOG = Logger.getLogger(GatedDispatcher.class);

  /** How far the gate is open. */
  enum Gate {
    /** No application: everything is refused. */
    CLOSED,
    /** The application is stopping: only what belongs to a dialog passes. */
    DIALOGS_ONLY,
    /** Everything passes. */
    OPEN
  }

  /** Requests that mean nothing outside of a dialog. */
  private static final Set<String> IN_DIALOG_ONLY =
      Set.of(Request.ACK, Request.BYE, Request.PRACK, Request.UPDATE, Request.INFO);

  private final int retryAfterSeconds;
  private final Housekeeping housekeeping;
  private final PromptAcks promptAcks;
  private final LongAdder rejected = new LongAdder();
  private final LongAdder retransmissions = new LongAdder();
  private volatile Gate gate = Gate.CLOSED;

  GatedDispatcher(int retryAfterSeconds, Housekeeping housekeeping) {
    this.retryAfterSeconds = retryAfterSeconds;
    this.housekeeping = housekeeping;
    this.promptAcks = new PromptAcks(housekeeping);
  }

  @Override
  public ThreadPoolExecutor getAsynchronousExecutor() {
    return housekeeping;
  }

  void gate(Gate now) {
    gate = now;
  }

  Gate gate() {
    return gate;
  }

  long rejected() {
    return rejected.sum();
  }

  long retransmissions() {
    return retransmissions.sum();
  }

  @Override
  public void processRequest(RequestEvent event) {
    Gate now = gate;
    if (now == Gate.CLOSED || now == Gate.DIALOGS_ONLY && !inDialog(event)) {
      refuse(event, Response.SERVICE_UNAVAILABLE);
    } else if (strayed(event)) {
      // rfc3261#section-12.2.2: "If the UAS wishes to reject the request because it does not
      // wish to recreate the dialog, it MUST respond to the request with a 481"
      refuse(event, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
    } else {
      if (Request.ACK.equals(event.getRequest().getMethod())) {
        promptAcks.arrived(event);
      }
      super.processRequest(event);
    }
  }

  /**
   * Whether the request claims to belong to a dialog that isn't here any more or never was. The
   * engine would answer 500 to some of them and log each with all it contains.
   */
  private boolean strayed(RequestEvent event) {
    if (event.getDialog() != null) {
      return false;
    }
    if (Request.CANCEL.equals(event.getRequest().getMethod())) {
      // rfc3261#section-9.2: "If the UAS did not find a matching transaction for the CANCEL
      // according to the procedure above, it SHOULD respond to the CANCEL with a 481"
      SIPTransactionStack transactions = (SIPTransactionStack) sipStack;
      return transactions.findCancelTransaction((SIPRequest) event.getRequest(), true) == null;
    }
    String tag = ((ToHeader) event.getRequest().getHeader(ToHeader.NAME)).getTag();
    if (tag == null) {
      return IN_DIALOG_ONLY.contains(event.getRequest().getMethod());
    }
    // The engine's tags: a random value, the application's hash and the application session's id.
    String[] parts = tag.split("_", 3);
    String name = parts.length == 3 ? getApplicationNameFromHash(parts[1]) : null;
    SipContext application = name == null ? null : findSipApplication(name);
    return application == null
        || application
                .getSipManager()
                .getSipApplicationSession(
                    SessionManagerUtil.getSipApplicationSessionKey(name, parts[2], null), false)
            == null;
  }

  @Override
  public void processResponse(ResponseEvent event) {
    if (event instanceof ResponseEventExt extended && extended.isRetransmission()) {
      retransmissions.increment();
    }
    if (gate != Gate.CLOSED && !ForkedAnswers.isOurs(event.getClientTransaction())) {
      super.processResponse(event);
    }
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (event.isServerTransaction() || !ForkedAnswers.isOurs(event.getClientTransaction())) {
      super.processTimeout(event);
    }
  }

  /**
   * Ends the session of a request that makes no dialog, such as REGISTER or OPTIONS, when its
   * transaction has ended. The engine leaves that to a timeout of application sessions.
   */
  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {
    Transaction transaction =
        event.isServerTransaction() ? event.getServerTransaction() : event.getClientTransaction();
    if (ForkedAnswers.isOurs(transaction)) {
      return;
    }
    MobicentsSipSession session = sessionWithoutDialog(transaction);
    super.processTransactionTerminated(event);
    if (session != null) {
      // Later than the engine takes the transaction off the session.
      housekeeping.schedule(
          () -> endIfIdle(session), Housekeeping.GRACE_MILLISECONDS + 100, TimeUnit.MILLISECONDS);
    }
  }

  private static @Nullable MobicentsSipSession sessionWithoutDialog(Transaction transaction) {
    if (JainSipUtils.DIALOG_CREATING_METHODS.contains(transaction.getRequest().getMethod())
        || !(transaction.getApplicationData() instanceof TransactionApplicationData data)
        || data.getSipServletMessage() == null) {
      return null;
    }
    MobicentsSipSession session = data.getSipServletMessage().getSipSession();
    return session == null || session.getSessionCreatingDialog() != null ? null : session;
  }

  private static void endIfIdle(MobicentsSipSession session) {
    try {
      // The application may have gone on to use the session, as to answer a challenge.
      if (session.isValidInternal()
          && session.getState() == SipSession.State.INITIAL
          && session.getSessionCreatingDialog() == null
          && session.getOngoingTransactions().isEmpty()) {
        MobicentsSipApplicationSession call = session.getSipApplicationSession();
        session.onTerminatedState();
        if (call.isValidInternal() && call.isReadyToInvalidate()) {
          call.tryToInvalidate();
        }
      }
    } catch (IllegalStateException e) {
      LOG.trace("The application has ended the session meanwhile", e);
    }
  }

  private static boolean inDialog(RequestEvent event) {
    Dialog dialog = event.getDialog();
    Request request = event.getRequest();
    return dialog != null
        || Request.CANCEL.equals(request.getMethod())
        || ((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null;
  }

  private void refuse(RequestEvent event, int status) {
    SipProvider provider = (SipProvider) event.getSource();
    Request request = event.getRequest();
    if (Request.ACK.equals(request.getMethod())) {
      return;
    }
    rejected.increment();
    try {
      ServerTransaction transaction = event.getServerTransaction();
      if (transaction == null) {
        transaction = provider.getNewServerTransaction(request);
      }
      Response response = SipFactoryImpl.messageFactory.createResponse(status, request);
      if (status == Response.SERVICE_UNAVAILABLE) {
        // rfc3261#section-21.5.4: "The server MAY indicate when the client should retry the
        // request in a Retry-After header field."
        response.addHeader(SipFactoryImpl.headerFactory.createRetryAfterHeader(retryAfterSeconds));
      }
      transaction.sendResponse(response);
    } catch (TransactionAlreadyExistsException e) {
      LOG.trace("A retransmission of what has been refused", e);
    } catch (ParseException | InvalidArgumentException | SipException e) {
      LOG.warnf(e, "Can't refuse %s", request.getMethod());
    }
  }
}
