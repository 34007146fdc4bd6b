package org.ringspan.sip.wire.transport;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import org.ringspan.sip.wire.WireHardening;
import org.ringspan.sip.wire.WireLimits;
import org.ringspan.sip.wire.WireStatistics;

/** A SIP stack with the hardening on and an application that answers every request with 200. */
final class BareStack implements SipListener, AutoCloseable {

  private final SipStack stack;
  private final MessageFactory messages;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Map<String, List<Long>> sequences = new ConcurrentHashMap<>();
  private final Map<String, List<String>> peerNames = new ConcurrentHashMap<>();
  private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

  BareStack(WireLimits limits, String address, Properties more, String... portsAndTransports)
      throws Exception {
    SipFactory factory = SipFactory.getInstance();
    factory.setPathName("gov.nist");
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", "bare-" + System.nanoTime());
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
    properties.setProperty("gov.nist.javax.sip.TRACE_LEVEL", "0");
    properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", SilentStackLogger.class.getName());
    properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SilentServerLogger.class.getName());
    properties.putAll(WireHardening.stackProperties(limits));
    properties.putAll(more);
    stack = factory.createSipStack(properties);
    messages = factory.createMessageFactory();
    SipProvider provider = null;
    for (String listening : portsAndTransports) {
      String[] parts = listening.split("/");
      ListeningPoint point =
          stack.createListeningPoint(address, Integer.parseInt(parts[0]), parts[1]);
      if (provider == null) {
        provider = stack.createSipProvider(point);
        provider.addSipListener(this);
      } else {
        provider.addListeningPoint(point);
      }
    }
    stack.start();
  }

  BareStack(WireLimits limits, String address, String... portsAndTransports) throws Exception {
    this(limits, address, new Properties(), portsAndTransports);
  }

  WireStatistics statistics() {
    return WireHardening.statistics(stack);
  }

  SipStack stack() {
    return stack;
  }

  /** The requests the application saw, as method and Call-ID. */
  List<String> received() {
    return received;
  }

  /** The CSeq numbers of the requests the application saw, of each Call-ID in their order. */
  Map<String, List<Long>> sequences() {
    return sequences;
  }

  /** The names of who has sent the request with that Call-ID. */
  List<String> peerNames(String callId) {
    return peerNames.getOrDefault(callId, List.of("no such request"));
  }

  /** What the application does before it answers a request with that Call-ID. */
  void onRequest(String callId, Runnable action) {
    actions.put(callId, action);
  }

  @Override
  public void processRequest(RequestEvent event) {
    Request request = event.getRequest();
    received.add(request.getMethod() + " " + request.getHeader("Call-ID").toString().strip());
    String callId = ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    sequences
        .computeIfAbsent(callId, call -> new CopyOnWriteArrayList<>())
        .add(((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber());
    // The stack's own channels make requests of its own.
    if (request instanceof ReceivedRequest ours) {
      peerNames.put(callId, ours.peerNames());
    }
    actions.getOrDefault(callId, () -> {}).run();
    if (request.getMethod().equals(Request.ACK)) {
      return;
    }
    try {
      ((SipProvider) event.getSource()).sendResponse(messages.createResponse(200, request));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void processResponse(ResponseEvent event) {
    received.add("response " + event.getResponse().getStatusCode());
  }

  @Override
  public void processTimeout(TimeoutEvent event) {}

  @Override
  public void processIOException(IOExceptionEvent event) {}

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}

  @Override
  public void close() {
    stack.stop();
  }
}
