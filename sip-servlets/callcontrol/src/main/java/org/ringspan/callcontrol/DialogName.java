package org.ringspan.callcontrol;

import javax.servlet.sip.Address;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.ringspan.desk.Replaces;

/**
 * What a dialog is called (RFC 3261 section 12).
 *
 * @param localTag ours
 * @param remoteTag the party's
 */
record DialogName(String callId, String localTag, String remoteTag) {
  /** The dialog of an INVITE of ours. */
  static DialogName ours(SipServletResponse answer) {
    return new DialogName(answer.getCallId(), tag(answer.getFrom()), tag(answer.getTo()));
  }

  /** The dialog of a request of the party's. */
  static DialogName theirs(SipServletRequest request) {
    return new DialogName(request.getCallId(), tag(request.getTo()), tag(request.getFrom()));
  }

  // rfc3891#section-3: to-tag is compared with the tag of who is to replace the dialog, which is
  // the server here, and from-tag with the party's.
  /** Whether it is the one that a party of it names. */
  boolean is(Replaces.Dialog named) {
    return callId.equals(named.callId())
        && localTag.equals(named.toTag())
        && remoteTag.equals(named.fromTag());
  }

  private static String tag(Address party) {
    String tag = party.getParameter("tag");
    return tag == null ? "" : tag;
  }
}
