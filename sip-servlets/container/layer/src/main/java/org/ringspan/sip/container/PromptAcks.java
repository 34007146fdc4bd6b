package org.ringspan.sip.container;

import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.RequestEvent;

/**
 * Notes ACKs that were faster than the stack. It sends a 2xx first and begins to await the ACK
 * after that; an ACK that comes between is passed to the application but not noted, and the 2xx
 * would be sent again although it has been acknowledged.
 */
final class PromptAcks {
  /** Far longer than the gap, far shorter than the first retransmission (T1, 500 ms). */
  private static final long LATER_MILLIS = 20;

  private static final int ATTEMPTS = 10;

  private final ScheduledExecutorService executor;

  PromptAcks(ScheduledExecutorService executor) {
    this.executor = executor;
  }

  /** An ACK has come: if its dialog has not noted it, it is told again. */
  void arrived(RequestEvent ack) {
    if (ack.getDialog() instanceof SIPDialog dialog
        && ack.getServerTransaction() instanceof SIPServerTransaction transaction
        && !dialog.isAckSeen()) {
      tellAgain(dialog, transaction, ATTEMPTS);
    }
  }

  private void tellAgain(SIPDialog dialog, SIPServerTransaction ack, int attempts) {
    executor.schedule(
        () -> {
          dialog.handleAck(ack);
          if (!dialog.isAckSeen() && attempts > 1) {
            tellAgain(dialog, ack, attempts - 1);
          }
        },
        LATER_MILLIS,
        TimeUnit.MILLISECONDS);
  }
}
