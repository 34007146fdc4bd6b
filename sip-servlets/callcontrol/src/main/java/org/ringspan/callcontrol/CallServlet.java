package org.ringspan.callcontrol;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import javax.servlet.sip.SipErrorEvent;
import javax.servlet.sip.SipErrorListener;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.annotation.SipListener;

/** Where every SIP message enters. It looks at the method and hands over. */
@javax.servlet.sip.annotation.SipServlet(name = "CallServlet", loadOnStartup = 1)
@SipListener
public class CallServlet extends SipServlet implements SipErrorListener {
  private static final long serialVersionUID = 1L;

  /** What we answer to; the rest gets 405 (RFC 3261 section 8.2.1). */
  static final String ALLOWED =
      "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, PRACK, UPDATE, INFO, SUBSCRIBE, NOTIFY, REFER";

  private static final Set<String> KNOWN =
      Set.of(
          "INVITE",
          "ACK",
          "CANCEL",
          "BYE",
          "OPTIONS",
          "REGISTER",
          "PRACK",
          "UPDATE",
          "INFO",
          "MESSAGE",
          "NOTIFY",
          "PUBLISH",
          "REFER",
          "SUBSCRIBE");

  @Inject private transient NewCalls newCalls;
  @Inject private transient RegisterRequests registerRequests;
  @Inject private transient SipEventTranslator translator;
  @Inject private transient TrunkProber prober;
  @Inject private transient TrunkObservations observations;
  @Inject private transient TrunkChallenges challenges;
  @Inject private transient Subscriptions subscriptions;
  @Inject private transient Referrals referrals;

  @Override
  protected void doInvite(SipServletRequest invite) throws IOException {
    if (invite.isInitial()) {
      newCalls.arrive(invite);
    } else if (DeskPickups.replaces(invite)) {
      // rfc3891#section-3: it begins a dialog; within one it contradicts itself.
      invite.createResponse(SipServletResponse.SC_BAD_REQUEST).send();
    } else {
      translator.reoffered(invite);
    }
  }

  @Override
  protected void doAck(SipServletRequest ack) throws IOException {
    translator.acknowledged(ack);
  }

  @Override
  protected void doBye(SipServletRequest bye) throws IOException {
    translator.hungUp(bye);
  }

  @Override
  protected void doCancel(SipServletRequest cancel) {
    translator.cancelled(cancel);
  }

  @Override
  protected void doRegister(SipServletRequest register) throws IOException {
    registerRequests.arrive(register);
  }

  @Override
  protected void doOptions(SipServletRequest options) throws IOException {
    SipServletResponse capabilities = options.createResponse(SipServletResponse.SC_OK);
    capabilities.setHeader("Allow", ALLOWED);
    capabilities.setHeader("Accept", "application/sdp");
    capabilities.setHeader("Allow-Events", subscriptions.served());
    capabilities.setHeader("Supported", DeskPickups.OPTION);
    capabilities.send();
  }

  @Override
  protected void doInfo(SipServletRequest info) throws IOException {
    translator.informed(info);
  }

  @Override
  protected void doMessage(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doNotify(SipServletRequest notify) throws IOException {
    translator.notified(notify);
  }

  @Override
  protected void doPrack(SipServletRequest prack) throws IOException {
    translator.progressAcknowledged(prack);
  }

  @Override
  protected void doPublish(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doRefer(SipServletRequest refer) throws IOException {
    referrals.arrive(refer);
  }

  @Override
  protected void doSubscribe(SipServletRequest subscribe) throws IOException {
    subscriptions.arrive(subscribe);
  }

  @Override
  protected void doUpdate(SipServletRequest update) throws IOException {
    translator.updated(update);
  }

  // rfc3261#section-21.5.2: 501 "is the appropriate response when a UAS does not recognize the
  // request method"; 405 is for those it knows and doesn't allow.
  @Override
  protected void doRequest(SipServletRequest request) throws ServletException, IOException {
    LiveCall.partyOf(request.getSession(false))
        .ifPresent(party -> party.call().report().received(party.leg(), request));
    if (KNOWN.contains(request.getMethod())) {
      super.doRequest(request);
    } else {
      SipServletResponse refusal = request.createResponse(SipServletResponse.SC_NOT_IMPLEMENTED);
      refusal.setHeader("Allow", ALLOWED);
      refusal.send();
    }
  }

  private static void notAllowed(SipServletRequest request) throws IOException {
    SipServletResponse refusal = request.createResponse(SipServletResponse.SC_METHOD_NOT_ALLOWED);
    refusal.setHeader("Allow", ALLOWED);
    refusal.send();
  }

  @Override
  protected void doResponse(SipServletResponse response) throws IOException {
    if (!prober.answered(response) && !subscriptions.answered(response)) {
      observations.responded(response);
      if (!challenges.answered(response)) {
        translator.responded(response);
      }
    }
  }

  @Override
  public void noAckReceived(SipErrorEvent event) {
    translator.neverAcknowledged(event.getRequest());
  }

  @Override
  public void noPrackReceived(SipErrorEvent event) {
    translator.progressNeverAcknowledged(event.getRequest());
  }
}
