package org.ringspan.callcontrol;

import java.util.List;
import javax.servlet.sip.SipServletRequest;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Diversion;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Trunk;

/**
 * What a trunk may know beyond From: who really calls (RFC 3325), and by whom the call has come to
 * it (RFC 5806, RFC 7044), as far as it wants to know, with numbers in its form.
 */
final class TrunkHeaders {
  private final Trunk trunk;
  private final NumberingPlan plan;
  private final String domain;

  TrunkHeaders(Trunk trunk, NumberingPlan plan, String domain) {
    this.trunk = trunk;
    this.plan = plan;
    this.domain = domain;
  }

  /**
   * Puts the headers into an INVITE.
   *
   * @param shown the caller, with the number in the trunk's form already
   * @param diversions the oldest first
   */
  void put(SipServletRequest invite, CallerIdentity shown, List<Diversion> diversions) {
    // rfc3325#section-7: "If the element that receives the message is not trusted [...] the proxy
    // MUST examine the Privacy header field [...] the P-Asserted-Identity header fields MUST be
    // removed" when it asks for "id".
    if (!shown.isPrivate() || trunk.identity().trusted()) {
      shown
          .number()
          .ifPresent(
              number ->
                  invite.setHeader("P-Asserted-Identity", "<sip:" + number + "@" + domain + ">"));
      if (shown.isPrivate()) {
        invite.setHeader("Privacy", "id");
      }
    }
    if (trunk.identity().redirection().diversion()) {
      // rfc5806#section-4.2: the newest stands first.
      diversions.reversed().forEach(diversion -> invite.addHeader("Diversion", value(diversion)));
    }
    if (trunk.identity().redirection().historyInfo() && !diversions.isEmpty()) {
      history(invite, diversions);
    }
  }

  private String value(Diversion diversion) {
    return "<sip:%s@%s>;reason=%s"
        .formatted(written(diversion), domain, diversion.reason().token());
  }

  private String written(Diversion diversion) {
    return trunk.numbers().calling().write(diversion.number().value(), plan);
  }

  // rfc7044#section-5: each entry has its place as an index; a URI that was mapped to another user
  // has "mp" with the index it was mapped from. Why stands in the new URI as its cause (RFC 4458).
  private void history(SipServletRequest invite, List<Diversion> diversions) {
    String index = "1";
    invite.addHeader(
        "History-Info",
        "<sip:%s@%s>;index=%s".formatted(written(diversions.getFirst()), domain, index));
    for (int i = 0; i < diversions.size(); i++) {
      boolean last = i == diversions.size() - 1;
      int cause = cause(diversions.get(i).reason());
      String next = index + ".1";
      String uri =
          last
              ? withCause(invite.getRequestURI().toString(), cause)
              : "sip:%s@%s;cause=%d".formatted(written(diversions.get(i + 1)), domain, cause);
      invite.addHeader("History-Info", "<%s>;index=%s;mp=%s".formatted(uri, next, index));
      index = next;
    }
  }

  private static String withCause(String uri, int cause) {
    return uri + ";cause=" + cause;
  }

  /** RFC 4458 section 8. */
  private static int cause(Diversion.Reason reason) {
    return switch (reason) {
      case FOLLOW_ME, UNCONDITIONAL -> 302;
      case DEFLECTION -> 480;
      case NO_ANSWER -> 408;
      case USER_BUSY -> 486;
      case UNAVAILABLE -> 503;
    };
  }
}
