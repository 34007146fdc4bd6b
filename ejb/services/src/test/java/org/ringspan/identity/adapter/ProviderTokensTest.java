package org.ringspan.identity.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;

class ProviderTokensTest {
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

  private final Provider provider = new Provider();
  private final ProviderTokens tokens = at(NOW);

  private ProviderTokens at(Instant now) {
    return new ProviderTokens(provider.settings(), Clock.fixed(now, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  @DisplayName("A token of the provider for us says whose it is and what it is good for")
  void good() throws IOException {
    assertThat(tokens.said(provider.token(provider.claims(NOW).build())))
        .contains(new ProviderTokens.Said(new UserId("alice"), true));
    assertThat(tokens.said(provider.token(provider.claims(NOW).claim("scope", "openid").build())))
        .contains(new ProviderTokens.Said(new UserId("alice"), false));
    assertThat(
            tokens.said(
                provider.token(provider.claims(NOW).claim("scope", "xringspan:write").build())))
        .contains(new ProviderTokens.Said(new UserId("alice"), false));
  }

  @Test
  @DisplayName("A token for somebody else, of somebody else, without an end or over is none")
  void bad() throws IOException {
    Map<String, JWTClaimsSet> bad =
        Map.of(
            "another audience", provider.claims(NOW).audience("payroll").build(),
            "no audience", provider.claims(NOW).audience((String) null).build(),
            "another issuer", provider.claims(NOW).issuer("https://evil.example").build(),
            "no end", provider.claims(NOW).expirationTime(null).build(),
            "over", provider.claims(NOW.minusSeconds(331)).build(),
            "not yet", provider.claims(NOW).notBeforeTime(Date.from(NOW.plusSeconds(60))).build(),
            "nobody", provider.claims(NOW).claim("preferred_username", null).build(),
            "no login", provider.claims(NOW).claim("preferred_username", "a b\n").build(),
            "a number as login", provider.claims(NOW).claim("preferred_username", 7).build(),
            "an ID token", provider.claims(NOW).claim("typ", "ID").build());
    for (var claims : bad.entrySet()) {
      assertThat(tokens.said(provider.token(claims.getValue()))).as(claims.getKey()).isEmpty();
    }
  }

  @Test
  @DisplayName("Clocks may differ by half a minute")
  void skew() throws IOException {
    assertThat(tokens.said(provider.token(provider.claims(NOW.minusSeconds(329)).build())))
        .isPresent();
  }

  @Test
  @DisplayName("Nothing but a signature by the provider's key counts")
  void forged() throws Exception {
    JWTClaimsSet claims = provider.claims(NOW).build();
    String good = provider.token(claims);
    var symmetric =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(provider.key().getKeyID()).build(),
            claims);
    symmetric.sign(new MACSigner(provider.key().toPublicJWK().toJSONString().getBytes("UTF-8")));
    String other =
        provider.token(provider.claims(NOW).claim("preferred_username", "admin").build());
    String swapped =
        good.substring(0, good.indexOf('.'))
            + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
            + good.substring(good.lastIndexOf('.'));
    for (String text :
        List.of(
            new PlainJWT(claims).serialize(),
            symmetric.serialize(),
            swapped,
            Provider.signed(Provider.newKey("first"), claims),
            good.substring(0, good.length() - 4) + "AAAA",
            "a.b.c",
            "..",
            "",
            "x".repeat(10_000))) {
      assertThat(tokens.said(text)).as(text).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "A new key is fetched when a token names it, and unknown keys aren't asked for often")
  void keys() throws IOException {
    tokens.said(provider.token(provider.claims(NOW).build()));
    assertThat(provider.asked()).isEqualTo(1);
    provider.changesKey();
    assertThat(tokens.said(provider.token(provider.claims(NOW).build()))).isPresent();
    int asked = provider.asked();
    for (int i = 0; i < 20; i++) {
      assertThat(
              tokens.said(Provider.signed(Provider.newKey("k" + i), provider.claims(NOW).build())))
          .isEmpty();
    }
    assertThat(provider.asked()).isLessThanOrEqualTo(asked + 1);
  }

  @Test
  @DisplayName("While the provider is away nobody can tell, unless its keys are known")
  void away() throws IOException {
    String token = provider.token(provider.claims(NOW).build());
    provider.breaks();
    assertThatThrownBy(() -> tokens.said(token)).isInstanceOf(IOException.class);
    provider.recovers();
    // Not asked again at once.
    assertThatThrownBy(() -> tokens.said(token)).hasMessageContaining("a moment ago");
    ProviderTokens later = at(NOW.plusSeconds(6));
    assertThat(later.said(token)).isPresent();
    provider.breaks();
    assertThat(later.said(token)).isPresent();
  }

  @Test
  @DisplayName("A provider that calls itself otherwise isn't it")
  void another() {
    provider.callsItself("https://evil.example");
    assertThatThrownBy(() -> tokens.said(provider.token(provider.claims(NOW).build())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("calls itself");
  }
}
