package org.ringspan.identity.adapter;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Properties;

/**
 * The identity provider of the company, which lets people and programs in by OpenID Connect.
 *
 * @param issuer {@code ringspan.oidc.issuer}: its issuer identifier, exactly as it says it itself
 *     (OpenID Connect Discovery 1.0 section 3)
 * @param audience {@code ringspan.oidc.audience}: what access tokens for the REST API say that they
 *     are for (default ringspan-api)
 * @param claim {@code ringspan.oidc.claim}: which claim is the login here (default
 *     preferred_username)
 */
public record ProviderSettings(URI issuer, String audience, String claim) {
  static final String ISSUER = "ringspan.oidc.issuer";
  private static final String NAME = "[A-Za-z0-9._:/-]{1,100}";

  /**
   * The settings in {@code properties}; empty when there is no provider.
   *
   * @throws IllegalArgumentException naming the setting that can't be meant
   */
  public static Optional<ProviderSettings> of(Properties properties) {
    String issuer = properties.getProperty(ISSUER, "").strip();
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProviderSettings(
            address(issuer),
            name(properties, "ringspan.oidc.audience", "ringspan-api"),
            name(properties, "ringspan.oidc.claim", "preferred_username")));
  }

  /** Plain HTTP only on this machine: whoever can change what it says can be everybody. */
  private static URI address(String issuer) {
    try {
      URI address = new URI(issuer);
      boolean local = "http".equals(address.getScheme()) && isLoopback(address.getHost());
      if ((local || "https".equals(address.getScheme()))
          && address.getHost() != null
          && address.getRawQuery() == null
          && address.getRawFragment() == null
          && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(ISSUER + " isn't an address: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        ISSUER + " must be an https address without query and fragment (http on this machine)");
  }

  private static boolean isLoopback(String host) {
    return host != null && (host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}"));
  }

  private static String name(Properties properties, String setting, String normal) {
    String value = properties.getProperty(setting, normal).strip();
    if (!value.matches(NAME)) {
      throw new IllegalArgumentException(
          setting + " must be 1 to 100 letters, digits and the characters . _ : / -");
    }
    return value;
  }

  /** Where its metadata is (OpenID Connect Discovery 1.0 section 4). */
  URI metadata() {
    String text = issuer.toString();
    return URI.create(
        (text.endsWith("/") ? text : text + "/") + ".well-known/openid-configuration");
  }
}
