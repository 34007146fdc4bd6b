package org.ringspan.identity.adapter;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.ringspan.address.UserId;

/**
 * Reads access tokens of the identity provider (RFC 9068): signed by one of its keys with an
 * asymmetric algorithm, made for this API, and not over. Nothing that it says is believed before.
 */
public final class ProviderTokens {
  private static final Logger LOG = Logger.getLogger(ProviderTokens.class);

  /** What a token must be good for to change anything (RFC 6749 section 3.3). */
  static final String WRITE = "ringspan:write";

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);
  private static final int SKEW = 30;

  private final ProviderSettings settings;
  private final ProviderKeys keys;
  private final Clock clock;

  public ProviderTokens(ProviderSettings settings, Clock clock) {
    this.settings = settings;
    this.keys = new ProviderKeys(settings);
    this.clock = clock;
  }

  /** What a token says that is true: whose it is, and whether it is for changes. */
  public record Said(UserId login, boolean mayWrite) {}

  /**
   * What a text says; empty when it is no token of the provider for us, or not any more.
   *
   * @throws IOException when the provider can't be asked for its keys
   */
  public Optional<Said> said(String text) throws IOException {
    try {
      JWTClaimsSet claims = processor().process(SignedJWT.parse(text), null);
      // Keycloak marks in the claims what others mark in the header: an ID token is for a client.
      String kind = claims.getStringClaim("typ");
      if (kind != null && !kind.equals("Bearer") && !kind.equals("DPoP")) {
        return Optional.empty();
      }
      return UserId.in(Optional.ofNullable(claims.getStringClaim(settings.claim())).orElse(""))
          .map(login -> new Said(login, mayWrite(claims)));
    } catch (RateLimitReachedException e) {
      // Its key was looked for a moment ago and isn't there.
      return Optional.empty();
    } catch (KeySourceException e) {
      throw new IOException("the identity provider's keys can't be fetched", e);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      // Whoever shows it isn't told; whoever sets up the provider may want to know.
      LOG.debugf("A token that may be the provider's is refused: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, keys.at(clock.instant())));
    processor.setJWTClaimsSetVerifier(new Claims(settings, clock));
    return processor;
  }

  private static boolean mayWrite(JWTClaimsSet claims) {
    try {
      String scope = claims.getStringClaim("scope");
      return scope != null && Arrays.asList(scope.split(" ")).contains(WRITE);
    } catch (ParseException e) {
      return false;
    }
  }

  /** The same clock as everything else. */
  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    Claims(ProviderSettings settings, Clock clock) {
      super(
          settings.audience(),
          new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
          Set.of("exp", settings.claim()));
      this.clock = clock;
      setMaxClockSkew(SKEW);
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
