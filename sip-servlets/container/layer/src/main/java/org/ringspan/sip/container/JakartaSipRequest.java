package org.ringspan.sip.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.servlet.sip.Parameterable;
import javax.sip.Dialog;
import javax.sip.Transaction;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.HopImpl;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.SipServletRequestImpl;
import org.ringspan.sip.container.api.CertifiedPeer;
import org.ringspan.sip.container.api.Flow;
import org.ringspan.sip.container.api.OutboundFlow;
import org.ringspan.sip.wire.transport.ReceivedRequest;

/**
 * The engine's request with what Servlet 6 adds, with sending over a given flow and with the names
 * of who sent it.
 */
final class JakartaSipRequest extends SipServletRequestImpl implements CertifiedPeer {
  JakartaSipRequest(
      Request request,
      SipFactoryImpl factory,
      @Nullable MobicentsSipSession session,
      @Nullable Transaction transaction,
      @Nullable Dialog dialog,
      boolean createDialog) {
    super(request, factory, session, transaction, dialog, createDialog);
  }

  /**
   * Sends the request over the flow attached to its session, if there is one.
   *
   * @throws IOException if it can't be sent
   */
  @Override
  public void send() throws IOException {
    Map<String, Object> attributes = getSipSession().getSipSessionAttributeMap();
    if (attributes != null && attributes.get(OutboundFlow.ATTRIBUTE) instanceof Flow flow) {
      checkReadOnly();
      send(new HopImpl(flow.remoteAddress(), flow.remotePort(), flow.transport()));
    } else {
      super.send();
    }
  }

  @Override
  public List<String> peerNames() {
    return getMessage() instanceof ReceivedRequest received ? received.peerNames() : List.of();
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    Parameterable uri =
        (Parameterable) (getPoppedRoute() == null ? getRequestURI() : getPoppedRoute().getURI());
    Map<String, String[]> parameters = new HashMap<>();
    for (Iterator<String> names = uri.getParameterNames(); names.hasNext(); ) {
      String name = names.next();
      parameters.put(name, new String[] {uri.getParameter(name)});
    }
    return parameters;
  }

  @Override
  public long getContentLengthLong() {
    return getContentLength();
  }

  @Override
  public ServletContext getServletContext() {
    return getSipSession().getSipApplicationSession().getSipContext().getServletContext();
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public boolean isAsyncStarted() {
    return false;
  }

  @Override
  public boolean isAsyncSupported() {
    return false;
  }

  @Override
  public AsyncContext getAsyncContext() {
    throw new IllegalStateException("SIP requests are asynchronous by nature");
  }

  @Override
  public AsyncContext startAsync() {
    return getAsyncContext();
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return getAsyncContext();
  }

  @Override
  public String getRequestId() {
    return getCallId() + " " + getHeader("CSeq");
  }

  @Override
  public String getProtocolRequestId() {
    return "";
  }

  @Override
  public ServletConnection getServletConnection() {
    throw new IllegalStateException("A SIP request has no HTTP connection");
  }
}
