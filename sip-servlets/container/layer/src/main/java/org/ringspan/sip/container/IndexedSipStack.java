package org.ringspan.sip.container;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.header.extensions.JoinHeader;
import gov.nist.javax.sip.header.extensions.ReplacesHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.io.IOException;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.Dialog;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.transport.ReceivedRequest;

/**
 * The stack with its search for transactions mended. It walked through all transactions for the one
 * a CANCEL belongs to, received or sent, and for every message of the old kind, took the branch for
 * all of a transaction's identity, didn't see merged requests, and let retransmissions meet the
 * thread that handles the first request.
 */
final class IndexedSipStack extends SipStackImpl {
  private static final Logger LOG = Logger.getLogger(IndexedSipStack.class);

  /** Live transactions by what merged requests have in common. */
  private final Map<String, SIPServerTransaction> mergeable = new ConcurrentHashMap<>();

  /** Those whose answer was the stack's own and awaits its ACK. */
  private final Map<String, SIPServerTransaction> awaitingAck = new ConcurrentHashMap<>();

  private final ForkedAnswers forks = new ForkedAnswers(this);

  IndexedSipStack(Properties properties) throws PeerUnavailableException {
    super(properties);
  }

  @Override
  public SIPServerTransaction createServerTransaction(MessageChannel channel) {
    return new MatchedServerTransaction(this, channel);
  }

  @Override
  public SIPClientTransaction createClientTransaction(SIPRequest request, MessageChannel channel) {
    SIPClientTransaction transaction = new FrugalClientTransaction(this, channel);
    transaction.setOriginalRequest(request);
    return transaction;
  }

  @Override
  public @Nullable ServerRequestInterface newSIPServerRequest(
      SIPRequest request, MessageChannel channel) {
    SIPTransaction known = findTransaction(request.getTransactionId(), true);
    if (known instanceof MatchedServerTransaction transaction
        && transaction.isRepeatedBy(request)) {
      repeat(transaction);
      return null;
    }
    ServerRequestInterface found = super.newSIPServerRequest(request, channel);
    if (found instanceof SIPServerTransaction transaction
        && request instanceof ReceivedRequest received
        && isMerged(received, transaction)) {
      transaction.releaseSem();
      loopDetected(received, channel);
      return null;
    }
    return found;
  }

  private static void repeat(MatchedServerTransaction transaction) {
    try {
      transaction.repeat();
    } catch (IOException e) {
      LOG.debug("An answer could not be repeated", e);
    }
  }

  // rfc3261#section-8.2.2.2: "If the From tag, Call-ID, and CSeq exactly match those associated
  // with an ongoing transaction, but the request does not match that transaction (based on the
  // matching rules in Section 17.2.3), the UAS core SHOULD generate a 482 (Loop Detected) response"
  private boolean isMerged(ReceivedRequest request, SIPServerTransaction transaction) {
    String id = request.mergeIdentity();
    if (id == null || !(transaction instanceof MatchedServerTransaction own)) {
      return false;
    }
    own.mergesBy(id);
    SIPServerTransaction first = mergeable.putIfAbsent(id, transaction);
    return first != null && !first.getTransactionId().equals(transaction.getTransactionId());
  }

  /** Answers without a transaction: each retransmission gets the same again. */
  private static void loopDetected(ReceivedRequest request, MessageChannel channel) {
    SIPResponse answer = request.createResponse(Response.LOOP_DETECTED);
    try {
      // rfc3261#section-8.2.7: the tag is the same for each retransmission.
      answer.getTo().setTag(Integer.toHexString(request.getTransactionId().hashCode()));
      channel.getMessageProcessor().getListeningPoint().getProvider().sendResponse(answer);
    } catch (ParseException | SipException e) {
      LOG.debug("A merged request could not be answered", e);
    }
  }

  void forgetMerging(SIPTransaction transaction) {
    if (transaction instanceof MatchedServerTransaction own) {
      String id = own.mergeIdentity();
      if (id != null) {
        mergeable.remove(id, own);
      }
    }
  }

  /**
   * None. The engine would put whoever names a dialog into its session, before anybody knows who
   * that is, and would search all dialogs and sessions for it. What a Replaces means is the
   * application's to say.
   */
  @Override
  public @Nullable Dialog getReplacesDialog(ReplacesHeader replaces) {
    return null;
  }

  /** None, for the same reason. */
  @Override
  public @Nullable Dialog getJoinDialog(JoinHeader join) {
    return null;
  }

  @Override
  public void removeTransaction(SIPTransaction transaction) {
    forgetMerging(transaction);
    super.removeTransaction(transaction);
  }

  @Override
  protected void removeTransactionHash(SIPTransaction transaction) {
    forgetMerging(transaction);
    super.removeTransactionHash(transaction);
  }

  /**
   * By the key alone. The stack walks through all transactions when there is none, and parses their
   * requests again, for messages whose branch lacks the magic cookie; but requests that were
   * received have keys for that and requests that are sent have the cookie.
   */
  @Override
  public @Nullable SIPTransaction findTransaction(SIPMessage message, boolean isServer) {
    return findTransaction(message.getTransactionId(), isServer);
  }

  @Override
  public @Nullable ServerResponseInterface newSIPServerResponse(
      SIPResponse response, MessageChannel channel) {
    boolean alive = findTransaction(response, false) != null;
    boolean answer =
        response.getStatusCode() / 100 == 2
            && response.getCSeq().getMethod().equals(Request.INVITE);
    if (answer && forks.takes(response, channel, alive)) {
      return null;
    }
    if (alive) {
      return super.newSIPServerResponse(response, channel);
    }
    // rfc3261#section-18.1.2: "the response MUST be silently discarded" when the top Via isn't
    // ours. Of those that are and come late, only a 2xx to INVITE means something, to its dialog;
    // the engine would pass the others on to whomever their next Via names.
    return answer && getDialog(response.getDialogId(false)) != null
        ? sipMessageFactory.newSIPServerResponse(response, channel)
        : null;
  }

  @Override
  public @Nullable SIPTransaction findCancelTransaction(SIPRequest cancel, boolean isServer) {
    SIPTransaction invite = findTransaction(cancelledTransactionId(cancel), isServer);
    return invite != null && invite.doesCancelMatchTransaction(cancel) ? invite : null;
  }

  // rfc3261#section-9.1: a CANCEL has "a single Via header field value matching the top Via value
  // in
  // the request being cancelled". The stack finds its own INVITE by that branch in lower case.
  private static String cancelledTransactionId(SIPRequest cancel) {
    return cancel instanceof ReceivedRequest received
        ? received.cancelledTransactionId()
        : cancel.getTopmostVia().getBranch().toLowerCase(Locale.ROOT);
  }

  @Override
  public void addTransactionPendingAck(SIPServerTransaction transaction) {
    awaitingAck.put(transaction.getTransactionId(), transaction);
  }

  @Override
  public @Nullable SIPServerTransaction findTransactionPendingAck(SIPRequest ack) {
    return awaitingAck.get(ack.getTransactionId());
  }

  @Override
  public boolean removeTransactionPendingAck(SIPServerTransaction transaction) {
    return awaitingAck.remove(transaction.getTransactionId(), transaction);
  }

  @Override
  public boolean isTransactionPendingAck(SIPServerTransaction transaction) {
    return awaitingAck.containsKey(transaction.getTransactionId());
  }
}
