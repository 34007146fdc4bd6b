package org.ringspan.sip.container.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.sip.container.api.DigestAuthentication.Verdict;

class DigestAuthenticationTest {
  private static final String REALM = "ringspan.test";
  private static final String URI = "sip:ringspan.test";
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

  private final AdjustableClock clock = new AdjustableClock();
  private final DigestAuthentication authentication = authentication(100);

  private DigestAuthentication authentication(int rememberedNonces) {
    Ha1Lookup lookup =
        (username, realm, algorithm) ->
            username.equals("alice")
                ? Optional.of(algorithm.ha1("alice", realm, "secret"))
                : Optional.empty();
    return new DigestAuthentication(
        new DigestSettings(
            Duration.ofSeconds(300), rememberedNonces, DigestSettings.DEFAULT.md5Only()),
        lookup,
        clock);
  }

  @Test
  @DisplayName("a phone that gives up at an algorithm it doesn't know is offered MD5 alone")
  void offersMd5AloneToOldPhones() {
    assertThat(authentication.challenges(REALM, false, "baresip v1.0.0 (x86_64/linux)"))
        .singleElement()
        .asString()
        .contains("algorithm=MD5");
    assertThat(authentication.challenges(REALM, false, "baresip v3.1.0")).hasSize(2);
  }

  @Test
  @DisplayName("RFC 8760: SHA-256 is offered before MD5, both with qop=auth")
  void challengesInOrderOfPreference() {
    List<String> challenges = authentication.challenges(REALM, false, null);
    assertThat(challenges).hasSize(2).allMatch(value -> value.contains("qop=\"auth\""));
    assertThat(challenges.get(0)).contains("algorithm=SHA-256").doesNotContain("stale");
    assertThat(challenges.get(1)).contains("algorithm=MD5");
  }

  @ParameterizedTest
  @EnumSource
  void theRightPasswordIsAccepted(DigestAlgorithm algorithm) {
    String nonce = nonce(authentication, algorithm);
    assertThat(judge(header("alice", "secret", nonce, algorithm, 1, URI)))
        .isEqualTo(new Verdict.Proven("alice"));
  }

  @Test
  void withoutCredentialsIsUnproven() {
    assertThat(authentication.judge(List.of(), REALM, "REGISTER", URI, DigestGuard.NONE))
        .isEqualTo(new Verdict.Unproven(false));
    assertThat(judge("Basic YWxpY2U6c2VjcmV0")).isEqualTo(new Verdict.Unproven(false));
  }

  @Test
  void credentialsOfAnotherRealmDontCount() {
    String nonce = nonce(authentication, DigestAlgorithm.MD5);
    String other = header("alice", "secret", nonce, DigestAlgorithm.MD5, 1, URI);
    assertThat(judge(other.replace(REALM, "example.com"))).isEqualTo(new Verdict.Unproven(false));
  }

  @ParameterizedTest
  @CsvSource({"alice,wrong", "mallory,secret", "'',''"})
  void wrongCredentialsAreForbidden(String username, String password) {
    String nonce = nonce(authentication, DigestAlgorithm.SHA_256);
    assertThat(judge(header(username, password, nonce, DigestAlgorithm.SHA_256, 1, URI)))
        .isEqualTo(new Verdict.Wrong(username));
  }

  @Test
  @DisplayName("the empty user's stand-in hash doesn't open the door")
  void nobodyIsNobody() {
    String nonce = nonce(authentication, DigestAlgorithm.MD5);
    assertThat(judge(header("", "", nonce, DigestAlgorithm.MD5, 1, URI)))
        .isInstanceOf(Verdict.Wrong.class);
  }

  @Test
  void aCountIsGoodOnce() {
    String nonce = nonce(authentication, DigestAlgorithm.MD5);
    String first = header("alice", "secret", nonce, DigestAlgorithm.MD5, 1, URI);
    assertThat(judge(first)).isInstanceOf(Verdict.Proven.class);
    assertThat(judge(first)).isEqualTo(new Verdict.Unproven(true));
    assertThat(judge(header("alice", "secret", nonce, DigestAlgorithm.MD5, 3, URI)))
        .isInstanceOf(Verdict.Proven.class);
    assertThat(judge(header("alice", "secret", nonce, DigestAlgorithm.MD5, 2, URI)))
        .as("messages may overtake each other")
        .isInstanceOf(Verdict.Proven.class);
  }

  @Test
  void countsFarBehindAreStale() {
    String nonce = nonce(authentication, DigestAlgorithm.MD5);
    assertThat(judge(header("alice", "secret", nonce, DigestAlgorithm.MD5, 100, URI)))
        .isInstanceOf(Verdict.Proven.class);
    assertThat(judge(header("alice", "secret", nonce, DigestAlgorithm.MD5, 36, URI)))
        .isEqualTo(new Verdict.Unproven(true));
    assertThat(judge(header("alice", "secret", nonce, DigestAlgorithm.MD5, 37, URI)))
        .isInstanceOf(Verdict.Proven.class);
  }

  @Test
  void aNonceGetsOld() {
    String nonce = nonce(authentication, DigestAlgorithm.MD5);
    clock.now = clock.now.plusSeconds(301);
    assertThat(judge(header("alice", "secret", nonce, DigestAlgorithm.MD5, 1, URI)))
        .isEqualTo(new Verdict.Unproven(true));
  }

