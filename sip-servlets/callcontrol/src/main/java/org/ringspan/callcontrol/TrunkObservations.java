package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Observation;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.boundary.TrunkWatch;

/** What calls tell of the trunks they are sent to. */
@ApplicationScoped
public class TrunkObservations {
  private static final String ATTRIBUTE = "org.ringspan.trunk.way";

  // rfc3261#section-25.1: Retry-After = "Retry-After" HCOLON delta-seconds [ comment ] *( SEMI
  // retry-param )
  private static final Pattern SECONDS = Pattern.compile("\\s*([0-9]{1,9})\\b.*");

  @Inject private TrunkWatch watch;

  private record Way(TrunkName trunk, Peer peer) {}

  /** Notes which way an INVITE goes. */
  static void note(SipServletRequest invite, TrunkName trunk, Peer peer) {
    invite.getSession().setAttribute(ATTRIBUTE, new Way(trunk, peer));
  }

  /** The trunk a session leads to. */
  static Optional<TrunkName> trunkOf(SipSession session) {
    return session.isValid() && session.getAttribute(ATTRIBUTE) instanceof Way way
        ? Optional.of(way.trunk())
        : Optional.empty();
  }

  /** Takes a response to an INVITE that went out a trunk; others tell nothing. */
  void responded(SipServletResponse response) {
    // 408 may be the gateway's word on the callee, or our own on the gateway: it counts for
    // nothing.
    if (response.getMethod().equals("INVITE")
        && response.getStatus() != SipServletResponse.SC_REQUEST_TIMEOUT
        && response.getSession().isValid()
        && response.getSession().getAttribute(ATTRIBUTE) instanceof Way way) {
      watch.observed(way.trunk(), way.peer(), of(response));
    }
  }

  /** What a response says of whoever sent it. */
  static Observation of(SipServletResponse response) {
    return switch (response.getStatus()) {
      case SipServletResponse.SC_SERVICE_UNAVAILABLE -> unavailable(response);
      case SipServletResponse.SC_REQUEST_TIMEOUT -> new Observation.Silent();
      default -> new Observation.Answered();
    };
  }

  private static Observation unavailable(SipServletResponse response) {
    String header = response.getHeader("Retry-After");
    Matcher seconds = SECONDS.matcher(header == null ? "" : header);
    return seconds.matches()
        ? new Observation.UnavailableFor(Duration.ofSeconds(Long.parseLong(seconds.group(1))))
        : new Observation.Unavailable();
  }
}
