package org.ringspan.callcontrol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.subscription.Pace;

/**
 * One telephone that is told of something of its owner's (RFC 6665): its dialog and how far the
 * telling is. Every method is atomic.
 */
final class Subscription {
  private final DeviceName device;
  private final UserId owner;
  private final String asked;
  private final SipSession dialog;
  private final String event;
  private final EventPackage of;
  private Instant until;
  private Pace pace;
  private long version;
  private boolean over;

  /**
   * @param asked the user part of what it has subscribed to
   * @param event the field {@code Event} of the SUBSCRIBE, which every NOTIFY repeats
   */
  Subscription(
      EventPackage of,
      DeviceName device,
      UserId owner,
      String asked,
      SipSession dialog,
      String event,
      Instant until) {
    this.of = of;
    this.device = device;
    this.owner = owner;
    this.asked = asked;
    this.dialog = dialog;
    this.event = event;
    this.until = until;
    this.pace = Pace.of(of.pause());
  }

  /** Of what it tells. */
  EventPackage of() {
    return of;
  }

  DeviceName device() {
    return device;
  }

  UserId owner() {
    return owner;
  }

  String asked() {
    return asked;
  }

  /**
   * Lets it live longer.
   *
   * @return false when it has ended already
   */
  synchronized boolean refresh(Instant end) {
    until = end;
    return !over;
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized boolean hasRunOut(Instant now) {
    return !over && !now.isBefore(until);
  }

  /** Goes on with the telling; what is to be done now. */
  synchronized Pace.Step step(Function<Pace, Pace.Stepped> how) {
    if (over) {
      return new Pace.Nothing();
    }
    Pace.Stepped stepped = how.apply(pace);
    pace = stepped.pace();
    return stepped.step();
  }

  /** Ends it; returns whether it hadn't ended before. */
  synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  /** Sends what there is to tell now. */
  void tell(Instant now) throws IOException, EventPackage.NotNow {
    String body = of.body(this, version());
    Duration left = Duration.between(now, ending());
    send("active;expires=" + Math.max(1, left.toSeconds()), Optional.of(body));
  }

  /**
   * Sends the last NOTIFY.
   *
   * @param body what there is to tell, if that is known
   */
  void tellEnd(String reason, Optional<String> body) throws IOException {
    send("terminated;reason=" + reason, body);
  }

  synchronized long version() {
    return version;
  }

  private synchronized Instant ending() {
    return until;
  }

  private void send(String state, Optional<String> body) throws IOException {
    SipServletRequest notify = dialog.createRequest("NOTIFY");
    notify.setHeader("Event", event);
    notify.setHeader("Subscription-State", state);
    if (body.isPresent()) {
      notify.setContent(body.get().getBytes(StandardCharsets.UTF_8), of.type());
      next();
    }
    notify.send();
  }

  private synchronized void next() {
    version++;
  }

  /** Gives back what the container keeps for it. */
  void forget() {
    if (dialog.isValid() && dialog.getApplicationSession().isValid()) {
      dialog.getApplicationSession().invalidate();
    }
  }
}
