package org.ringspan.sip.wire;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Which SIP domains a certificate names (RFC 5922 section 7.1). */
public final class SipIdentities {
  // rfc5280#section-4.2.1.6: the numbers of the choices of GeneralName.
  private static final int DNS_NAME = 2;
  private static final int URI = 6;
  private static final String SCHEME = "sip:";

  // rfc5922#section-7.2: "Implementations MUST NOT match any form of wildcard": a name with one is
  // no name of a domain.
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  private SipIdentities() {}

  /**
   * The domains that {@code certificate} names, in lower case and in its order; whether it is to be
   * believed, somebody else has to say.
   */
  public static List<String> in(X509Certificate certificate) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return List.of();
    }
    if (names == null) {
      // rfc5922#section-7.1: "If and only if the subjectAltName does not appear in the certificate,
      // the implementation MAY examine the CN field of the certificate."
      return commonName(certificate).flatMap(SipIdentities::domain).stream().toList();
    }
    List<String> uris = new ArrayList<>();
    List<String> dnsNames = new ArrayList<>();
    for (List<?> name : names) {
      if (name.get(0) instanceof Integer kind && name.get(1) instanceof String value) {
        switch (kind) {
          case URI -> domainOfUri(value).ifPresent(uris::add);
          case DNS_NAME -> domain(value).ifPresent(dnsNames::add);
          default -> {
            // Neither of the types that name SIP domains.
          }
        }
      }
    }
    // rfc5922#section-7.1: "An implementation MUST accept a domain name system identifier as a SIP
    // domain identity if and only if no other identity is found that matches the "sip" URI type".
    return List.copyOf(uris.isEmpty() ? dnsNames : uris);
  }

  private static Optional<String> domainOfUri(String uri) {
    // rfc5922#section-7.1: "If the scheme of the URI is not "sip", then the implementation MUST NOT
    // accept the URI as a SIP domain identity", nor one that "contains a userpart (there is an
    // '@')".
    if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || uri.indexOf('@') >= 0) {
      return Optional.empty();
    }
    int end = SCHEME.length();
    while (end < uri.length() && ":;?".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    return domain(uri.substring(SCHEME.length(), end));
  }

  private static Optional<String> domain(String name) {
    // rfc5922#section-7.2: "the comparison is case insensitive".
    String lower = name.toLowerCase(Locale.ROOT);
    return DOMAIN.matcher(lower).matches() ? Optional.of(lower) : Optional.empty();
  }

  /** The most specific common name of the subject. */
  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      // From the least specific part to the most specific.
      for (Rdn part :
          new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().reversed()) {
        if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
          return Optional.of(name);
        }
      }
    } catch (InvalidNameException e) {
      // A subject that can't be read names nobody.
    }
    return Optional.empty();
  }
}
