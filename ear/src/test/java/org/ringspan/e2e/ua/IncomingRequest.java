package org.ringspan.e2e.ua;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request that arrived, and the responses given to it: a server transaction (RFC 3261 section
 * 17.2).
 */
public final class IncomingRequest {
  private final UserAgent agent;
  private final Received received;
  private final String localTag;
  private @Nullable SipMessage lastResponse;
  private @Nullable Retransmission retransmission;
  private int retransmissions;

  IncomingRequest(UserAgent agent, Received received, String localTag) {
    this.agent = agent;
    this.received = received;
    this.localTag = localTag;
  }

  String localTag() {
    return localTag;
  }

  public Received received() {
    return received;
  }

  public SipMessage message() {
    return received.message();
  }

  /** How often it was received again. */
  public synchronized int retransmissions() {
    return retransmissions;
  }

  /**
   * Sends a response.
   *
   * @return false, and nothing is sent, when a final response was given before
   */
  public boolean reply(int status, String reason) {
    return reply(status, reason, response -> response);
  }

  /** As {@link #reply(int, String)}, with the response changed before it is sent. */
  public synchronized boolean reply(int status, String reason, UnaryOperator<SipMessage> change) {
    if (lastResponse != null && lastResponse.status() >= 200) {
      return false;
    }
    var response = SipMessage.response(message(), status, reason);
    if (status > 100 && message().toTag().isEmpty()) {
      response = response.replacing("To", message().required("To") + ";tag=" + localTag);
    }
    lastResponse = change.apply(response);
    send();
    boolean invite = message().method().equals("INVITE");
    // rfc3261#section-13.3.1.4: a 2xx to INVITE is repeated over every transport; section 17.2.1:
    // others over UDP only.
    if (invite
        && status >= 200
        && agent.retransmits()
        && (status < 300 || !agent.wire().reliable())) {
      retransmission = Retransmission.of(this::send);
    }
    return true;
  }

  /** The last response given. */
  public synchronized @Nullable SipMessage lastResponse() {
    return lastResponse;
  }

  private synchronized void send() {
    if (lastResponse != null) {
      agent.send(lastResponse, received.from());
    }
  }

  synchronized void receivedAgain() {
    retransmissions++;
    send();
  }

  synchronized void acknowledged() {
    if (retransmission != null) {
      retransmission.stop();
    }
  }

  @Override
  public String toString() {
    return message().startLine();
  }
}
