package org.ringspan.callcontrol;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import org.jboss.logging.Logger;
import org.ringspan.call.Reason;

/**
 * Cancels our INVITE to a leg at the first moment the protocol allows.
 *
 * <p>rfc3261#section-9.1: "If no provisional response has been received, the CANCEL request MUST
 * NOT be sent; rather, the client MUST wait for the arrival of a provisional response before
 * sending the request." The container keeps 100 from us but lets the session leave its initial
 * state at it, so that is looked at until it happens, ever less often: a server that is down stays
 * silent for as long as the transaction lives.
 */
final class Cancellation {
  private static final Logger LOG = Logger.getLogger(Cancellation.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration LOOK_SELDOM = Duration.ofSeconds(1);

  private Cancellation() {}

  static void cancel(Party party, Reason reason, CallTimers timers) {
    party.wantCancel(reason);
    look(party, timers, LOOK_AGAIN);
  }

  private static void look(Party party, CallTimers timers, Duration again) {
    if (party.isSilent()) {
      Duration next = again.compareTo(LOOK_SELDOM) < 0 ? again.multipliedBy(2) : again;
      timers.start(again, () -> look(party, timers, next));
    } else if (party.invite().getSession().isValid()) {
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
      party.call().report().send(party.leg(), cancel);
    } catch (IllegalStateException e) {
      // The final response was faster: it is on its way to the call, which ends the leg by it.
      LOG.debugf("%s: nothing left to cancel", party.leg());
    } catch (IOException e) {
      // The leg can't be reached; its INVITE transaction will time out and end it.
      LOG.debugf("%s: CANCEL could not be sent: %s", party.leg(), e.getMessage());
    }
  }
}
