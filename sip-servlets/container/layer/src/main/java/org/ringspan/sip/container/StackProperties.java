package org.ringspan.sip.container;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.ringspan.sip.wire.WireHardening;
import org.ringspan.sip.wire.WireLimits;

/** The SIP stack's own configuration, from the container's settings. */
final class StackProperties {
  /** A little more than the longest registration usually is. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(65);

  private StackProperties() {}

  /** The properties to create the stack with; with TLS, {@link TlsKeys} must know the key. */
  static Properties of(Properties settings) {
    Properties p = new Properties();
    p.setProperty("javax.sip.STACK_NAME", "ringspan");
    // The engine makes its dialogs itself.
    p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    p.setProperty("javax.sip.ROUTER_PATH", FlowRouter.class.getName());
    p.setProperty("javax.sip.USE_ROUTER_FOR_ALL_URIS", "true");
    nist(p, "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    nist(p, "LOOSE_DIALOG_VALIDATION", "true");
    nist(p, "PASS_INVITE_NON_2XX_ACK_TO_LISTENER", "true");
    nist(p, "DELIVER_UNSOLICITED_NOTIFY", "true");
    nist(p, "REENTRANT_LISTENER", "true");
    nist(p, "MAX_FORK_TIME_SECONDS", "0");
    nist(p, "AGGRESSIVE_CLEANUP", "true");
    nist(p, "STACK_LOGGER", StackLog.class.getName());
    nist(p, "SERVER_LOGGER", NoMessageLog.class.getName());
    nist(p, "TIMER_CLASS_NAME", WheelTimer.class.getName());
    nist(p, "THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY));
    nist(p, "RECEIVE_UDP_BUFFER_SIZE", SipSetting.UDP_BUFFER.in(settings));
    nist(p, "SEND_UDP_BUFFER_SIZE", SipSetting.UDP_BUFFER.in(settings));
    p.putAll(
        WireHardening.stackProperties(
            WireLimits.defaults()
                // What may be required: of call control reliable provisional responses and that a
                // call takes the place of another, of the registrar what a phone needs that
                // registers.
                .withOptionTags(Set.of("100rel", "replaces", "path", "outbound", "gruu"))
                // A phone that sends nothing between its registrations stays connected.
                .withTimeouts(WireLimits.defaults().messageTimeout(), LONGEST_SILENCE)
                .withMaxMessageBytes(SipSetting.MAX_MESSAGE.number(settings))
                .withUdpReceivers(SipSetting.RECEIVER_THREADS.number(settings))
                .withStreamWorkers(SipSetting.STREAM_THREADS.number(settings))));
    if (needsTls(settings)) {
      tls(p, settings);
    }
    return p;
  }

  /** Whether anything listens with TLS. */
  static boolean needsTls(Properties settings) {
    return SipSetting.TLS_PORT.number(settings) != 0 || SipSetting.WSS_PORT.number(settings) != 0;
  }

  private static void tls(Properties p, Properties settings) {
    nist(p, "SECURITY_MANAGER_PROVIDER", TlsKeys.class.getName());
    nist(p, "TLS_CLIENT_PROTOCOLS", SipSetting.TLS_PROTOCOLS.in(settings));
    nist(p, "ENABLED_CIPHER_SUITES", SipSetting.TLS_CIPHER_SUITES.in(settings));
    // Trunks may be told by their certificates. Phones show none, or those of their makers.
    nist(p, "TLS_CLIENT_AUTH_TYPE", "Want");
  }

  private static void nist(Properties p, String name, String value) {
    p.setProperty("gov.nist.javax.sip." + name, value);
  }
}
