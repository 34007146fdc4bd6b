package org.ringspan.callcontrol;

import jakarta.inject.Inject;
import java.io.IOException;
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
  static final String ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER";

  @Inject private transient NewCalls newCalls;
  @Inject private transient RegisterRequests registerRequests;
  @Inject private transient SipEventTranslator translator;
  @Inject private transient TrunkProber prober;
  @Inject private transient TrunkObservations observations;
  @Inject private transient TrunkChallenges challenges;

  @Override
  protected void doInvite(SipServletRequest invite) throws IOException {
    if (invite.isInitial()) {
      newCalls.arrive(invite);
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
    capabilities.send();
  }

  @Override
  protected void doInfo(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doMessage(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doNotify(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doPrack(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doPublish(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doRefer(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doSubscribe(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  @Override
  protected void doUpdate(SipServletRequest request) throws IOException {
    notAllowed(request);
  }

  private static void notAllowed(SipServletRequest request) throws IOException {
    SipServletResponse refusal = request.createResponse(SipServletResponse.SC_METHOD_NOT_ALLOWED);
    refusal.setHeader("Allow", ALLOWED);
    refusal.send();
  }

  @Override
  protected void doResponse(SipServletResponse response) throws IOException {
    if (!prober.answered(response)) {
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
    // We send no reliable provisional responses, so none can stay without its PRACK.
  }
}
