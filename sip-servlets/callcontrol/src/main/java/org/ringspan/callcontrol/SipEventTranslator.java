package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;

/** Turns messages of a live call into events of it. */
@ApplicationScoped
public class SipEventTranslator {
  /** Seconds, from 0 to 10 (RFC 3261 section 14.2). */
  static final String RETRY_AFTER = "1";

  void reoffered(SipServletRequest reinvite) throws IOException {
    Optional<Party> party = LiveCall.partyOf(reinvite.getSession());
    if (party.isEmpty()) {
      reinvite.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
      return;
    }
    if (Bodies.unsupported(reinvite)) {
      SipServletResponse refusal =
          reinvite.createResponse(SipServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
      refusal.setHeader("Accept", "application/sdp");
      refusal.send();
      return;
    }
    // rfc3261#section-14.2: "A UAS that receives a second INVITE before it sends the final response
    // to a first INVITE with a lower
    // CSeq sequence number on the same dialog MUST return a 500 (Server Internal Error) response to
    // the second INVITE and MUST
    // include a Retry-After header field with a randomly chosen value of between 0 and 10 seconds."
    if (!party.get().reoffered(reinvite)) {
      SipServletResponse later =
          reinvite.createResponse(SipServletResponse.SC_SERVER_INTERNAL_ERROR);
      later.setHeader("Retry-After", RETRY_AFTER);
      later.send();
      return;
    }
    post(party.get(), new Reoffered(party.get().leg(), Bodies.session(reinvite)));
  }

  void acknowledged(SipServletRequest ack) throws IOException {
    Optional<Party> party = LiveCall.partyOf(ack.getSession());
    if (party.isPresent()) {
      post(party.get(), new Acknowledged(party.get().leg(), Bodies.session(ack)));
    }
  }

  void neverAcknowledged(SipServletRequest request) {
    LiveCall.partyOf(request.getSession(false))
        .ifPresent(party -> post(party, new NeverAcknowledged(party.leg())));
  }

  void hungUp(SipServletRequest bye) throws IOException {
    Optional<Party> party = LiveCall.partyOf(bye.getSession());
    bye.createResponse(
            party.isPresent() ? SipServletResponse.SC_OK : SipServletResponse.SC_CALL_LEG_DONE)
        .send();
    if (party.isPresent()) {
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
      // The answer to our CANCEL says nothing: the INVITE's own final response does.
      default -> {}
    }
  }

  private void invited(Party party, SipServletResponse response) throws IOException {
    int status = response.getStatus();
    if (status < 200) {
      Cancellation.nowPossible(party);
      if (status > 100) {
        post(party, new LegRinging(party.leg(), Bodies.session(response)));
      }
    } else if (status < 300) {
      answered(party, response);
    } else {
      post(party, new LegFailed(party.leg(), status));
    }
  }

  // rfc3261#section-13.2.2.4: several 2xx may come from one INVITE that was forked on its way: "The
  // UAC core MUST generate an ACK
  // request for each 2xx"; the dialogs we don't want are ended by BYE.
  private void answered(Party party, SipServletResponse success) throws IOException {
    if (party.firstAnswer(success)) {
      post(party, new LegAnswered(party.leg(), Bodies.session(success)));
    } else if (!success.getSession().equals(party.dialog())) {
      success.createAck().send();
      success.getSession().createRequest("BYE").send();
    }
  }

  private void reoffered(Party party, SipServletResponse response) throws IOException {
    int status = response.getStatus();
    if (status >= 300) {
      post(party, new ReofferRefused(party.leg(), status));
    } else if (status >= 200) {
      party.reofferAnswered(response);
      post(party, new ReofferAnswered(party.leg(), Bodies.session(response)));
    }
  }

  private void post(Party party, CallEvent event) {
    party.call().post(event);
  }
}
