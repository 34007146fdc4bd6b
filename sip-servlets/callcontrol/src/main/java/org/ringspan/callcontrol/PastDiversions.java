package org.ringspan.callcontrol;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import org.ringspan.reach.CallOrigin;

/** Reads which numbers have diverted a call before it came, as the trunk tells it. */
final class PastDiversions {
  /** More than any call survives; the rest of a longer list is not read. */
  private static final int MOST = 20;

  private PastDiversions() {}

  /** The numbers, the oldest first; none of a call from a phone, which isn't believed. */
  static List<String> of(SipServletRequest invite, CallOrigin origin) {
    List<String> numbers = new ArrayList<>();
    if (!(origin instanceof CallOrigin.FromTrunk)) {
      return numbers;
    }
    try {
      // RFC 5806 section 4: each diverting server puts its own header on top of the others.
      Iterator<Address> newestFirst = invite.getAddressHeaders("Diversion");
      for (int i = 0; i < MOST && newestFirst.hasNext(); i++) {
        Addressing.userOf(newestFirst.next().getURI())
            .filter(user -> user.matches("\\+?[0-9*#]{1,48}"))
            .ifPresent(numbers::addFirst);
      }
    } catch (ServletParseException e) {
      // What can't be read says nothing about where the call has been; Max-Forwards still ends it.
      return List.of();
    }
    return numbers;
  }
}
