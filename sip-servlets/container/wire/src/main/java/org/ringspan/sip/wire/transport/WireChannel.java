package org.ringspan.sip.wire.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import org.ringspan.sip.wire.Transport;

/** The way to and from one peer: hands admitted messages to the stack and sends the stack's. */
abstract class WireChannel extends MessageChannel implements RawMessageChannel {

  final SIPTransactionStack stack;
  final WireContext wire;
  final Transport transport;
  final InetAddress peerAddress;
  final int peerPort;

  WireChannel(
      MessageProcessor processor,
      WireContext wire,
      Transport transport,
      InetAddress peerAddress,
      int peerPort) {
    this.messageProcessor = processor;
    this.stack = processor.getSIPStack();
    this.wire = wire;
    this.transport = transport;
    this.peerAddress = peerAddress;
    this.peerPort = peerPort;
  }

  /** Sends octets to a peer; counts nothing. */
  abstract void transmit(byte[] message, InetAddress address, int port) throws IOException;

  /**
   * Hands a message to the stack on the calling thread and survives whatever it throws: one message
   * must not end the thread that receives all others.
   */
  final void deliver(SIPMessage message) {
    try {
      processMessage(message);
    } catch (Throwable e) { // StackOverflowError and OutOfMemoryError concern this message only.
      wire.counters().failed();
      wire.log().failed("Processing a message failed", e);
    }
  }

  @Override
  public void processMessage(SIPMessage message) throws Exception {
    message.setRemoteAddress(peerAddress);
    message.setRemotePort(peerPort);
    message.setPeerPacketSourceAddress(peerAddress);
    message.setPeerPacketSourcePort(peerPort);
    message.setLocalAddress(messageProcessor.getIpAddress());
    message.setLocalPort(messageProcessor.getPort());
    if (stack.sipEventInterceptor != null) {
      stack.sipEventInterceptor.beforeMessage(message);
    }
    if (message instanceof SIPRequest request) {
      markSource(request.getTopmostVia());
      process(request);
    } else {
      process((SIPResponse) message);
    }
    if (stack.sipEventInterceptor != null) {
      stack.sipEventInterceptor.afterMessage(message);
    }
  }

  /**
   * Makes the top Via say where the request really came from. What the peer claims about that is
   * removed, and so is "maddr": either would send the answers to a third party.
   */
  private void markSource(Via via) throws ParseException {
    boolean rport = transport.isReliable() || via.hasParameter(Via.RPORT) || stack.isPatchRport();
    String source = peerAddress.getHostAddress();
    if (rport || !source.equals(via.getHost())) {
      via.setParameter(Via.RECEIVED, source);
    } else {
      via.removeParameter(Via.RECEIVED);
    }
    if (rport) {
      via.setParameter(Via.RPORT, Integer.toString(peerPort));
    }
    via.removeParameter(Via.MADDR);
    // The stack answers over the transport the Via names, which has to be the one the request used.
    if (!transport.name().equalsIgnoreCase(via.getTransport())) {
      via.setTransport(transport.name());
    }
  }

  private void process(SIPRequest request) {
    ServerRequestInterface server = stack.newSIPServerRequest(request, this);
    if (server == null) {
      return;
    }
    try {
      server.processRequest(request, this);
    } finally {
      if (server instanceof SIPServerTransaction transaction && !transaction.passToListener()) {
        transaction.releaseSem();
      }
    }
  }

  private void process(SIPResponse response) {
    ServerResponseInterface client = stack.newSIPServerResponse(response, this);
    if (client == null) {
      return;
    }
    try {
      if (client instanceof SIPClientTransaction transaction
          && !transaction.checkFromTag(response)) {
        return;
      }
      client.processResponse(response, this);
    } finally {
      if (client instanceof SIPTransaction transaction && !transaction.passToListener()) {
        transaction.releaseSem();
      }
    }
  }

  @Override
  public final void sendMessage(SIPMessage message) throws IOException {
    send(message, peerAddress, peerPort);
  }

  @Override
  public final void sendMessage(SIPMessage message, InetAddress address, int port)
      throws IOException {
    send(message, address, port);
  }

  private void send(SIPMessage message, InetAddress address, int port) throws IOException {
    byte[] octets = message.encodeAsBytes(getTransport());
    if (message instanceof SIPRequest request
        && request.getTransaction() instanceof SentRequest transaction) {
      transaction.sent(octets);
    }
    transmit(octets, address, port);
    wire.tap().passed(true, transport, address, port, octets, 0, octets.length);
    wire.counters().sent();
    if (message instanceof SIPResponse response) {
      wire.counters().responseSent(response.getStatusCode());
    }
    message.setRemoteAddress(address);
    message.setRemotePort(port);
    message.setLocalAddress(messageProcessor.getIpAddress());
    message.setLocalPort(messageProcessor.getPort());
    if (!message.isNullRequest()) {
      logMessage(message, address, port, System.currentTimeMillis());
    }
  }

  @Override
  protected final void sendMessage(byte[] message, InetAddress address, int port, boolean reconnect)
      throws IOException {
    transmit(message, address, port);
    wire.tap().passed(true, transport, address, port, message, 0, message.length);
    wire.counters().sent();
  }

  @Override
  public final SIPTransactionStack getSIPStack() {
    return stack;
  }

  @Override
  public final String getTransport() {
    return transport.name();
  }

  @Override
  public final boolean isReliable() {
    return transport.isReliable();
  }

  @Override
  public final boolean isSecure() {
    return transport == Transport.TLS || transport == Transport.WSS;
  }

  @Override
  public final String getPeerAddress() {
    return peerAddress.getHostAddress();
  }

  @Override
  protected final InetAddress getPeerInetAddress() {
    return peerAddress;
  }

  @Override
  protected final String getPeerProtocol() {
    return transport.name();
  }

  @Override
  public final int getPeerPort() {
    return peerPort;
  }

  @Override
  public final int getPeerPacketSourcePort() {
    return peerPort;
  }

  @Override
  public final InetAddress getPeerPacketSourceAddress() {
    return peerAddress;
  }

  @Override
  public final String getKey() {
    return getKey(peerAddress, peerPort, transport.name());
  }

  @Override
  public final String getViaHost() {
    return messageProcessor.getIpAddress().getHostAddress();
  }

  @Override
  public final int getViaPort() {
    return messageProcessor.getPort();
  }
}
