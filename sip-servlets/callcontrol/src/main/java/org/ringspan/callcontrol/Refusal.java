package org.ringspan.callcontrol;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

/** Refusals of an INVITE, with what the other side has to know of them. */
final class Refusal {
  private Refusal() {}

  /** One by this status; a 488 says that it is about media. */
  static SipServletResponse of(SipServletRequest invite, int status) {
    SipServletResponse refusal = invite.createResponse(status);
    if (status == SipServletResponse.SC_NOT_ACCEPTABLE_HERE) {
      // rfc3261#section-20.43: 305 is "Incompatible media format".
      refusal.setHeader("Warning", "305 ringspan \"media or their encryption aren't as set\"");
    }
    return refusal;
  }
}
