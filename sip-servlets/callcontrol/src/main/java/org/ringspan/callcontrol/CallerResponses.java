package org.ringspan.callcontrol;

import java.io.IOException;
import java.util.ListIterator;
import java.util.Optional;
import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;

/**
 * Our responses to the caller's INVITE. When the caller requires it the provisional ones are sent
 * reliably (RFC 3262): each awaits its PRACK, and what would follow meanwhile waits with it. The
 * container repeats an unacknowledged one for 64*T1.
 *
 * <p>The call's thread sends, the one that receives the PRACK goes on: each method is atomic.
 */
final class CallerResponses {
  private static final String OPTION = "100rel";

  private final SipServletRequest invite;
  private final Party caller;
  private final boolean reliable;
  private boolean unacknowledged;
  private final CallReport report;
  private boolean sessionSent;
  private @Nullable Response waiting;

  /** A response that has not been sent yet. */
  private record Response(int status, Optional<SessionDescription> session) {}

  CallerResponses(SipServletRequest invite, Party caller, CallReport report) {
    this.invite = invite;
    this.caller = caller;
    this.report = report;
    // rfc3262#section-3: "The UAS MUST send any non-100 provisional response reliably if the
    // initial request contained a Require header field with the option tag 100rel."
    this.reliable = requires(invite);
  }

  private static boolean requires(SipServletRequest invite) {
    for (ListIterator<String> values = invite.getHeaders("Require"); values.hasNext(); ) {
      for (String option : values.next().split(",", -1)) {
        if (option.strip().equalsIgnoreCase(OPTION)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Sends a provisional response, or keeps it until the one before is acknowledged. */
  synchronized void progress(int status, Optional<SessionDescription> session) throws IOException {
    send(new Response(status, session));
  }

  /**
   * Sends 200, or keeps it until the provisional response before is acknowledged.
   *
   * <p>rfc3262#section-5: "the UAS MUST delay sending the 2xx until the provisional response is
   * acknowledged" when that carried a session description; it does no harm when not.
   */
  synchronized void answer(Optional<SessionDescription> session) throws IOException {
    send(new Response(SipServletResponse.SC_OK, session));
  }

  /** Sends a refusal at once; what waited is not sent any more. */
  synchronized void refuse(int status) throws IOException {
    waiting = null;
    report.send(LegId.CALLER, Refusal.of(invite, status));
  }

  /** The PRACK has come: what waited for it is sent. */
  synchronized void acknowledged() throws IOException {
    unacknowledged = false;
    Response next = waiting;
    if (next != null) {
      waiting = null;
      send(next);
    }
  }

  /** Whether the answer waits for a PRACK still. */
  synchronized boolean answerWaits() {
    return waiting != null && waiting.status() == SipServletResponse.SC_OK;
  }

  private void send(Response next) throws IOException {
    if (unacknowledged) {
      waiting = next;
      return;
    }
    SipServletResponse response = invite.createResponse(next.status());
    if (next.status() == SipServletResponse.SC_OK) {
      response.setHeader("Allow", CallServlet.ALLOWED);
      // The answer that a reliable response has carried is not repeated (RFC 6337 section 3.1.1).
      if (!sessionSent) {
        Bodies.put(next.session(), response);
      }
      caller.sessions().sent(next.session());
      Optional<SessionAgreed> agreed = caller.sessions().answering(invite, response);
      report.send(LegId.CALLER, response);
      agreed.ifPresent(caller.call()::post);
    } else {
      Bodies.put(next.session(), response);
      if (reliable) {
        sendReliably(response, next);
      } else {
        report.send(LegId.CALLER, response);
      }
    }
  }

  private void sendReliably(SipServletResponse response, Response sent) throws IOException {
    try {
      report.sending(LegId.CALLER, response);
      response.sendReliably();
    } catch (Rel100Exception e) {
      throw new IOException("the container sends nothing reliably here", e);
    }
    unacknowledged = true;
    sessionSent |= sent.session().isPresent();
  }
}
