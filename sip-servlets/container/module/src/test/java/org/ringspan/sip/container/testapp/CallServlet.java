package org.ringspan.sip.container.testapp;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.io.IOException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.servlet.sip.Address;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;
import javax.servlet.sip.SipErrorEvent;
import javax.servlet.sip.SipErrorListener;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;
import org.ringspan.sip.container.api.Flow;
import org.ringspan.sip.container.api.OutboundFlow;

/**
 * A back-to-back user agent with a few odd numbers: {@code noack} answers by itself, {@code timer}
 * answers when a timer fires, registered names are called over their flows, everything else goes to
 * the address in system property {@code test.target}.
 */
@javax.servlet.sip.annotation.SipServlet(name = "CallServlet", loadOnStartup = 1)
public class CallServlet extends SipServlet
    implements TimerListener, SipErrorListener, SipApplicationSessionListener {
  private static final String PEER = "peer";
  private static final String INVITE = "invite";
  private static final String ANSWER = "answer";

  @Inject private SipFactory factory;
  @Inject private TimerService timers;
  @Inject private Directory directory;

  @EJB
  @SuppressWarnings("NullAway.Init") // injected
  private Greeter greeter;

  @Override
  protected void doOptions(SipServletRequest request) throws IOException {
    SipServletResponse response = request.createResponse(200);
    response.setHeader("X-Greeting", greeter.greet());
    response.setHeader("X-Comp", lookup("java:comp/UserTransaction"));
    response.setHeader("X-Module", lookup("java:module/Greeter"));
    response.setHeader("X-Seen", directory.seen());
    response.setHeader("X-Flow", Flow.of(request).toString());
    response.send();
  }

  @Override
  protected void doMessage(SipServletRequest request) throws IOException {
    request.createResponse(200).send();
    // The transaction has ended with the response; its session must still be there.
    request.getSession().setAttribute("late", request.getApplicationSession().getId());
    directory.saw("MESSAGE");
  }

  private static String lookup(String name) {
    try {
      return new InitialContext().lookup(name) == null ? "null" : "found";
    } catch (NamingException e) {
      return "missing";
    }
  }

  @Override
  protected void doRegister(SipServletRequest request) throws IOException {
    directory.flows().put(((SipURI) request.getTo().getURI()).getUser(), Flow.of(request));
    request.createResponse(200).send();
  }

  @Override
  protected void doInvite(SipServletRequest request) throws IOException {
    if (!request.isInitial()) {
      request.createResponse(488).send();
      return;
    }
    String user = ((SipURI) request.getRequestURI()).getUser();
    request.getSession().setAttribute(INVITE, request);
    Flow from = Flow.of(request);
    if (from.connection()) {
      OutboundFlow.attach(request, from);
    }
    switch (user) {
      case "noack" -> request.createResponse(200).send();
      case "early" -> connectAndCancel(request, user);
      case "timer" -> timers.createTimer(request.getApplicationSession(), 100, false, "ring");
      default -> connect(request, user);
    }
  }

  private void connectAndCancel(SipServletRequest request, String user) throws IOException {
    connect(request, user);
    SipSession out = (SipSession) request.getSession().getAttribute(PEER);
    ((SipServletRequest) out.getAttribute(INVITE)).createCancel().send();
  }

  private void connect(SipServletRequest request, String user) throws IOException {
    Address caller = request.getFrom();
    SipServletRequest out =
        factory.createRequest(
            request.getApplicationSession(), "INVITE", caller.getURI(), request.getTo().getURI());
    Flow flow = directory.flows().get(user);
    if (flow == null) {
      out.setRequestURI(target());
    } else {
      out.setRequestURI(factory.createSipURI(user, "somewhere.invalid"));
      OutboundFlow.attach(out, flow);
    }
    copyContent(request, out);
    link(request.getSession(), out.getSession());
    out.getSession().setAttribute(INVITE, out);
    out.send();
  }

  private javax.servlet.sip.URI target() throws IOException {
    try {
      return factory.createURI(System.getProperty("test.target"));
    } catch (javax.servlet.sip.ServletParseException e) {
      throw new IOException(e);
    }
  }

  private static void link(SipSession one, SipSession other) {
    one.setAttribute(PEER, other);
    other.setAttribute(PEER, one);
  }

  private static void copyContent(SipServletMessage from, SipServletMessage to) throws IOException {
    if (from.getContentLength() > 0) {
      to.setContent(from.getRawContent(), from.getContentType());
    }
  }

  @Override
  protected void doResponse(SipServletResponse response) throws IOException {
    directory.saw(response.getMethod() + " " + response.getStatus());
    SipSession peer = (SipSession) response.getSession().getAttribute(PEER);
    if (!"INVITE".equals(response.getMethod()) || peer == null || !peer.isValid()) {
      return;
    }
    SipServletRequest invite = (SipServletRequest) peer.getAttribute(INVITE);
    if (response.getStatus() >= 200 && response.getStatus() < 300) {
      response.getSession().setAttribute(ANSWER, response);
    }
    if (invite == null || invite.isCommitted()) {
      return;
    }
    SipServletResponse back = invite.createResponse(response.getStatus());
    copyContent(response, back);
    back.send();
  }

  @Override
  protected void doAck(SipServletRequest request) throws IOException {
    directory.saw("ACK");
    SipSession peer = (SipSession) request.getSession().getAttribute(PEER);
    if (peer != null && peer.getAttribute(ANSWER) instanceof SipServletResponse answer) {
      peer.removeAttribute(ANSWER);
      answer.createAck().send();
    }
  }

  @Override
  protected void doCancel(SipServletRequest request) throws IOException {
    directory.saw("CANCEL");
    SipSession peer = (SipSession) request.getSession().getAttribute(PEER);
    if (peer != null) {
      ((SipServletRequest) peer.getAttribute(INVITE)).createCancel().send();
    }
  }

  @Override
  protected void doBye(SipServletRequest request) throws IOException {
    SipSession peer = (SipSession) request.getSession().getAttribute(PEER);
    request.createResponse(200).send();
    if (peer != null && peer.isValid()) {
      peer.createRequest("BYE").send();
    }
  }

  @Override
  public void timeout(ServletTimer timer) {
    directory.saw("TIMER " + lookup("java:comp/UserTransaction"));
    SipSession session = (SipSession) timer.getApplicationSession().getSessions("SIP").next();
    try {
      ((SipServletRequest) session.getAttribute(INVITE)).createResponse(486).send();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void noAckReceived(SipErrorEvent event) {
    directory.saw("NOACK " + lookup("java:comp/UserTransaction"));
  }

  @Override
  public void noPrackReceived(SipErrorEvent event) {
    directory.saw("NOPRACK");
  }

  @Override
  public void sessionCreated(SipApplicationSessionEvent event) {
    directory.saw("CREATED");
  }

  @Override
  public void sessionDestroyed(SipApplicationSessionEvent event) {
    directory.saw("DESTROYED");
  }

  @Override
  public void sessionExpired(SipApplicationSessionEvent event) {
    directory.saw("EXPIRED");
  }

  @Override
  public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {
    directory.saw("READY");
  }
}
