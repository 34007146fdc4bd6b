package org.ringspan.activedirectory.ldap;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringspan.activedirectory.DistinguishedName;

/** Which referrals are followed: to servers that are configured, and nowhere else. */
final class Referrals {
  private Referrals() {}

  /**
   * Where to go on.
   *
   * @param server as configured: the port is never the one that the referral says
   * @param base the base there
   */
  record Target(ControllerAddress server, DistinguishedName base) {}

  /** The first of the URLs (RFC 4516) that leads to a configured server. */
  static Optional<Target> accepted(Iterable<String> urls, List<ControllerAddress> configured) {
    for (var url : urls) {
      var target = target(url, configured);
      if (target.isPresent()) {
        return target;
      }
    }
    return Optional.empty();
  }

  private static Optional<Target> target(String url, List<ControllerAddress> configured) {
    try {
      // What AD writes isn't always escaped; a space is the usual case.
      var uri = new URI(url.replace(" ", "%20"));
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("ldap") && !scheme.equals("ldaps") || uri.getHost() == null) {
        return Optional.empty();
      }
      var host = uri.getHost().toLowerCase(Locale.ROOT);
      var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
      var base =
          DistinguishedName.parse(
              URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
      return configured.stream()
          .filter(server -> server.host().equals(host))
          .findFirst()
          .map(server -> new Target(server, base));
    } catch (URISyntaxException | IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
