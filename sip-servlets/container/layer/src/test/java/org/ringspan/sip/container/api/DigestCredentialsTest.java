package org.ringspan.sip.container.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestCredentialsTest {
  private static final String WELL_FORMED =
      "Digest username=\"alice\", realm=\"ringspan.test\", nonce=\"n\", uri=\"sip:ringspan.test\","
          + " qop=auth, nc=00000001, cnonce=\"c\", response=\"00000000000000000000000000000000\"";

  static Stream<Arguments> vectors() {
    String rfc7616 =
        "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\","
            + " algorithm=%s, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth,"
            + " response=\"%s\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    String rfc2617 =
        "Digest username=\"Mufasa\", realm=\"testrealm@host.com\","
            + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", uri=\"/dir/index.html\", qop=auth,"
            + " nc=00000001, cnonce=\"0a4f113b\", response=\"6629fae49393a05397450978507c4ef1\","
            + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
    return Stream.of(
        arguments(
            "RFC 7616 3.9.1, MD5",
            rfc7616.formatted("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            "Circle of Life"),
        arguments(
            "RFC 7616 3.9.1, SHA-256",
            rfc7616.formatted(
                "SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
            "Circle of Life"),
        arguments("RFC 2617 3.5, MD5", rfc2617, "Circle Of Life"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void responseIsThatOfTheRfc(String rfc, String header, String password) {
    DigestCredentials credentials = DigestCredentials.parse(header).orElseThrow();
    Ha1 ha1 = credentials.algorithm().ha1(credentials.username(), credentials.realm(), password);
    assertThat(credentials.expectedResponse(ha1, "GET")).isEqualTo(credentials.response());
  }

  @Test
  @DisplayName("quoted strings may hold commas, equals signs and escaped quotes")
  void quotedStrings() {
    String header = WELL_FORMED.replace("\"alice\"", "\"al\\\"i,c=e\\\\\"");
    assertThat(DigestCredentials.parse(header).orElseThrow().username()).isEqualTo("al\"i,c=e\\");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest",
        "Digest ",
        "Basic dXNlcjpwYXNz",
        "Digest username",
        "Digest username=\"alice",
        "Digest username=\"alice\\",
        "Digest =x, ,,",
        "Digest username=\"a\" realm=\"b\"",
      })
  void malformedHeadersAreNoCredentials(String header) {
    assertThat(DigestCredentials.parse(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "realm", "nonce", "uri", "qop", "nc", "cnonce", "response"})
  void noParameterMayBeMissing(String name) {
    assertThat(DigestCredentials.parse(WELL_FORMED)).isPresent();
    assertThat(DigestCredentials.parse(WELL_FORMED.replace(name + "=", "x" + name + "=")))
        .isEmpty();
  }

  @Test
  void noParameterMayComeTwice() {
    assertThat(DigestCredentials.parse(WELL_FORMED + ", username=\"bob\"")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nc=00000000",
        "nc=1",
        "nc=-0000001",
        "nc=000000001",
        "nc=0000000g",
        "qop=auth-int",
        "algorithm=SHA-512-256, nc=00000001",
        "algorithm=MD5-sess, nc=00000001",
        "algorithm=SHA-256, nc=00000001",
        "nc=\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff11",
      })
  void valuesOutOfRangeAreRefused(String values) {
    String replaced =
        values.startsWith("qop")
            ? WELL_FORMED.replace("qop=auth", values)
            : WELL_FORMED.replace("nc=00000001", values);
    assertThat(replaced).isNotEqualTo(WELL_FORMED);
    assertThat(DigestCredentials.parse(replaced)).isEmpty();
  }

  @Test
  void endlessHeadersAreRefused() {
    assertThat(DigestCredentials.parse(WELL_FORMED + ", x=\"" + "y".repeat(5000) + "\"")).isEmpty();
  }
}
