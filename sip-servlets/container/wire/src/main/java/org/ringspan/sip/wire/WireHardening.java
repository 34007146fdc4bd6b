package org.ringspan.sip.wire;

import java.util.Properties;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.transport.WireProcessorFactory;

/**
 * Switches the validation and the supervised channels on for a SIP stack.
 *
 * <pre>{@code
 * properties.putAll(WireHardening.stackProperties(WireLimits.defaults()));
 * SipStack stack = factory.createSipStack(properties);
 * WireStatistics statistics = WireHardening.statistics(stack);
 * }</pre>
 */
public final class WireHardening {

  private WireHardening() {}

  /**
   * The properties to merge into those of the stack before it is made: the factory of the channels
   * and the limits. Settings of the stack that would start threads of its own for these channels
   * (THREAD_POOL_SIZE, TCP_POST_PARSING_THREAD_POOL_SIZE, MAX_MESSAGE_SIZE) have no effect on them.
   */
  public static Properties stackProperties(WireLimits limits) {
    Properties properties = limits.toProperties();
    properties.setProperty(
        "gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY", WireProcessorFactory.class.getName());
    return properties;
  }

  /**
   * The counters of a stack that was made with {@link #stackProperties}.
   *
   * @throws IllegalArgumentException when the stack was made without them
   */
  public static WireStatistics statistics(SipStack stack) {
    return WireProcessorFactory.of(stack).statistics();
  }

  /**
   * Shows the messages of a stack to a tap, in place of whoever saw them before; null for nobody.
   *
   * @throws IllegalArgumentException when the stack was made without {@link #stackProperties}
   */
  public static void tap(SipStack stack, @Nullable MessageTap tap) {
    WireProcessorFactory.of(stack).tap(tap);
  }

  /**
   * Names who is told of connections of a stack that are gone, in place of whoever was told before.
   *
   * @throws IllegalArgumentException when the stack was made without {@link #stackProperties}
   */
  public static void tellConnectionEnds(SipStack stack, ConnectionEnds listener) {
    WireProcessorFactory.of(stack).tellEnds(listener);
  }

  /**
   * Says who must be at the other end of connections that a stack opens over TLS, in place of what
   * was said before.
   *
   * @throws IllegalArgumentException when the stack was made without {@link #stackProperties}
   */
  public static void expect(SipStack stack, ExpectedNames names) {
    WireProcessorFactory.of(stack).expect(names);
  }
}
