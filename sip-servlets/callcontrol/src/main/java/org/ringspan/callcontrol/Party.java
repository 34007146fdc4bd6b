package org.ringspan.callcontrol;

import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.LegId;
import org.ringspan.call.Reason;

/**
 * What SIP needs to remember of one party of a call: its dialog and the messages that still want an
 * answer. The translator notes what came on the receiving threads, the executor takes it on the
 * call's own; each method is atomic.
 */
final class Party {
  private final LiveCall call;
  private final LegId leg;
  private SipServletRequest invite;
  private SipSession dialog;
  private @Nullable SipServletResponse unacknowledged;
  private @Nullable SipServletRequest unansweredReoffer;
  private @Nullable Reason wantedCancel;
  private @Nullable DialogName name;
  private boolean answered;
  private long lastReliable;
  private final Infos infos = new Infos();
  private final KeySubscription keys = new KeySubscription(this);
  private final DialogSessions sessions = new DialogSessions(this);

  /**
   * @param invite the INVITE that began the dialog: the caller's to us, or ours to the leg
   */
  Party(LiveCall call, LegId leg, SipServletRequest invite) {
    this.call = call;
    this.leg = leg;
    this.invite = invite;
    this.dialog = invite.getSession();
  }

  LiveCall call() {
    return call;
  }

  LegId leg() {
    return leg;
  }

  synchronized SipServletRequest invite() {
    return invite;
  }

  /** Notes that our INVITE was challenged and is sent again. */
  synchronized void invitedAgain(SipServletRequest again) {
    invite = again;
  }

  synchronized SipSession dialog() {
    return dialog;
  }

  /**
   * Notes a 2xx to our INVITE.
   *
   * @return whether it is the first of this leg; another dialog's 2xx comes from a fork downstream
   */
  synchronized boolean firstAnswer(SipServletResponse success) {
    if (answered) {
      return false;
    }
    answered = true;
    name = DialogName.ours(success);
    dialog = success.getSession();
    unacknowledged = success;
    return true;
  }

  /** Notes the ACK of a party that has called us. */
  synchronized void acknowledges(SipServletRequest ack) {
    if (name == null) {
      name = DialogName.theirs(ack);
    }
  }

  /** What its dialog is called, once it is confirmed. */
  synchronized Optional<DialogName> name() {
    return Optional.ofNullable(name);
  }

  /** The session timer of its dialog. */
  DialogSessions sessions() {
    return sessions;
  }

  /** The party's INFOs. */
  Infos infos() {
    return infos;
  }

  /** What it tells of its keys by NOTIFY. */
  KeySubscription keys() {
    return keys;
  }

  /**
   * Notes a reliable provisional response (RFC 3262).
   *
   * @param sequence its RSeq
   * @return false when it is one that was acknowledged before
   */
  synchronized boolean reliable(long sequence) {
    if (sequence <= lastReliable) {
      return false;
    }
    lastReliable = sequence;
    return true;
  }

  /** Notes a 2xx to our re-INVITE. */
  synchronized void reofferAnswered(SipServletResponse success) {
    unacknowledged = success;
  }

  /** The 2xx that awaits our ACK, once. */
  synchronized Optional<SipServletResponse> takeUnacknowledged() {
    Optional<SipServletResponse> taken = Optional.ofNullable(unacknowledged);
    unacknowledged = null;
    return taken;
  }

  /**
   * Notes the party's re-INVITE.
   *
   * @return false when an earlier one is unanswered still
   */
  synchronized boolean reoffered(SipServletRequest reoffer) {
    if (unansweredReoffer != null) {
      return false;
    }
    unansweredReoffer = reoffer;
    return true;
  }

  /** The re-INVITE that awaits our answer, once. */
  synchronized Optional<SipServletRequest> takeUnansweredReoffer() {
    Optional<SipServletRequest> taken = Optional.ofNullable(unansweredReoffer);
    unansweredReoffer = null;
    return taken;
  }

  /** Whether nothing has come in answer to our INVITE, not even 100. */
  boolean isSilent() {
    SipSession session = invite().getSession();
    return session.isValid() && session.getState() == SipSession.State.INITIAL;
  }

  /** Notes that the leg's INVITE is to be cancelled when that becomes possible. */
  synchronized void wantCancel(Reason reason) {
    wantedCancel = reason;
  }

  /** The wish to cancel, once. */
  synchronized Optional<Reason> takeWantedCancel() {
    Optional<Reason> taken = Optional.ofNullable(wantedCancel);
    wantedCancel = null;
    return taken;
  }
}
