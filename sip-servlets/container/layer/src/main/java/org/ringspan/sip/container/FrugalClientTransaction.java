package org.ringspan.sip.container;

import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransactionImpl;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import org.ringspan.sip.wire.transport.SentRequest;

/**
 * A client transaction that keeps its request in the octets that were sent. The stack gives the
 * request up when the transaction is completed and encodes it a second time for that.
 */
final class FrugalClientTransaction extends SIPClientTransactionImpl implements SentRequest {
  FrugalClientTransaction(SIPTransactionStack stack, MessageChannel channel) {
    super(stack, channel);
  }

  @Override
  public void sent(byte[] octets) {
    originalRequestBytes = octets;
  }
}
