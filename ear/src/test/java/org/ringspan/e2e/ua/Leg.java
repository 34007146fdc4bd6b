package org.ringspan.e2e.ua;

import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user agent's view of one call: its dialog (RFC 3261 section 12) and what the other side asked
 * in it.
 */
public abstract sealed class Leg permits IncomingLeg, OutgoingLeg {
  private final UserAgent agent;
  private final String callId;
  private final String localTag;
  private final Inbox<IncomingRequest> requests;
  private volatile String localParty = "";
  private volatile String remoteParty = "";
  private volatile String remoteTarget = "";
  private volatile List<String> routes = List.of();
  private int lastCseq;
  private volatile Sdp sdp;
  private volatile boolean left;
  private volatile boolean answersSubscribe = true;

  Leg(UserAgent agent, String callId, String localTag, Sdp sdp) {
    this.agent = agent;
    this.callId = callId;
    this.localTag = localTag;
    this.sdp = sdp;
    this.requests = new Inbox<>(agent.name());
  }

  UserAgent agent() {
    return agent;
  }

  /** The SIP Call-ID of this leg. */
  public String callId() {
    return callId;
  }

  String localTag() {
    return localTag;
  }

  /** What this side last described. */
  public Sdp sdp() {
    return sdp;
  }

  void describe(Sdp changed) {
    sdp = changed;
  }

  void establish(String local, String remote, String target, List<String> routeSet) {
    localParty = local;
    remoteParty = remote;
    remoteTarget = target;
    routes = routeSet;
  }

  void retarget(String target) {
    remoteTarget = target;
  }

  synchronized int nextCseq() {
    return ++lastCseq;
  }

  synchronized void startCseq(int first) {
    lastCseq = first;
  }

  void acknowledged(IncomingRequest ack) {
    requests().stream()
        .filter(r -> r.message().is("INVITE") && r.message().cseq() == ack.message().cseq())
        .forEach(IncomingRequest::acknowledged);
    deliver(ack);
  }

  void requested(IncomingRequest request) {
    boolean invite = request.message().is("INVITE");
    if (left && invite) {
      // rfc3261#section-15.1.1: after its BYE this side has no dialog any more
      request.reply(481, "Call/Transaction Does Not Exist");
    } else if (invite) {
      request.message().header("Contact").map(SipMessage::uriOf).ifPresent(this::retarget);
    } else if (answersSubscribe
        || !request.message().is("SUBSCRIBE")
        || request.message().required("Expires").equals("0")) {
      request.reply(200, "OK");
    }
    deliver(request);
  }

  /**
   * Lets the test answer a SUBSCRIBE itself, by {@link IncomingRequest#reply}; else it gets 200.
   */
  public void leaveSubscribeToTest() {
    answersSubscribe = false;
  }

  /** Sends a NOTIFY (RFC 6665), not waiting for its answer. */
  public Exchange notify(String event, String state, String contentType, String body) {
    var message =
        inDialog("NOTIFY", nextCseq())
            .with("Contact", "<" + agent.contactUri("ua") + ">")
            .with("Event", event)
            .with("Subscription-State", state);
    return agent.exchange(
        body.isEmpty() ? message : message.withBody(contentType, body),
        destination(),
        response -> true);
  }

  void deliver(IncomingRequest request) {
    requests.add(request);
  }

  /** Every request of the other side so far: ACK, CANCEL, BYE, re-INVITE … */
  public List<IncomingRequest> requests() {
    return requests.history();
  }

  /** How many requests of that method arrived on this leg, without retransmissions. */
  public long count(String method) {
    return requests.count(r -> r.message().is(method));
  }

  /** Takes the next request of that method. */
  public IncomingRequest expect(String method) {
    return expect(method, Inbox.PATIENCE);
  }

  /** Takes the next request of that method, waiting up to {@code patience}. */
  public IncomingRequest expect(String method, Duration patience) {
    return requests.expect(method, patience, r -> r.message().is(method));
  }

  /** Watches for {@code span} that no request of that method arrives. */
  public void expectNo(String method, Duration span) {
    requests.expectNone(method, span, r -> r.message().is(method));
  }

  /** Takes the BYE of the other side; it has been answered by 200. */
  public Received expectBye() {
    return expect("BYE").received();
  }

  /** Takes the ACK of this side's final response. */
  public Received expectAck() {
    return expect("ACK").received();
  }

  /**
   * Takes a re-INVITE, still to be answered by {@link IncomingRequest#reply} or {@link #accept}.
   */
  public IncomingRequest expectReinvite() {
    return expect("INVITE");
  }

