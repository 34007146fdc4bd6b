package org.ringspan.callcontrol;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import org.jboss.logging.Logger;
import org.ringspan.call.Reason;

/**
 * Cancels our INVITE to a leg at the first moment the protocol allows.
 *
 * <p>rfc3261#section-9.1: "If no provisional response has been received, the CANCEL request MUST
 * NOT be sent; rather, the client MUST wait for the arrival of a provisional response before
 * sending the request." The container keeps 100 from us but lets the session leave its initial
 * state at it, so that is looked at until it happens.
 */
final class Cancellation {
  private static final Logger LOG = Logger.getLogger(Cancellation.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private Cancellation() {}

  static void cancel(Party party, Reason reason, CallTimers timers) {
    party.wantCancel(reason);
    look(party, timers);
  }

  private static void look(Party party, CallTimers timers) {
    SipSession session = party.invite().getSession();
    if (!session.isValid()) {
      return;
    }
    if (session.getState() == SipSession.State.INITIAL) {
      timers.start(LOOK_AGAIN, () -> look(party, timers));
    } else {
      nowPossible(party);
    }
  }

  /** A response has come: a CANCEL that was wanted before is sent. */
  static void nowPossible(Party party) {
    Optional<Reason> reason = party.takeWantedCancel();
    if (reason.isEmpty()) {
      return;
    }
    try {
      SipServletRequest cancel = party.invite().createCancel();
      cancel.setHeader("Reason", reason.get().headerValue());
      cancel.send();
    } catch (IllegalStateException e) {
      // The final response was faster: it is on its way to the call, which ends the leg by it.
      LOG.debugf("%s: nothing left to cancel", party.leg());
    } catch (IOException e) {
      // The leg can't be reached; its INVITE transaction will time out and end it.
      LOG.debugf("%s: CANCEL could not be sent: %s", party.leg(), e.getMessage());
    }
  }
}
