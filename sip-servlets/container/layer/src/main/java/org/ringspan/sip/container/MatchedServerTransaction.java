package org.ringspan.sip.container;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPServerTransactionImpl;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sip.TransactionState;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.transport.ReceivedRequest;

/**
 * A server transaction that knows its own requests by RFC 3261 section 17.2.3 and sends its answers
 * in order: the threads that may send one are those of the application, the timer of the 100 and
 * whoever receives a retransmission.
 */
final class MatchedServerTransaction extends SIPServerTransactionImpl {
  private final IndexedSipStack stack;
  private final ReentrantLock sending = new ReentrantLock();
  private boolean finalSent;
  private volatile @Nullable String mergeIdentity;

  MatchedServerTransaction(IndexedSipStack stack, MessageChannel channel) {
    super(stack, channel);
    this.stack = stack;
  }

  @Override
  public boolean isMessagePartOfTransaction(SIPMessage message) {
    if (message instanceof ReceivedRequest request) {
      return (isInviteTransaction() || !isTerminated())
          && getTransactionId().equals(request.getTransactionId());
    }
    return super.isMessagePartOfTransaction(message);
  }

  @Override
  public void processRequest(SIPRequest request, MessageChannel channel) {
    try {
      super.processRequest(request, channel);
    } finally {
      if (!isTransactionMapped()) {
        // Nobody keeps it.
        stack.forgetMerging(this);
      }
    }
  }

  /** Keeps what requests merged with this one have in common; the request is released early. */
  void mergesBy(String identity) {
    mergeIdentity = identity;
  }

  @Nullable String mergeIdentity() {
    return mergeIdentity;
  }

  /** Whether a request is this transaction's own once more. */
  boolean isRepeatedBy(SIPRequest request) {
    return request.getMethod().equals(getMethod()) && (isInviteTransaction() || !isTerminated());
  }

  /**
   * Sends the last answer once more, unless it was a 2xx to an INVITE: that one is the dialog's.
   */
  void repeat() throws IOException {
    sending.lock();
    try {
      int state = getInternalState();
      if (state == TransactionState._PROCEEDING || state == TransactionState._COMPLETED) {
        resendLastResponseAsBytes();
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void sendMessage(SIPMessage message) throws IOException {
    int status = ((SIPResponse) message).getStatusCode();
    if (!message.getCSeq().getMethod().equals(getMethod())) {
      super.sendMessage(message);
      return;
    }
    sending.lock();
    try {
      // rfc3261#section-8.2.6.1 and figure 7: once a final response is sent, no provisional one is.
      if (status >= 200) {
        finalSent = true;
      } else if (finalSent) {
        return;
      }
      super.sendMessage(message);
    } finally {
      sending.unlock();
    }
  }
}
