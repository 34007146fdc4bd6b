package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
  private static final SessionDescription EARLIER =
      new SessionDescription("v=0\r\no=a 1 41 IN IP4 192.0.2.1\r\ns=-\r\n");

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n"})
  @DisplayName(
      "RFC 3264 section 8: the origin stays, its version grows by one, the rest is the new")
  void continues(String end) {
    String text = "v=0" + end + "%s" + end + "s=-" + end + "m=audio 1 RTP/AVP 0";
    assertThat(
            new SessionDescription(text.formatted("o=b 2 7 IN IP4 192.0.2.2")).continuing(EARLIER))
        .isEqualTo(new SessionDescription(text.formatted("o=a 1 42 IN IP4 192.0.2.1")));
  }

  @Test
  @DisplayName("An origin line at the very end, without a line end, is one too")
  void originAtTheEnd() {
    assertThat(new SessionDescription("v=0\no=b 2 7 IN IP4 h").continuing(EARLIER).text())
        .isEqualTo("v=0\no=a 1 42 IN IP4 192.0.2.1");
  }

  @Test
  @DisplayName("A version beyond every number type grows all the same")
  void hugeVersion() {
    SessionDescription earlier =
        new SessionDescription("o=a 1 99999999999999999999 IN IP4 192.0.2.1");
    assertThat(new SessionDescription("o=b 1 1 IN IP4 h").continuing(earlier).text())
        .isEqualTo("o=a 1 100000000000000000000 IN IP4 192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v=0\r\ns=-\r\n",
        "o=",
        "o=a b c IN IP4 h",
        "o=a 1 -1 IN IP4 h",
        "o=a 1 1 IN IP4",
        "o=a  1 1 IN IP4 h",
        "xo=a 1 1 IN IP4 h",
        "o=a 1 11111111111111111111111111111111111111111 IN IP4 h",
      })
  @DisplayName("Without a proper origin line on either side nothing is changed")
  void noOrigin(String text) {
    SessionDescription without = new SessionDescription(text);
    SessionDescription with = Example.sdp("b", 1);
    assertThat(without.continuing(EARLIER)).isEqualTo(without);
    assertThat(with.continuing(without)).isEqualTo(with);
  }

  @ParameterizedTest
  @ValueSource(strings = {"o=a ", "o=", " ", "o=a 1 1 IN IP4 h ", "9", "\r", "\n", "m=", "a=ice-"})
  @DisplayName("A megabyte of anything is looked at in no time")
  void huge(String piece) {
    SessionDescription hostile = new SessionDescription(piece.repeat(1_000_000 / piece.length()));
    SessionDescription origin =
        new SessionDescription("o=a 1 " + piece.repeat(1_000_000 / piece.length()));
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          assertThat(hostile.continuing(EARLIER)).isEqualTo(hostile);
          assertThat(origin.continuing(EARLIER)).isEqualTo(origin);
          assertThat(hostile.sameMediaAs(hostile)).isTrue();
        });
  }

  @Test
  @DisplayName(
      "Same media: the origin doesn't matter; address, port, codecs, direction and keys do")
  void sameMedia() {
    SessionDescription one = Example.sdp("a", 5000);
    assertThat(one.sameMediaAs(Example.sdp("b", 9, 5000))).isTrue();
    assertThat(one.sameMediaAs(new SessionDescription(one.text() + "a=sendrecv\r\n"))).isTrue();
    assertThat(one.sameMediaAs(new SessionDescription(one.text().replace("\r\n", "\n")))).isTrue();
    assertThat(one.sameMediaAs(Example.sdp("a", 5002))).isFalse();
    assertThat(one.sameMediaAs(new SessionDescription(one.text().replace(".2.1", ".2.9"))))
        .isFalse();
    assertThat(one.sameMediaAs(new SessionDescription(one.text().replace("AVP 0", "AVP 8"))))
        .isFalse();
    assertThat(one.sameMediaAs(new SessionDescription(one.text() + "a=sendonly\r\n"))).isFalse();
    assertThat(one.sameMediaAs(new SessionDescription(one.text() + "a=crypto:1 x\r\n"))).isFalse();
  }
}
