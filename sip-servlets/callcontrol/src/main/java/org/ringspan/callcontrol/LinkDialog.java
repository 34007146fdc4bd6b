package org.ringspan.callcontrol;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.servlet.sip.SipServletResponse;
import org.jboss.logging.Logger;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.attended.AttendedEvent.PlaceWanted;
import org.ringspan.callcontrol.Links.Link;

/**
 * What one call says to another that is a party of it, as it would to a telephone by SIP. What is
 * an effect here is an event there: an offer is made and answered, acknowledged or refused, and who
 * hangs up here has hung up there. Every method tells whether the leg is such a call.
 */
final class LinkDialog {
  private static final Logger LOG = Logger.getLogger(LinkDialog.class);

  private final LiveCall self;
  private final Links links;

  /** INFOs of parties of other calls that this one was told of, by the number they have here. */
  private final Map<Integer, Asked> infos = new HashMap<>();

  private int lastInfo;

  private record Asked(Infos of, int number) {}

  LinkDialog(LiveCall self, Links links) {
    this.self = self;
    this.links = links;
  }

  /**
   * Wants the place of a party of another call.
   *
   * @param ours what the other call is called here
   * @param from whose place
   */
  void invite(LegId ours, LiveCall other, LegId from) {
    LegId theirs = other.arrival();
    links.join(ours, other, theirs);
    self.report().chronicle().asks(ours, other.id());
    other.post(new PlaceWanted(from, theirs, self.id()));
  }

  /** The other call gives its place. */
  boolean answer(LegId leg, SessionDescription session) {
    return tell(leg, theirs -> new LegAnswered(theirs, Optional.of(session)));
  }

  /** The other call doesn't. */
  boolean refuse(LegId leg, int status) {
    Optional<Link> link = links.taken(leg);
    link.ifPresent(other -> other.call().post(new LegFailed(other.theirs(), status)));
    return link.isPresent();
  }

  /** The place isn't wanted any more. */
  boolean cancel(LegId leg) {
    Optional<Link> link = direct(leg).flatMap(found -> links.taken(leg));
    link.ifPresent(
        other -> {
          other.call().post(new HungUp(other.theirs()));
          self.post(new LegFailed(leg, SipServletResponse.SC_REQUEST_TERMINATED));
        });
    return link.isPresent();
  }

  boolean hangUp(LegId leg) {
    Optional<Link> link = direct(leg).flatMap(found -> links.taken(leg));
    link.ifPresent(
        other -> {
          other.call().post(new HungUp(other.theirs()));
          self.post(new PartyCleared(leg));
        });
    return link.isPresent();
  }

  boolean acknowledge(LegId leg, Optional<SessionDescription> answer) {
    return tell(leg, theirs -> new Acknowledged(theirs, answer));
  }

  boolean reoffer(LegId leg, Optional<SessionDescription> offer) {
    return tell(leg, theirs -> new Reoffered(theirs, offer, false));
  }

  boolean answerReoffer(LegId leg, Optional<SessionDescription> session) {
    return tell(leg, theirs -> new ReofferAnswered(theirs, session));
  }

  boolean refuseReoffer(LegId leg, int status) {
    return tell(leg, theirs -> new ReofferRefused(theirs, status));
  }

  /**
   * Passes an INFO on, from or to another call.
   *
   * @param number which of {@code from}'s
   * @return whether it could be; a telephone's to a telephone is nothing of this
   */
  boolean relayInfo(LegId from, LegId to, int number) throws IOException {
    Optional<Link> out = direct(to);
    Optional<Asked> asked =
        direct(from).isPresent()
            ? take(number)
            : out.map(link -> new Asked(self.party(from).infos(), number));
    if (asked.isEmpty()) {
      return direct(from).isPresent();
    }
    Asked info = asked.get();
    if (out.isPresent()) {
      Link link = out.get();
      int there = link.call().links().dialog().remember(info);
      link.call().post(new InfoReceived(link.theirs(), there, info.of().digit(info.number())));
    } else {
      info.of().relay(info.number(), self.party(to).dialog());
    }
    return true;
  }

  /** Answers an INFO that came from another call. */
  boolean answerInfo(LegId leg, int number, int status) throws IOException {
    if (direct(leg).isEmpty()) {
      return false;
    }
    Optional<Asked> asked = take(number);
    if (asked.isPresent()) {
      asked.get().of().answer(asked.get().number(), status);
    }
    return true;
  }

  /** This call is over: nobody waits for an answer. */
  void release() {
    List<Asked> left;
    synchronized (infos) {
      left = List.copyOf(infos.values());
      infos.clear();
    }
    for (Asked info : left) {
      try {
        info.of().answer(info.number(), SipServletResponse.SC_CALL_LEG_DONE);
      } catch (IOException | IllegalStateException e) {
        LOG.debugf("call %s: nobody needs an answer any more: %s", self.id(), e.getMessage());
      }
    }
  }

  private int remember(Asked info) {
    synchronized (infos) {
      lastInfo++;
      infos.put(lastInfo, info);
      return lastInfo;
    }
  }

  private Optional<Asked> take(int number) {
    synchronized (infos) {
      return Optional.ofNullable(infos.remove(number));
    }
  }

  private Optional<Link> direct(LegId leg) {
    return links.at(leg).filter(Link::direct);
  }

  private boolean tell(LegId leg, Function<LegId, CallEvent> event) {
    Optional<Link> link = direct(leg);
    link.ifPresent(other -> other.call().post(event.apply(other.theirs())));
    return link.isPresent();
  }
}
