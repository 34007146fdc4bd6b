package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.servlet.sip.SipServletRequest;
import org.ringspan.sip.container.api.SipContainer;
import org.ringspan.trace.boundary.MessageTraces;

/** Brings SIP messages to the traces while there are some. */
@ApplicationScoped
public class TraceTap {
  @Inject private MessageTraces traces;
  @Inject private SipContainer container;
  private boolean tapped;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public TraceTap() {}

  /** Calls can come: traces that begin from now on get their messages. */
  void connect() {
    traces.connect(this::want);
  }

  /** No more calls come. */
  void disconnect() {
    traces.connect(wanted -> {});
  }

  // While the application starts and none is wanted, the container can't be asked yet.
  private void want(boolean wanted) {
    if (wanted != tapped) {
      container.tap(wanted ? traces::passed : null);
      tapped = wanted;
    }
  }

  /** A leg is invited for a caller. */
  void joined(SipServletRequest caller, SipServletRequest leg) {
    traces.joined(caller.getCallId(), leg.getCallId());
  }
}
