package org.ringspan.sip.wire.transport;

/** A client transaction that wants the octets of its request, to save encoding it once more. */
public interface SentRequest {

  /** Called when the request is sent, also for each retransmission; must not block. */
  void sent(byte[] octets);
}
