package org.ringspan.callcontrol;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jboss.logging.Logger;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;

/** Offers within the dialogs of a call (RFC 3261 section 14), ours and those of its parties. */
final class Reoffers {
  private static final Logger LOG = Logger.getLogger(Reoffers.class);

  private final LiveCall call;

  /** Other calls that are parties of this one. */
  private final LinkDialog others;

  Reoffers(LiveCall call, LinkDialog others) {
    this.call = call;
    this.others = others;
  }

  /**
   * Makes one.
   *
   * @param offer none: the party is asked for its own
   */
  void send(LegId leg, Optional<SessionDescription> offer) throws IOException {
    if (others.reoffer(leg, offer)) {
      return;
    }
    Party party = call.party(leg);
    SipServletRequest reinvite = party.dialog().createRequest("INVITE");
    Bodies.put(party.sessions().sent(offer), reinvite);
    party.sessions().asking(reinvite);
    call.report().send(leg, reinvite);
  }

  void answer(LegId leg, Optional<SessionDescription> session) throws IOException {
    if (others.answerReoffer(leg, session)) {
      return;
    }
    Party party = call.party(leg);
    Optional<SipServletRequest> reinvite = party.takeUnansweredReoffer();
    if (reinvite.isPresent()) {
      SipServletResponse response = reinvite.get().createResponse(SipServletResponse.SC_OK);
      Bodies.put(party.sessions().sent(session), response);
      Optional<SessionAgreed> agreed = party.sessions().answering(reinvite.get(), response);
      call.report().send(leg, response);
      agreed.ifPresent(call::post);
    }
  }

  void refuse(LegId leg, int status) throws IOException {
    if (others.refuseReoffer(leg, status)) {
      return;
    }
    Optional<SipServletRequest> reinvite = call.party(leg).takeUnansweredReoffer();
    if (reinvite.isPresent()) {
      SipServletResponse refusal = Refusal.of(reinvite.get(), status);
      if (status == SipServletResponse.SC_SERVER_INTERNAL_ERROR) {
        refusal.setHeader("Retry-After", SipEventTranslator.RETRY_AFTER);
      }
      call.report().send(leg, refusal);
    }
  }

  // rfc3261#section-12.2.2: a request that came when its dialog was over already gets 481, or the
  // party would repeat it.
  void refuseTooLate(CallEvent event) {
    try {
      if (event instanceof CallEvent.Reoffered reoffered) {
        refuse(reoffered.party(), SipServletResponse.SC_CALL_LEG_DONE);
      } else if (event instanceof CallEvent.InfoReceived(var party, var number, var digit)) {
        call.party(party).infos().answer(number, SipServletResponse.SC_CALL_LEG_DONE);
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debugf("call %s: nobody needs an answer any more: %s", call.id(), e.getMessage());
    }
  }
}
