package org.ringspan.callcontrol;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.SessionInterval;
import org.ringspan.call.SessionTerms;

/**
 * The session timer of one party's dialog as its messages tell it (RFC 4028). What is agreed goes
 * to the call, which keeps the time. Every method is atomic.
 */
final class DialogSessions {
  private final Party party;
  private @Nullable SessionInterval agreed;
  private @Nullable SessionDescription lastSent;
  private boolean update;

  DialogSessions(Party party) {
    this.party = party;
  }

  /**
   * Notes what SDP the party is sent; without one the last still holds.
   *
   * @return the same, as a dialog must have it that had another before
   */
  synchronized Optional<SessionDescription> sent(Optional<SessionDescription> session) {
    SessionDescription before = lastSent;
    Optional<SessionDescription> next =
        before == null ? session : session.map(one -> one.inSessionOf(before));
    next.ifPresent(one -> lastSent = one);
    return next;
  }

  /** A request of ours inside the dialog: it refreshes the session when it gets a 2xx. */
  synchronized void asking(SipServletRequest request) {
    SessionHeaders.repeat(Optional.ofNullable(agreed), request);
  }

  /**
   * Our 2xx to a request of the party, about to be sent: it says what is agreed.
   *
   * @return the event for the call when it has been sent; none when there is nothing to tell
   */
  Optional<SessionAgreed> answering(SipServletRequest request, SipServletResponse success) {
    SessionTerms terms = SessionHeaders.of(request);
    Optional<SessionInterval> now = terms.answered(SessionHeaders.POLICY);
    SessionHeaders.answer(now, terms.supported(), success);
    return agree(now, request);
  }

  /** The party's 2xx to a request of ours. */
  Optional<SessionAgreed> answered(SipServletResponse success) {
    return agree(SessionHeaders.of(success).agreed(SessionHeaders.POLICY), success);
  }

  private synchronized Optional<SessionAgreed> agree(
      Optional<SessionInterval> now, SipServletMessage said) {
    boolean before = agreed != null;
    agreed = now.orElse(null);
    update |= SessionHeaders.allowsUpdate(said);
    return now.isPresent() || before
        ? Optional.of(new SessionAgreed(party.leg(), now, update))
        : Optional.empty();
  }

  /** Sends what refreshes the session and changes nothing. */
  void refresh(boolean byUpdate) throws IOException {
    SipServletRequest request = party.dialog().createRequest(byUpdate ? "UPDATE" : "INVITE");
    request.setHeader("Allow", CallServlet.ALLOWED);
    asking(request);
    if (!byUpdate) {
      Bodies.put(lastSent(), request);
    }
    party.call().report().send(party.leg(), request);
  }

  private synchronized Optional<SessionDescription> lastSent() {
    return Optional.ofNullable(lastSent);
  }
}
