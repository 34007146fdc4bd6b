package org.ringspan.e2e.ua;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call this user agent makes. */
public final class OutgoingLeg extends Leg {
  private final SipMessage first;
  private final @Nullable Digest credentials;
  private final Inbox<Received> responses;
  private volatile Exchange invite;

  /**
   * Sends the INVITE.
   *
   * @param first the INVITE without Via, Call-ID, CSeq and Contact
   * @param credentials what answers one challenge, or null
   */
  OutgoingLeg(
      UserAgent agent, SipMessage first, Sdp sdp, String localTag, @Nullable Digest credentials) {
    super(agent, UserAgent.token() + "@" + agent.wire().local().getHostString(), localTag, sdp);
    this.first = first;
    this.credentials = credentials;
    this.responses = new Inbox<>(agent.name());
    agent.register(this);
    synchronized (this) {
      // A challenge that comes at once is answered after this, not before.
      invite = send(nextCseq(), Optional.empty());
    }
  }

  private Exchange send(int cseq, Optional<SipMessage.Field> authorization) {
    var message =
        first
            .with("Via", agent().newVia())
            .with("Call-ID", callId())
            .with("CSeq", cseq + " INVITE")
            .with("Contact", "<" + agent().contactUri("ua") + ">");
    if (authorization.isPresent()) {
      message = message.with(authorization.get().name(), authorization.get().value());
    }
    return agent().exchange(message, agent().server(), this::responded);
  }

  private boolean responded(Received response) {
    var message = response.message();
    int status = message.status();
    boolean challenged = status == 401 || status == 407;
    if (challenged && credentials != null && message.cseq() == 1) {
      String field = status == 407 ? "Proxy-Authorization" : "Authorization";
      String value = credentials.answer(message, "INVITE", first.requestUri(), 1);
      synchronized (this) {
        invite = send(nextCseq(), Optional.of(new SipMessage.Field(field, value)));
      }
      return false;
    }
    if (status / 100 == 2) {
      establish(
          message.required("From"),
          message.required("To"),
          message.uriIn("Contact"),
          message.headers("Record-Route").reversed());
    }
    responses.add(response);
    return true;
  }

  /** Acknowledges a reliable provisional response (RFC 3262) and expects 200. */
  public void acknowledgeProgress(Received progress) {
    var message = progress.message();
    establish(
        message.required("From"),
        message.required("To"),
        message.uriIn("Contact"),
        message.headers("Record-Route").reversed());
    prack(message).expect(200);
  }

  /** The INVITE and its responses; the second INVITE when the first was challenged. */
  public Exchange invite() {
    return invite;
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

  /** Every response so far in order of arrival, without an answered challenge. */
  public List<Received> responses() {
    return responses.history();
  }

  /** How many responses with that status arrived so far. */
  public long count(int status) {
    return responses.count(r -> r.message().status() == status);
  }

  /** Watches for {@code span} that no response with that status arrives. */
  public void expectNoResponse(int status, Duration span) {
    responses.expectNone("a " + status, span, r -> r.message().status() == status);
  }

  /** Takes 180. */
  public Received expectRinging() {
    return expect(180);
  }

  /** Takes 200 and acknowledges it. */
  public Received expectAnswer() {
    return expectAnswer(Inbox.PATIENCE);
  }

  /** Takes 200, waiting up to {@code patience}, and acknowledges it. */
  public Received expectAnswer(Duration patience) {
    var answer = expect(200, patience);
    acknowledge(invite);
    return answer;
  }

  /** Acknowledges the 200 that was taken, without a description. */
  public void acknowledge() {
    acknowledge(invite);
  }

  /**
   * Acknowledges the 200 that was taken with this side's description, as the answer to the offer in
   * it.
   */
  public void acknowledgeWithSdp() {
    acknowledgeWithSdp(invite);
  }

  /** Sends CANCEL, not waiting for its answer. */
  public Exchange cancel() {
    var request = invite.request();
    var cancel =
        SipMessage.request("CANCEL", request.requestUri())
            .with("Via", request.required("Via"))
            .with("Max-Forwards", "70")
            .with("From", request.required("From"))
            .with("To", request.required("To"))
            .with("Call-ID", callId())
            .with("CSeq", request.cseq() + " CANCEL");
    return agent().exchange(cancel, agent().server(), response -> true);
  }

  @Override
  void abandon() {
    if (responses.count(r -> r.message().status() / 100 == 2) > 0) {
      acknowledge();
      byeIfConnected();
    } else if (responses.count(r -> r.message().status() >= 300) == 0) {
      cancel();
    }
  }
}
