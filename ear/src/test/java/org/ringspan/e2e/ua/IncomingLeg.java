package org.ringspan.e2e.ua;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call this user agent was invited to. */
public final class IncomingLeg extends Leg {
  private static final Pattern REASON =
      Pattern.compile("cause\\s*=\\s*(\\d+).*?text\\s*=\\s*\"([^\"]*)\"");

  private final IncomingRequest invite;
  private volatile boolean answersCancel = true;

  IncomingLeg(UserAgent agent, IncomingRequest invite) {
    super(
        agent,
        invite.message().callId(),
        invite.localTag(),
        Sdp.fresh(agent.wire().local().getHostString()));
    this.invite = invite;
    var message = invite.message();
    establish(
        message.required("To") + ";tag=" + localTag(),
        message.required("From"),
        message.uriIn("Contact"),
        message.headers("Record-Route"));
  }

  /** The INVITE that began it. */
  public SipMessage invite() {
    return invite.message();
  }

  /** The INVITE with its time of arrival. */
  public Received invited() {
    return invite.received();
  }

  /** How often the INVITE was received again. */
  public int retransmissions() {
    return invite.retransmissions();
  }

  /**
   * Lets the test answer a CANCEL itself, by {@link IncomingRequest#reply}; else it gets 200 and
   * the INVITE 487.
   */
  public IncomingLeg leavingCancelToTest() {
    answersCancel = false;
    return this;
  }

  /** Sends 180 without a description. */
  public IncomingLeg ring() {
    provisional(180, "Ringing", false);
    return this;
  }

  /** Sends 183 with this side's description: early media. */
  public IncomingLeg playEarlyMedia() {
    provisional(183, "Session Progress", true);
    return this;
  }

  /**
   * Lets it ring for {@code span}.
   *
   * @throws AssertionError when it is cancelled meanwhile
   */
  public IncomingLeg undisturbedFor(Duration span) {
    expectNo("CANCEL", span);
    return this;
  }

  /** Sends 183 with this side's description that awaits a PRACK (RFC 3262). */
  public IncomingLeg playEarlyMediaReliably(int sequence) {
    invite.reply(
        183,
        "Session Progress",
        r -> described(r).with("Require", "100rel").with("RSeq", String.valueOf(sequence)));
    return this;
  }

  /** Sends 302 to another address. */
  public void redirect(String contact) {
    invite.reply(302, "Moved Temporarily", r -> r.with("Contact", "<" + contact + ">"));
  }

  private void provisional(int status, String reason, boolean described) {
    invite.reply(
        status,
        reason,
        r -> described ? described(r) : r.with("Contact", "<" + agent().contactUri("ua") + ">"));
  }

  /**
   * Sends 200 with this side's description, repeated until its ACK.
   *
   * @throws AssertionError when the call was cancelled or declined before
   */
  public IncomingLeg answer() {
    if (!tryAnswer()) {
      throw new AssertionError(agent().name() + " cannot answer after " + invite.lastResponse());
    }
    return this;
  }

  /** As {@link #answer()}, without a description, which no telephone should do. */
  public IncomingLeg answerWithoutSdp() {
    if (!invite.reply(
        200, "OK", response -> response.with("Contact", "<" + agent().contactUri("ua") + ">"))) {
      throw new AssertionError(agent().name() + " cannot answer after " + invite.lastResponse());
    }
    return this;
  }

  /** As {@link #answer()}, with this description. */
  public IncomingLeg answerDescribing(String sessionDescription) {
    if (!invite.reply(
        200,
        "OK",
        response ->
            response
                .with("Contact", "<" + agent().contactUri("ua") + ">")
                .withBody("application/sdp", sessionDescription))) {
      throw new AssertionError(agent().name() + " cannot answer after " + invite.lastResponse());
    }
    return this;
  }

  /** As {@link #answer()}, with a header field more in the 200. */
  public IncomingLeg answerWith(String name, String value) {
    if (!invite.reply(200, "OK", response -> described(response.with(name, value)))) {
      throw new AssertionError(agent().name() + " cannot answer after " + invite.lastResponse());
    }
    return this;
  }

  /**
   * As {@link #answer()}, but returns false when the call was cancelled or declined before: for
   * races.
   */
  public boolean tryAnswer() {
    return invite.reply(200, "OK", this::described);
  }

  /** Sends a 401 with this challenge, and returns it. */
  public SipMessage challenge(String challenge) {
    if (!invite.reply(401, "Unauthorized", r -> r.with("WWW-Authenticate", challenge))) {
      throw new AssertionError(agent().name() + " cannot challenge after a final response");
    }
    return java.util.Objects.requireNonNull(invite.lastResponse());
  }

  /** Sends a final failure; its ACK stops the repetitions. */
  public void decline(int status, String reason) {
    if (!invite.reply(status, reason)) {
      throw new AssertionError(agent().name() + " cannot decline after " + invite.lastResponse());
    }
  }

  /** Whether this side answered by 200, so that a call exists until a BYE. */
  public boolean isAnswered() {
    var response = invite.lastResponse();
    return response != null && response.status() / 100 == 2;
  }

  /** Takes the CANCEL of this call. */
  public Received expectCancel() {
    return expect("CANCEL").received();
  }

  /**
   * Takes the CANCEL of this call, whose Reason must be {@code SIP;cause=…;text="…"} (RFC 3326).
   */
  public Received expectCancel(int cause, String text) {
    var cancel = expectCancel();
    String reason = cancel.message().required("Reason");
    Matcher matcher = REASON.matcher(reason);
    if (!reason.startsWith("SIP")
        || !matcher.find()
        || !matcher.group(1).equals(String.valueOf(cause))
        || !matcher.group(2).equals(text)) {
      throw new AssertionError(
          "%s expected a CANCEL with Reason %d \"%s\" but got %s"
              .formatted(agent().name(), cause, text, reason));
    }
    return cancel;
  }

  boolean isCancelledBy(SipMessage cancel) {
    return cancel.callId().equals(callId()) && cancel.branch().equals(invite().branch());
  }

  void cancelled(IncomingRequest cancel) {
    if (answersCancel) {
      cancel.reply(200, "OK");
      invite.reply(487, "Request Terminated");
    }
    deliver(cancel);
  }

  @Override
  void acknowledged(IncomingRequest ack) {
    if (ack.message().cseq() == invite().cseq()) {
      invite.acknowledged();
    }
    super.acknowledged(ack);
  }

  @Override
  void abandon() {
    if (isAnswered()) {
      byeIfConnected();
    } else {
      invite.reply(480, "Temporarily Unavailable");
    }
  }

  @Override
  public String toString() {
    return "call to " + invite().requestUri() + " from " + invite().uriIn("From");
  }
}