  /** Answers a re-INVITE by 200 with this side's next description in the given direction. */
  public void accept(IncomingRequest reinvite, String direction) {
    describe(sdp.directed(direction));
    reinvite.reply(200, "OK", this::described);
  }

  /** Takes a re-INVITE when one comes within {@code patience}. */
  public Optional<IncomingRequest> reinviteWithin(Duration patience) {
    return requests.poll(patience, r -> r.message().is("INVITE"));
  }

  /** Sends BYE without waiting for its answer. */
  public Exchange bye() {
    left = true;
    // rfc3261#section-15.1.2 asks that pending requests are still answered, "recommended ... 487"
    requests().stream()
        .filter(r -> r.message().is("INVITE"))
        .forEach(r -> r.reply(487, "Request Terminated"));
    return request("BYE", Optional.empty());
  }

  /** Sends BYE and expects 200. */
  public void hangUp() {
    bye().expect(200);
  }

  /** Leaves the call, however far it is, not waiting for any answer. */
  abstract void abandon();

  /** Sends BYE unless one of the two has done so already. */
  void byeIfConnected() {
    if (!left && count("BYE") == 0) {
      bye();
    }
  }

  /** Sends a re-INVITE with this side's next description in the given direction. */
  public Exchange reinvite(String direction) {
    describe(sdp.directed(direction));
    return request("INVITE", Optional.of(sdp));
  }

  /** Sends a request inside the dialog, not waiting for its answer. */
  public Exchange request(String method, Optional<Sdp> body) {
    var message = inDialog(method, nextCseq()).with("Contact", "<" + agent.contactUri("ua") + ">");
    var described =
        body.map(s -> message.withBody("application/sdp", s.toString())).orElse(message);
    return agent.exchange(described, destination(), response -> true);
  }

  /** Sends an INFO with a body (RFC 6086), not waiting for its answer. */
  public Exchange info(String contentType, String body) {
    var message = inDialog("INFO", nextCseq()).withBody(contentType, body);
    return agent.exchange(message, destination(), response -> true);
  }

  /** A REFER inside the dialog (RFC 3515), not yet sent, without credentials. */
  public SipMessage refer(String to) {
    return inDialog("REFER", nextCseq())
        .with("Contact", "<" + agent.contactUri("ua") + ">")
        .with("Refer-To", to);
  }

  /**
   * The dialog as the header {@code Replaces} of a URI names it to the other side (RFC 3891 section
   * 6.1, RFC 3261 section 19.1.1).
   */
  public String replaces() {
    Matcher tag = Pattern.compile(";tag=([^;>]+)").matcher(remoteParty);
    if (!tag.find()) {
      throw new IllegalStateException("the dialog isn't there");
    }
    return "Replaces="
        + URLEncoder.encode(
            callId + ";to-tag=" + tag.group(1) + ";from-tag=" + localTag, StandardCharsets.UTF_8);
  }

  /** Acknowledges a reliable provisional response (RFC 3262), not waiting for the answer. */
  Exchange prack(SipMessage progress) {
    var message =
        inDialog("PRACK", nextCseq())
            .with("RAck", progress.required("RSeq") + " " + progress.required("CSeq"));
    return agent.exchange(message, destination(), response -> true);
  }

  /** Acknowledges a 2xx of a re-INVITE, again for each repetition of it. */
  public void acknowledge(Exchange invite) {
    invite.acknowledge(inDialog("ACK", invite.request().cseq()), destination());
  }

  /** Acknowledges a 2xx with this side's description, as the answer to an offer in it. */
  void acknowledgeWithSdp(Exchange invite) {
    var ack = inDialog("ACK", invite.request().cseq()).withBody("application/sdp", sdp.toString());
    invite.acknowledge(ack, destination());
  }

  private SipMessage inDialog(String method, int cseq) {
    var message = SipMessage.request(method, remoteTarget).with("Via", agent.newVia());
    for (String route : routes) {
      message = message.with("Route", route);
    }
    return message
        .with("Max-Forwards", "70")
        .with("From", localParty)
        .with("To", remoteParty)
        .with("Call-ID", callId)
        .with("CSeq", cseq + " " + method);
  }

  private InetSocketAddress destination() {
    return agent.resolve(routes.isEmpty() ? remoteTarget : SipMessage.uriOf(routes.getFirst()));
  }

  SipMessage described(SipMessage message) {
    return message
        .with("Contact", "<" + agent.contactUri("ua") + ">")
        .withBody("application/sdp", sdp.toString());
  }
}
