package org.ringspan.callcontrol;

import java.util.ArrayList;
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

  /** One header field. */
  record Header(String name, String value) {}

  /** Puts the headers into an INVITE whose Request-URI is there already; see {@link #of}. */
  void put(SipServletRequest invite, CallerIdentity shown, List<Diversion> diversions) {
    of(invite.getRequestURI().toString(), shown, diversions)
        .forEach(header -> invite.addHeader(header.name(), header.value()));
  }

  /**
   * The headers in their order.
   *
   * @param requestUri of the INVITE
   * @param shown the caller, with the number in the trunk's form already
   * @param diversions the oldest first
   */
  List<Header> of(String requestUri, CallerIdentity shown, List<Diversion> diversions) {
    List<Header> headers = new ArrayList<>();
    // rfc3325#section-9.3: "The presence of this privacy type in a Privacy header field indicates
    // that the user would like the Network Asserted Identity to be kept private with respect to SIP
    // entities outside the Trust Domain with which the user authenticated."
    if (!shown.isPrivate() || trunk.identity().trusted()) {
      shown
          .number()
          .ifPresent(
              number ->
                  headers.add(
                      new Header("P-Asserted-Identity", "<sip:" + number + "@" + domain + ">")));
      if (shown.isPrivate()) {
        headers.add(new Header("Privacy", "id"));
      }
    }
    if (trunk.identity().redirection().diversion()) {
      // rfc5806#section-4.2: the newest stands first.
      diversions
          .reversed()
          .forEach(diversion -> headers.add(new Header("Diversion", value(diversion))));
    }
    if (trunk.identity().redirection().historyInfo() && !diversions.isEmpty()) {
      history(requestUri, diversions)
          .forEach(entry -> headers.add(new Header("History-Info", entry)));
    }
    return headers;
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
  private List<String> history(String requestUri, List<Diversion> diversions) {
    List<String> entries = new ArrayList<>();
    String index = "1";
    entries.add("<sip:%s@%s>;index=%s".formatted(written(diversions.getFirst()), domain, index));
    for (int i = 0; i < diversions.size(); i++) {
      boolean last = i == diversions.size() - 1;
      int cause = cause(diversions.get(i).reason());
      String next = index + ".1";
      String uri =
          last
              ? requestUri + ";cause=" + cause
              : "sip:%s@%s;cause=%d".formatted(written(diversions.get(i + 1)), domain, cause);
      entries.add("<%s>;index=%s;mp=%s".formatted(uri, next, index));
      index = next;
    }
    return entries;
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
