package org.ringspan.callcontrol;

import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;

/** Reads who calls, as the INVITE shows it. */
final class CallerIdentities {
  private static final int LONGEST_NAME = 128;

  private CallerIdentities() {}

  static CallerIdentity of(SipServletRequest invite, CallOrigin origin) {
    Address shown = asserted(invite, origin).orElseGet(invite::getFrom);
    Optional<String> user = Addressing.userOf(shown.getURI()).filter(CallerIdentities::usable);
    boolean isPrivate = withholds(invite) || anonymous(invite.getFrom()) || anonymous(shown);
    return new CallerIdentity(
        name(shown), isPrivate && anonymous(shown) ? Optional.empty() : user, isPrivate);
  }

  /**
   * P-Asserted-Identity counts from inside the trust domain only (RFC 3325 section 4): a trunk is,
   * a phone isn't.
   */
  private static Optional<Address> asserted(SipServletRequest invite, CallOrigin origin) {
    if (!(origin instanceof CallOrigin.FromTrunk)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(invite.getAddressHeader("P-Asserted-Identity"));
    } catch (ServletParseException e) {
      // An identity that can't be read is none; From, which every request has, is left.
      return Optional.empty();
    }
  }

  // rfc3323#section-4.2 and rfc3325#section-9.3: "id" and "user" withhold the identity. The values
  // are told one by one or together, as the parser has taken them apart.
  private static boolean withholds(SipServletRequest invite) {
    Iterator<String> fields = invite.getHeaders("Privacy");
    while (fields.hasNext()) {
      for (String value : fields.next().toLowerCase(Locale.ROOT).split("[;,\\s]+", -1)) {
        if (value.equals("id") || value.equals("user") || value.equals("header")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean anonymous(Address address) {
    return address.getURI() instanceof SipURI uri
        && (uri.getHost().equalsIgnoreCase("anonymous.invalid")
            || "anonymous".equalsIgnoreCase(uri.getUser()));
  }

  private static boolean usable(String user) {
    return user.matches("[A-Za-z0-9+*#._~!-]{1,64}");
  }

  private static String name(Address address) {
    String name = address.getDisplayName();
    if (name == null) {
      return "";
    }
    String clean = name.replaceAll("[\\p{Cntrl}\"\\\\]", "").trim();
    return clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean;
  }
}
