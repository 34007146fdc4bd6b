package org.ringspan.callcontrol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.voicemail.MessageSummary;

/**
 * One telephone that is told of one mailbox (RFC 6665, RFC 3842): its dialog and how far the
 * telling is. One NOTIFY is on its way at a time; what changes meanwhile is told by the next one,
 * so a slow telephone hears the latest and nothing queues up. Every method is atomic.
 */
final class MessageSubscription {
  private final DeviceName device;
  private final UserId owner;
  private final SipSession dialog;
  private final String event;
  private Instant until;
  private boolean telling;
  private boolean changed;
  private boolean over;

  /**
   * @param event the field {@code Event} of the SUBSCRIBE, which every NOTIFY repeats
   */
  MessageSubscription(
      DeviceName device, UserId owner, SipSession dialog, String event, Instant until) {
    this.device = device;
    this.owner = owner;
    this.dialog = dialog;
    this.event = event;
    this.until = until;
  }

  DeviceName device() {
    return device;
  }

  UserId owner() {
    return owner;
  }

  synchronized void refresh(Instant end) {
    until = end;
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized boolean hasRunOut(Instant now) {
    return !over && !now.isBefore(until);
  }

  /** Whether a NOTIFY is to be sent now; when not, {@link #told} says that it is. */
  synchronized boolean begin() {
    if (over) {
      return false;
    }
    if (telling) {
      changed = true;
      return false;
    }
    telling = true;
    changed = false;
    return true;
  }

  /** The NOTIFY was answered, or couldn't be sent; returns whether something has changed since. */
  synchronized boolean told() {
    telling = false;
    return changed && !over;
  }

  /** Ends it; returns whether it hadn't ended before. */
  synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  /** Sends what is in the mailbox now. */
  void tell(MessageSummary summary, Instant now) throws IOException {
    Duration left = Duration.between(now, ending());
    SipServletRequest notify = notice("active;expires=" + Math.max(1, left.toSeconds()));
    notify.setContent(summary.body().getBytes(StandardCharsets.UTF_8), MessageSummary.TYPE);
    notify.send();
  }

  private synchronized Instant ending() {
    return until;
  }

  /** Sends the last NOTIFY. */
  void tellEnd(String reason) throws IOException {
    notice("terminated;reason=" + reason).send();
  }

  /** Sends the last NOTIFY with what is in the mailbox. */
  void tellEnd(String reason, MessageSummary summary) throws IOException {
    SipServletRequest notify = notice("terminated;reason=" + reason);
    notify.setContent(summary.body().getBytes(StandardCharsets.UTF_8), MessageSummary.TYPE);
    notify.send();
  }

  private SipServletRequest notice(String state) {
    SipServletRequest notify = dialog.createRequest("NOTIFY");
    notify.setHeader("Event", event);
    notify.setHeader("Subscription-State", state);
    return notify;
  }

  /** Gives back what the container keeps for it. */
  void forget() {
    if (dialog.isValid() && dialog.getApplicationSession().isValid()) {
      dialog.getApplicationSession().invalidate();
    }
  }
}
