package org.ringspan.sip.container.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DigestAnswerTest {
  private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  private static final String EXAMPLE =
      "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

  private static Optional<String> answer(String... challenges) {
    return DigestAnswer.to(
        List.of(challenges), "Mufasa", "Circle of Life", "GET", "/dir/index.html", CLIENT_NONCE);
  }

  @Test
  @DisplayName("The examples of RFC 7616 section 3.9.1")
  void examples() {
    assertThat(answer(EXAMPLE.formatted("MD5")).orElseThrow())
        .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"")
        .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
        .contains("qop=auth, nc=00000001");
    assertThat(answer(EXAMPLE.formatted("SHA-256")).orElseThrow())
        .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
        .contains("algorithm=SHA-256");
  }

  @Test
  @DisplayName("The first challenge that is known is answered (RFC 8760 section 2.4)")
  void first() {
    assertThat(
            answer(
                EXAMPLE.formatted("SHA-512-256"),
                EXAMPLE.formatted("SHA-256"),
                EXAMPLE.formatted("MD5")))
        .hasValueSatisfying(value -> assertThat(value).contains("algorithm=SHA-256"));
  }

  @Test
  @DisplayName("The example of RFC 2617 without qop, as RFC 2069 has it")
  void withoutQuality() {
    // printf 'Mufasa:r:Circle of Life' | md5sum; printf 'GET:/dir/index.html' | md5sum; the rest
    // by RFC 2617 section 3.2.2.1.
    assertThat(answer("Digest realm=\"r\",nonce=\"n\"").orElseThrow())
        .contains("response=\"0bab5c24c08a1ef94a6cc3d446ce558a\"")
        .doesNotContain("qop")
        .doesNotContain("cnonce");
  }

  @Test
  @DisplayName("What can't be answered isn't")
  void unanswerable() {
    assertThat(answer()).isEmpty();
    assertThat(answer("Basic realm=\"r\"")).isEmpty();
    assertThat(answer("Digest realm=\"r\"")).isEmpty();
    assertThat(answer("Digest realm=\"r\",nonce=\"n\",qop=\"auth-int\"")).isEmpty();
    assertThat(answer("Digest realm=\"r\",nonce=\"n\",algorithm=MD5-sess")).isEmpty();
    assertThat(answer("Digest realm=\"r,nonce=")).isEmpty();
  }
}
