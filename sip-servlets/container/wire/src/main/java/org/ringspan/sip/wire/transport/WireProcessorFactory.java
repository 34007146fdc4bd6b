package org.ringspan.sip.wire.transport;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.ConnectionEnds;
import org.ringspan.sip.wire.ExpectedNames;
import org.ringspan.sip.wire.MessageTap;
import org.ringspan.sip.wire.Transport;
import org.ringspan.sip.wire.WireCounters;
import org.ringspan.sip.wire.WireLimits;
import org.ringspan.sip.wire.WireStatistics;

/** Makes the channels of a stack; the stack instantiates it by the name in its properties. */
public final class WireProcessorFactory implements MessageProcessorFactory {

  private final WireCounters counters = new WireCounters();
  private volatile ConnectionEnds ends = (transport, address, port) -> {};
  private volatile ExpectedNames expected = (address, port) -> Set.of();
  private final TapSocket tap = new TapSocket();
  private @Nullable WireContext context;

  /**
   * The factory of this stack.
   *
   * @throws IllegalArgumentException when the stack has another factory
   */
  public static WireProcessorFactory of(SipStack stack) {
    if (stack instanceof SIPTransactionStack transactions
        && transactions.getMessageProcessorFactory() instanceof WireProcessorFactory factory) {
      return factory;
    }
    throw new IllegalArgumentException("not a stack made with WireHardening.stackProperties");
  }

  /** The counters of all channels made by this factory. */
  public WireStatistics statistics() {
    return counters;
  }

  /** Who is told of connections that are gone, in place of whoever was told before. */
  public void tellEnds(ConnectionEnds listener) {
    ends = listener;
  }

  /** Who must be at the other end of connections that are opened over TLS. */
  public void expect(ExpectedNames names) {
    expected = names;
  }

  /** Who sees the messages that pass, in place of whoever saw them before; null for nobody. */
  public void tap(@Nullable MessageTap tapped) {
    tap.plug(tapped);
  }

  private synchronized WireContext context(SipStackImpl stack) {
    if (context == null) {
      context =
          new WireContext(
              WireLimits.fromProperties(stack.getConfigurationProperties()),
              counters,
              (transport, address, port) -> ends.gone(transport, address, port),
              (address, port) -> expected.at(address, port),
              tap);
    }
    return context;
  }

  @Override
  public MessageProcessor createMessageProcessor(
      SIPTransactionStack stack, InetAddress address, int port, String transport)
      throws IOException {
    WireContext wire = context((SipStackImpl) stack);
    Transport kind = Transport.named(transport);
    return kind == Transport.UDP
        ? new UdpProcessor(address, stack, port, wire)
        : new StreamProcessor(address, stack, port, kind, wire);
  }
}
