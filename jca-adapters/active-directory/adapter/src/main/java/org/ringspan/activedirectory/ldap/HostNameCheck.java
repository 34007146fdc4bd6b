package org.ringspan.activedirectory.ldap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Whether a certificate is a host's (RFC 9525): by subjectAltName only, never by the common name.
 */
final class HostNameCheck {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private HostNameCheck() {}

  /**
   * Checks.
   *
   * @throws CertificateException when it isn't; says which names the certificate has
   */
  static void check(X509Certificate certificate, String host) throws CertificateException {
    var address = address(host);
    var names = new ArrayList<String>();
    for (var name : alternativeNames(certificate)) {
      var type = (Integer) name.get(0);
      if (!(name.get(1) instanceof String text)) {
        continue;
      }
      if (type == DNS && address == null && matches(text, host)
          || type == ADDRESS && address != null && address.equals(address(text))) {
        return;
      }
      if (type == DNS || type == ADDRESS) {
        names.add(text.replaceAll("[^\\w.*:-]", "?"));
      }
    }
    throw new CertificateException(
        "the certificate isn't for " + host + " but for " + (names.isEmpty() ? "no host" : names));
  }

  /**
   * Whether a name in a certificate names the host. A wildcard is a whole first label and stands
   * for one label.
   */
  static boolean matches(String presented, String host) {
    var name = withoutDot(presented);
    var wanted = withoutDot(host);
    if (!name.startsWith("*.")) {
      return !name.isEmpty() && name.equals(wanted);
    }
    var rest = name.substring(1);
    // rfc9525#section-6.3: "the wildcard […] matches only a single left-most label"; one above a
    // top-level domain is nobody's.
    var dot = wanted.indexOf('.');
    return rest.indexOf('*') < 0
        && rest.indexOf('.', 1) > 0
        && dot > 0
        && wanted.substring(dot).equals(rest);
  }

  private static String withoutDot(String name) {
    var end = name.endsWith(".") ? name.length() - 1 : name.length();
    return name.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static @org.jspecify.annotations.Nullable InetAddress address(String text) {
    if (!text.contains(":") && !text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate)
      throws CertificateParsingException {
    return Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.of());
  }
}
