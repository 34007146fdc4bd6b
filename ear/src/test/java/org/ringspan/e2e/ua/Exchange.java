package org.ringspan.e2e.ua;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request that was sent and the responses to it: a client transaction (RFC 3261 section 17.1).
 */
public final class Exchange {
  /** Sees a response before it is delivered, and may keep it for itself. */
  interface Hook {
    /**
     * @return false to keep the response from the inbox
     */
    boolean delivers(Received response);
  }

  private final UserAgent agent;
  private final SipMessage request;
  private final java.net.InetSocketAddress destination;
  private final Hook hook;
  private final Inbox<Received> responses;
  private final AtomicBoolean failed = new AtomicBoolean();
  private final long sentAt;
  private volatile @Nullable Retransmission retransmission;
  private volatile @Nullable SipMessage ack;

  Exchange(UserAgent agent, SipMessage request, java.net.InetSocketAddress destination, Hook hook) {
    this.agent = agent;
    this.request = request;
    this.destination = destination;
    this.hook = hook;
    this.responses = new Inbox<>(agent.name());
    this.sentAt = System.nanoTime();
  }

  void start() {
    // Before it is sent: a response may be there at once, and has to stop it.
    if (agent.retransmits() && !agent.wire().reliable()) {
      retransmission = Retransmission.of(this::send);
    }
    send();
  }

  private void send() {
    agent.send(request, destination);
  }

  /** Sends the very same request once more, as a transaction does whose answer got lost. */
  public void repeat() {
    send();
  }

  void accept(Received received) {
    var repetition = retransmission;
    if (repetition != null) {
      repetition.stop();
    }
    int status = received.message().status();
    if (request.method().equals("INVITE") && status >= 300) {
      // rfc3261#section-17.1.1.3: the ACK of a failure has the branch of the INVITE
      agent.send(failureAck(received.message()), destination);
      if (!failed.compareAndSet(false, true)) {
        return;
      }
    }
    var acknowledgement = ack;
    if (acknowledgement != null && status / 100 == 2) {
      agent.send(acknowledgement, destination);
    }
    if (hook.delivers(received)) {
      responses.add(received);
    }
  }

  private SipMessage failureAck(SipMessage response) {
    var message =
        SipMessage.request("ACK", request.requestUri()).with("Via", request.required("Via"));
    for (String route : request.headers("Route")) {
      message = message.with("Route", route);
    }
    return message
        .with("From", request.required("From"))
        .with("To", response.required("To"))
        .with("Call-ID", request.callId())
        .with("CSeq", request.cseq() + " ACK")
        .with("Max-Forwards", "70");
  }

  /** Sends the ACK of a 2xx and repeats it whenever the 2xx is repeated. */
  void acknowledge(SipMessage message, java.net.InetSocketAddress to) {
    ack = message;
    agent.send(message, to);
  }

  public SipMessage request() {
    return request;
  }

  /** {@link System#nanoTime()} just before the request was sent first. */
  public long sentAt() {
    return sentAt;
  }

  /** Takes the next response with that status; earlier ones with another status stay. */
  public Received expect(int status) {
    return expect(status, Inbox.PATIENCE);
  }

  /** As {@link #expect(int)}, waiting up to {@code patience}. */
  public Received expect(int status, Duration patience) {
    return responses.expect("a " + status, patience, r -> r.message().status() == status);
  }

  /** Takes the first final response, whatever its status. */
  public Received expectFinal() {
    return expectFinal(Inbox.PATIENCE);
  }

  /** As {@link #expectFinal()}, waiting up to {@code patience}. */
  public Received expectFinal(Duration patience) {
    return responses.expect("a final response", patience, r -> r.message().status() >= 200);
  }

  /** Watches for {@code span} that no matching response arrives. */
  public void expectNone(String what, Duration span, Predicate<Received> matching) {
    responses.expectNone(what, span, matching);
  }

  /** Every response so far, in order of arrival. */
  public java.util.List<Received> responses() {
    return responses.history();
  }

  /** How many responses with that status arrived so far. */
  public long count(int status) {
    return responses.count(r -> r.message().status() == status);
  }
}
