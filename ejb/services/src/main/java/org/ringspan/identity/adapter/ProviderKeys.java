package org.ringspan.identity.adapter;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the identity provider. They are fetched when they are first needed, kept, and fetched
 * again when a token names one that isn't among them, at most every half minute: tokens of unknown
 * keys don't make this server ask for others. While the provider is away, the keys that were known
 * are good for some hours.
 */
final class ProviderKeys {
  private static final int CONNECT = 3_000;
  private static final int READ = 3_000;
  private static final int LARGEST = 512 * 1024;
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration REFRESH = Duration.ofSeconds(5);
  private static final Duration APART = Duration.ofSeconds(30);
  private static final Duration OUTAGE = Duration.ofHours(4);

  /** A provider that didn't answer isn't asked again before this. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final ProviderSettings settings;
  private final DefaultResourceRetriever web = new DefaultResourceRetriever(CONNECT, READ, LARGEST);
  private volatile @Nullable JWKSource<SecurityContext> keys;
  private Instant notBefore = Instant.MIN;

  ProviderKeys(ProviderSettings settings) {
    this.settings = settings;
  }

  /**
   * The keys.
   *
   * @throws IOException when the provider doesn't say where they are
   */
  JWKSource<SecurityContext> at(Instant now) throws IOException {
    JWKSource<SecurityContext> known = keys;
    return known != null ? known : found(now);
  }

  private synchronized JWKSource<SecurityContext> found(Instant now) throws IOException {
    JWKSource<SecurityContext> known = keys;
    if (known != null) {
      return known;
    }
    if (now.isBefore(notBefore)) {
      throw new IOException("the identity provider didn't answer a moment ago");
    }
    notBefore = now.plus(PAUSE);
    JWKSource<SecurityContext> made =
        JWKSourceBuilder.create(address(), web)
            .cache(KEPT.toMillis(), REFRESH.toMillis())
            .rateLimited(APART.toMillis())
            .retrying(true)
            .outageTolerant(OUTAGE.toMillis())
            .build();
    keys = made;
    return made;
  }

  private URL address() throws IOException {
    try {
      Map<String, Object> metadata =
          JSONObjectUtils.parse(
              web.retrieveResource(settings.metadata().toURL()).getContent(), LARGEST);
      String issuer = JSONObjectUtils.getString(metadata, "issuer");
      if (!settings.issuer().toString().equals(issuer)) {
        throw new IOException(
            "the identity provider calls itself " + issuer + ", not " + settings.issuer());
      }
      URI address = JSONObjectUtils.getURI(metadata, "jwks_uri");
      if (address == null || !secure(address)) {
        throw new IOException("the identity provider has no keys at a safe address");
      }
      return address.toURL();
    } catch (ParseException | IllegalArgumentException | MalformedURLException e) {
      throw new IOException("the identity provider's metadata can't be read", e);
    }
  }

  /** Its keys come as safely as what it says of itself. */
  private boolean secure(URI address) {
    return "https".equals(address.getScheme())
        || settings.issuer().getScheme().equals(address.getScheme())
            && settings.issuer().getHost().equals(address.getHost());
  }
}
