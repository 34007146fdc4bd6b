package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TelURL;
import javax.servlet.sip.URI;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.registration.Gruu;

/** Reads whom a request is for out of its Request-URI. */
@ApplicationScoped
public class Addressing {
  @Inject private ConfigurationSource configuration;

  /** The number or name that is called; none when the address is not one of ours. */
  Optional<String> calledBy(SipServletRequest request) {
    return switch (request.getRequestURI()) {
      case TelURL tel ->
          Optional.of((tel.isGlobal() ? "+" : "") + withoutSeparators(strip(tel.getPhoneNumber())));
      case SipURI sip when isOurs(sip, request) && sip.getUser() != null ->
          Optional.of(userOf(sip));
      default -> Optional.empty();
    };
  }

  /** The one phone of the called device that the address names (RFC 5627); mostly none. */
  Optional<String> instanceCalledBy(SipServletRequest request) {
    return request.getRequestURI() instanceof SipURI sip
            && isOurs(sip, request)
            && sip.getParameter("gr") != null
        ? Gruu.instanceIn(sip.getParameter("gr"))
        : Optional.empty();
  }

  /** Whether a SIP URI names our domain or the address the request came to. */
  boolean isOurs(SipURI uri, SipServletRequest request) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals(configuration.current().domain()) || host.equals(request.getLocalAddr());
  }

  /**
   * The user part of an address, without parameters and, for telephone numbers, visual separators.
   */
  static String userOf(SipURI uri) {
    String user = strip(uri.getUser());
    return looksLikeNumber(user) ? withoutSeparators(user) : user;
  }

  /** The number or name in an address of any kind. */
  static Optional<String> userOf(URI uri) {
    return switch (uri) {
      case TelURL tel ->
          Optional.of((tel.isGlobal() ? "+" : "") + withoutSeparators(strip(tel.getPhoneNumber())));
      case SipURI sip when sip.getUser() != null -> Optional.of(userOf(sip));
      default -> Optional.empty();
    };
  }

  private static String strip(String user) {
    int parameters = user.indexOf(';');
    String bare = parameters < 0 ? user : user.substring(0, parameters);
    return bare.startsWith("+") && bare.startsWith("++") ? bare.substring(1) : bare;
  }

  private static boolean looksLikeNumber(String user) {
    return user.matches("\\+?[0-9().-]+");
  }

  // rfc3966#section-3: "visual-separator = "-" / "." / "(" / ")"" – they carry no meaning.
  private static String withoutSeparators(String number) {
    return number.replaceAll("[-.()]", "");
  }
}