  @Test
  @DisplayName("a nonce of ours isn't good for the other algorithm, nor is one we never made")
  void foreignNoncesAreStale() {
    String nonce = nonce(authentication, DigestAlgorithm.SHA_256);
    assertThat(judge(header("alice", "secret", nonce, DigestAlgorithm.MD5, 1, URI)))
        .isEqualTo(new Verdict.Unproven(true));
    for (String forged :
        List.of("", "x", "A".repeat(43), "\u00e4\u00f6", nonce + "A", "=".repeat(9))) {
      assertThat(judge(header("alice", "secret", forged, DigestAlgorithm.SHA_256, 1, URI)))
          .as(forged)
          .isEqualTo(new Verdict.Unproven(true));
    }
    String flipped = (nonce.charAt(0) == 'A' ? "B" : "A") + nonce.substring(1);
    assertThat(judge(header("alice", "secret", flipped, DigestAlgorithm.SHA_256, 1, URI)))
        .isEqualTo(new Verdict.Unproven(true));
  }

  @Test
  @DisplayName("a forgotten nonce can't be replayed: it is challenged anew")
  void memoryIsBounded() {
    DigestAuthentication small = authentication(2);
    String first = nonce(small, DigestAlgorithm.MD5);
    assertThat(small.judge(used(first, 1), REALM, "REGISTER", URI, DigestGuard.NONE))
        .isInstanceOf(Verdict.Proven.class);
    for (int i = 0; i < 3; i++) {
      clock.now = clock.now.plusMillis(1);
      String next = nonce(small, DigestAlgorithm.MD5);
      assertThat(small.judge(used(next, 1), REALM, "REGISTER", URI, DigestGuard.NONE))
          .isInstanceOf(Verdict.Proven.class);
    }
    assertThat(small.judge(used(first, 1), REALM, "REGISTER", URI, DigestGuard.NONE))
        .isEqualTo(new Verdict.Unproven(true));
    assertThat(small.judge(used(first, 2), REALM, "REGISTER", URI, DigestGuard.NONE))
        .isEqualTo(new Verdict.Unproven(true));
  }

  @ParameterizedTest
  @CsvSource({
    "sip:ringspan.test;transport=tcp, sip:ringspan.test, true",
    "sip:Ringspan.TEST, sip:ringspan.test, true",
    "sip:alice@ringspan.test;user=phone, sip:alice@ringspan.test, true",
    "sip:Alice@ringspan.test, sip:alice@ringspan.test, false",
    "sip:bob@ringspan.test, sip:alice@ringspan.test, false",
    "sips:ringspan.test, sip:ringspan.test, false",
    "sip:ringspan.test:5062, sip:ringspan.test, false",
  })
  void credentialsAreForOneResource(String digestUri, String requestUri, boolean same) {
    String nonce = nonce(authentication, DigestAlgorithm.MD5);
    Verdict verdict =
        authentication.judge(
            List.of(header("alice", "secret", nonce, DigestAlgorithm.MD5, 1, digestUri)),
            REALM,
            "REGISTER",
            requestUri,
            DigestGuard.NONE);
    assertThat(verdict)
        .isEqualTo(
            same
                ? new Verdict.Proven("alice")
                : new Verdict.Malformed("Authorization Is For Another URI"));
  }

  @Test
  void malformedCredentialsAreBadRequests() {
    assertThat(judge("Digest nonsense")).isEqualTo(new Verdict.Malformed("Bad Authorization"));
  }

  @ParameterizedTest
  @CsvSource({"alice,secret", "alice,wrong", "nobody,secret"})
  @DisplayName("whom the guard doesn't admit isn't looked at, and uses no count of the nonce")
  void guarded(String username, String password) {
    String nonce = nonce(authentication, DigestAlgorithm.SHA_256);
    List<String> header =
        List.of(header(username, password, nonce, DigestAlgorithm.SHA_256, 1, URI));
    assertThat(authentication.judge(header, REALM, "REGISTER", URI, name -> !name.equals(username)))
        .isEqualTo(new Verdict.NotLookedAt(username));
    assertThat(authentication.judge(header, REALM, "REGISTER", URI, name -> true))
        .isEqualTo(
            username.equals("alice") && password.equals("secret")
                ? new Verdict.Proven("alice")
                : new Verdict.Wrong(username));
  }

  @Test
  void secretsDontShow() {
    Ha1 ha1 = DigestAlgorithm.MD5.ha1("alice", REALM, "secret");
    assertThat(ha1.toString()).doesNotContain(ha1.hex());
  }

  private Verdict judge(String header) {
    return authentication.judge(List.of(header), REALM, "REGISTER", URI, DigestGuard.NONE);
  }

  private static List<String> used(String nonce, int count) {
    return List.of(header("alice", "secret", nonce, DigestAlgorithm.MD5, count, URI));
  }

  private static String nonce(DigestAuthentication from, DigestAlgorithm algorithm) {
    Matcher found = NONCE.matcher(from.challenges(REALM, false, null).get(algorithm.ordinal()));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String header(
      String username,
      String password,
      String nonce,
      DigestAlgorithm algorithm,
      int count,
      String uri) {
    String nc = "%08x".formatted(count);
    String ha1 = algorithm.ha1(username, REALM, password).hex();
    String ha2 = algorithm.hash("REGISTER:" + uri);
    String response = algorithm.hash(ha1 + ":" + nonce + ":" + nc + ":c:auth:" + ha2);
    return "Digest username=\"%s\",realm=\"%s\",nonce=\"%s\",uri=\"%s\",qop=auth,nc=%s,cnonce=\"c\",response=\"%s\",algorithm=%s"
        .formatted(username, REALM, nonce, uri, nc, response, algorithm.token());
  }

  private static final class AdjustableClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
