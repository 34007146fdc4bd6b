package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jboss.logging.Logger;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRedirected;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.RefreshRefused;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.kpml.KeyWatch;

/** Turns messages of a live call into events of it. */
@ApplicationScoped
public class SipEventTranslator {
  private static final Logger LOG = Logger.getLogger(SipEventTranslator.class);

  @Inject private KeyTrunks keyTrunks;

  /** Seconds, from 0 to 10 (RFC 3261 section 14.2). */
  static final String RETRY_AFTER = "1";

  void reoffered(SipServletRequest reinvite) throws IOException {
    offered(reinvite, LiveCall.partyOf(reinvite.getSession()), false);
  }

  private void offered(SipServletRequest reinvite, Optional<Party> party, boolean byUpdate)
      throws IOException {
    if (party.isEmpty()) {
      reinvite.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
      return;
    }
    if (Bodies.unsupported(reinvite)) {
      SipServletResponse refusal =
          reinvite.createResponse(SipServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
      refusal.setHeader("Accept", "application/sdp");
      party.get().call().report().send(party.get().leg(), refusal);
      return;
    }
    if (SessionHeaders.POLICY.refuses(SessionHeaders.of(reinvite))) {
      SessionHeaders.refusal(reinvite).send();
      return;
    }
    // rfc3261#section-14.2: "A UAS that receives a second INVITE before it sends the final response
    // to a first INVITE with a lower
    // CSeq sequence number on the same dialog MUST return a 500 (Server Internal Error) response to
    // the second INVITE and MUST
    // include a Retry-After header field with a randomly chosen value of between 0 and 10 seconds."
    if (!party.get().reoffered(reinvite)) {
      later(reinvite);
      return;
    }
    post(party.get(), new Reoffered(party.get().leg(), Bodies.session(reinvite), byUpdate));
  }

  private static void later(SipServletRequest request) throws IOException {
    SipServletResponse later = request.createResponse(SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    later.setHeader("Retry-After", RETRY_AFTER);
    later.send();
  }

  /**
   * A party's UPDATE (RFC 3311). With an offer it is an event as a re-INVITE is; without, it only
   * says that the party lives and where, which the container has noted.
   */
  void updated(SipServletRequest update) throws IOException {
    Optional<Party> party = LiveCall.partyOf(update.getSession());
    if (party.isPresent()
        && update.getContentLength() == 0
        && !SessionHeaders.POLICY.refuses(SessionHeaders.of(update))) {
      SipServletResponse alive = update.createResponse(SipServletResponse.SC_OK);
      alive.setHeader("Allow", CallServlet.ALLOWED);
      Optional<SessionAgreed> agreed = party.get().sessions().answering(update, alive);
      party.get().call().report().send(party.get().leg(), alive);
      agreed.ifPresent(event -> post(party.get(), event));
    } else {
      offered(update, party, true);
    }
  }

  /** A party's INFO (RFC 6086). */
  void informed(SipServletRequest info) throws IOException {
    Optional<Party> party = LiveCall.partyOf(info.getSession());
    if (party.isEmpty()) {
      info.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
      return;
    }
    OptionalInt number = party.get().infos().received(info);
    if (number.isPresent()) {
      Optional<Character> digit = Infos.digitOf(info);
      if (digit.isPresent()) {
        party.get().infos().toldOfKey();
      }
      post(party.get(), new InfoReceived(party.get().leg(), number.getAsInt(), digit));
    } else {
      later(info);
    }
  }

  /** A party's NOTIFY, which tells of its keys (RFC 4730). */
  void notified(SipServletRequest notify) throws IOException {
    Optional<Party> party = LiveCall.partyOf(notify.getSession(false));
    if (party.isEmpty()) {
      // rfc6665#section-4.1.3: a NOTIFY that belongs to no subscription is answered by 481.
      notify.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
      return;
    }
    int status = party.get().keys().notified(notify);
    SipServletResponse answer = notify.createResponse(status);
    if (status == SipServletResponse.SC_BAD_EVENT) {
      answer.setHeader("Allow-Events", KeyWatch.PACKAGE);
    }
    party.get().call().report().send(party.get().leg(), answer);
  }

  /** The caller's PRACK. The container has matched it with our provisional response. */
  void progressAcknowledged(SipServletRequest prack) throws IOException {
    Optional<Party> party = LiveCall.partyOf(prack.getSession());
    if (party.isEmpty()) {
      prack.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
      return;
    }
    // What the caller would offer now we have nobody to ask for: several telephones may ring.
    prack
        .createResponse(
            prack.getContentLength() > 0
                ? SipServletResponse.SC_NOT_ACCEPTABLE_HERE
                : SipServletResponse.SC_OK)
        .send();
    party.get().call().responses().acknowledged();
  }

  /** No PRACK has come within 64*T1. */
  void progressNeverAcknowledged(SipServletRequest invite) {
    LiveCall.partyOf(invite.getSession(false))
        .ifPresent(
            party ->
                post(
                    party,
                    party.call().responses().answerWaits()
                        ? new EffectFailed(new CallEffect.AnswerCaller(Optional.empty()))
                        : new NeverAcknowledged(party.leg())));
  }

  void acknowledged(SipServletRequest ack) throws IOException {
    Optional<Party> party = LiveCall.partyOf(ack.getSession());
    if (party.isPresent()) {
      party.get().acknowledges(ack);
      post(party.get(), new Acknowledged(party.get().leg(), Bodies.session(ack)));
    }
  }

  void neverAcknowledged(SipServletRequest request) {
    LiveCall.partyOf(request.getSession(false))
        .ifPresent(party -> post(party, new NeverAcknowledged(party.leg())));
  }

  void hungUp(SipServletRequest bye) throws IOException {
    Optional<Party> party = LiveCall.partyOf(bye.getSession());
    if (party.isEmpty()) {
      bye.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
    } else {
      party.get().keys().forget();
      party
          .get()
          .call()
          .report()
          .send(party.get().leg(), bye.createResponse(SipServletResponse.SC_OK));
      post(party.get(), new HungUp(party.get().leg()));
    }
  }

  /** The container has answered the CANCEL with 200 and the INVITE with 487. */
  void cancelled(SipServletRequest cancel) {
    LiveCall.partyOf(cancel.getSession()).ifPresent(party -> post(party, new CallerCancelled()));
  }

  void responded(SipServletResponse response) throws IOException {
    Optional<Party> party =
        LiveCall.partyOf(response.getSession())
            .or(() -> LiveCall.partyOf(response.getRequest().getSession(false)));
    if (party.isEmpty()) {
      return;
    }
    party.get().call().report().received(party.get().leg(), response);
    switch (response.getMethod()) {
      case "INVITE" -> {
        if (response.getRequest().isInitial()) {
          invited(party.get(), response);
        } else {
          reoffered(party.get(), response);
        }
      }
      case "BYE" -> {
        if (response.getStatus() >= 200) {
          post(party.get(), new PartyCleared(party.get().leg()));
        }
      }
      case "UPDATE" -> refreshed(party.get(), response);
      case "INFO" -> Infos.answered(response);
      case "SUBSCRIBE" -> party.get().keys().answered(response);
      // The answer to our CANCEL says nothing: the INVITE's own final response does.
      default -> {}
    }
  }

  private void invited(Party party, SipServletResponse response) throws IOException {
    int status = response.getStatus();
    if (status < 200) {
      Cancellation.nowPossible(party);
      if (status > 100) {
        acknowledgeReliable(party, response);
        post(party, new LegRinging(party.leg(), Bodies.session(response)));
      }
    } else if (status < 300) {
      answered(party, response);
    } else {
      Optional<String> target = status < 400 ? redirectionOf(response) : Optional.empty();
      post(
          party,
          target.isPresent()
              ? new LegRedirected(party.leg(), status, target.get())
              : new LegFailed(party.leg(), status));
    }
  }

  // rfc3262#section-4: "If a provisional response is received for an initial request, and that
  // response contains a Require header field containing the option tag 100rel, the response is to
  // be sent reliably. [...] the UAC MUST create a new request with method PRACK."
  private static void acknowledgeReliable(Party party, SipServletResponse progress) {
    String sequence = progress.getHeader("RSeq");
    if (sequence == null
        || !sequence.strip().matches("[0-9]{1,10}")
        || !party.reliable(Long.parseLong(sequence.strip()))) {
      return;
    }
    try {
      progress.createPrack().send();
    } catch (IOException | Rel100Exception | IllegalStateException e) {
      // Its sender repeats the response, or gives up.
      LOG.debugf("%s: PRACK could not be sent: %s", party.leg(), e.getMessage());
    }
  }

  /** The number or name in the first Contact of a 3xx; none when there is no such. */
  private static Optional<String> redirectionOf(SipServletResponse redirection) {
    try {
      return Optional.ofNullable(redirection.getAddressHeader("Contact"))
          .flatMap(contact -> Addressing.userOf(contact.getURI()))
          .filter(target -> target.matches("[A-Za-z0-9+*#._~!-]{1,64}"));
    } catch (ServletParseException e) {
      // What can't be read names nobody: the leg has failed.
      return Optional.empty();
    }
  }

  // rfc3261#section-13.2.2.4: several 2xx may come from one INVITE that was forked on its way: "The
  // UAC core MUST generate an ACK
  // request for each 2xx"; the dialogs we don't want are ended by BYE.
  private void answered(Party party, SipServletResponse success) throws IOException {
    if (party.firstAnswer(success)) {
      if (keyTrunks.leadsTo(party.invite().getSession())) {
        party.keys().offered(success);
      }
      Optional<SessionAgreed> agreed = party.sessions().answered(success);
      post(party, new LegAnswered(party.leg(), Bodies.session(success)));
      agreed.ifPresent(event -> post(party, event));
    } else if (!success.getSession().equals(party.dialog())) {
      CallReport report = party.call().report();
      report.send(party.leg(), success.createAck());
      report.send(party.leg(), success.getSession().createRequest("BYE"));
    }
  }

  private void reoffered(Party party, SipServletResponse response) throws IOException {
    int status = response.getStatus();
    if (status >= 300) {
      post(party, new ReofferRefused(party.leg(), status));
    } else if (status >= 200) {
      party.reofferAnswered(response);
      Optional<SessionAgreed> agreed = party.sessions().answered(response);
      post(party, new ReofferAnswered(party.leg(), Bodies.session(response)));
      agreed.ifPresent(event -> post(party, event));
    }
  }

  /** The answer to our UPDATE, which is sent for the session timer only. */
  private void refreshed(Party party, SipServletResponse response) {
    if (response.getStatus() >= 300) {
      post(party, new RefreshRefused(party.leg(), response.getStatus()));
    } else if (response.getStatus() >= 200) {
      party.sessions().answered(response).ifPresent(event -> post(party, event));
    }
  }

  private void post(Party party, CallEvent event) {
    party.call().post(event);
  }
}
