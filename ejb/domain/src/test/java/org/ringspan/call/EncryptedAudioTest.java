package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.IpAddress;
import org.ringspan.call.AudioDescription.EngineEnd;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.encryption.SecureStream;

/** What session descriptions say about encryption (RFC 4568, RFC 5763, RFC 8839). */
class EncryptedAudioTest {
  private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
  private static final String SUITE = "AES_CM_128_HMAC_SHA1_80 inline:";
  private static final String HEAD =
      "v=0\r\no=- 7 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";
  private static final String FINGERPRINT = "a=fingerprint:sha-256 AB" + ":CD".repeat(31);
  private static final String BROWSER =
      HEAD
          + "a=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 0 8 126\r\n"
          + "a=rtpmap:126 telephone-event/8000\r\na=rtcp-mux\r\na=setup:actpass\r\n"
          + FINGERPRINT
          + "\r\na=ice-ufrag:abcd\r\na=ice-pwd:"
          + "x".repeat(24)
          + "\r\na=candidate:1 1 udp 2122260223 192.0.2.1 4000 typ host generation 0\r\n"
          + "a=candidate:2 1 udp 2122260223 0c2f.local 4001 typ host\r\n"
          + "a=candidate:3 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active\r\n"
          + "a=candidate:4 2 udp 2122260223 192.0.2.1 4001 typ host\r\n";

  private static Optional<AudioDescription> sdes(String attributes) {
    return AudioDescription.of(
        new SessionDescription(HEAD + "m=audio 4000 RTP/SAVP 0 101\r\n" + attributes),
        MediaEncryption.SDES);
  }

  private static Optional<AudioDescription> dtls(String text) {
    return AudioDescription.of(new SessionDescription(text), MediaEncryption.DTLS);
  }

  private static EngineEnd end(SecureStream security) {
    return new EngineEnd(new IpAddress("192.0.2.9"), 20_000, 77).secured(security);
  }

  private static SecureStream ofEngine(MediaEncryption encryption, String... attributes) {
    return SecureStream.ofEngine(encryption, List.of(attributes));
  }

  @Test
  @DisplayName("RFC 4568 section 9.1: the key of the suite that we have is taken, and written anew")
  void key() {
    SecureStream taken =
        sdes("a=crypto:1 AEAD_AES_128_GCM inline:"
                + KEY
                + "\r\na=crypto:7 "
                + SUITE
                + KEY
                + "|2^20")
            .orElseThrow()
            .security();
    assertThat(taken.tag()).isEqualTo(7);
    assertThat(taken.attributes()).containsExactly("a=crypto:1 " + SUITE + KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:tooshort",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVzAA",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz UNENCRYPTED_SRTP",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz UNAUTHENTICATED_SRTP",
        "a=crypto:1 NULL_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz",
        "a=crypto:1234567890 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz",
        "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz"
      })
  @DisplayName("RFC 4568: a key that is missing, broken or switches encryption off is none")
  void noKey(String attribute) {
    assertThat(sdes(attribute)).isEmpty();
  }

  @Test
  @DisplayName("No downgrade: what is set has to be offered, and nothing else counts")
  void noDowngrade() {
    SessionDescription plain =
        new SessionDescription(
            HEAD + "m=audio 4000 RTP/AVP 0\r\na=crypto:1 " + SUITE + KEY + "\r\n");
    SessionDescription secured =
        new SessionDescription(plain.text().replace("RTP/AVP", "RTP/SAVP"));
    assertThat(AudioDescription.of(plain, MediaEncryption.NONE)).isPresent();
    assertThat(AudioDescription.of(plain, MediaEncryption.SDES)).isEmpty();
    assertThat(AudioDescription.of(plain, MediaEncryption.DTLS)).isEmpty();
    assertThat(AudioDescription.of(secured, MediaEncryption.SDES)).isPresent();
    assertThat(AudioDescription.of(secured, MediaEncryption.NONE)).isEmpty();
    assertThat(AudioDescription.of(secured, MediaEncryption.DTLS)).isEmpty();
    assertThat(AudioDescription.ofAny(secured)).isPresent();
  }

  @Test
  @DisplayName("RFC 4568 section 5.1.2: the answer has the tag that was offered, and our key")
  void answeredKey() {
    String ours = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB";
    String offer = "m=audio 4000 RTP/SAVP 0 101\r\na=crypto:7 " + SUITE + KEY + "\r\n";
    AudioDescription audio = sdes("a=crypto:7 " + SUITE + KEY + "\r\n").orElseThrow();
    String answer =
        end(ofEngine(MediaEncryption.SDES, "a=crypto:1 " + SUITE + ours))
            .answer(new SessionDescription(HEAD + offer), audio)
            .text();
    assertThat(answer)
        .contains("m=audio 20000 RTP/SAVP 0", "a=crypto:7 " + SUITE + ours + "\r\n")
        .doesNotContain(KEY);
  }

  @Test
  @DisplayName("RFC 5763, RFC 8839: of a browser's offer is taken what can be sent to")
  void browser() {
    AudioDescription audio = dtls(BROWSER).orElseThrow();
    assertThat(audio.telephoneEvent()).hasValue(126);
    assertThat(audio.security().attributes())
        .containsExactly(
            "a=rtcp-mux",
            "a=setup:active",
            FINGERPRINT,
            "a=ice-ufrag:abcd",
            "a=ice-pwd:" + "x".repeat(24),
            "a=candidate:1 1 UDP 2122260223 192.0.2.1 4000 typ host");
  }

  @Test
  @DisplayName("RFC 5763 section 5: one side is active and the other passive")
  void roles() {
    SecureStream ours =
        ofEngine(MediaEncryption.DTLS, "a=setup:actpass", FINGERPRINT, "a=ice-lite");
    for (String[] roles :
        new String[][] {{"actpass", "passive"}, {"active", "passive"}, {"passive", "active"}}) {
      String offer = BROWSER.replace("actpass", roles[0]);
      String answer =
          end(ours).answer(new SessionDescription(offer), dtls(offer).orElseThrow()).text();
      assertThat(answer).contains("a=setup:" + roles[1] + "\r\n", "UDP/TLS/RTP/SAVPF 0 126");
      // rfc8839#section-5.3: of the session, not of a stream.
      assertThat(answer.indexOf("a=ice-lite")).isBetween(0, answer.indexOf("m=audio"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=rtcp-mux",
        "a=setup:actpass",
        "a=fingerprint:sha-256",
        "a=ice-ufrag:",
        "a=ice-pwd:"
      })
  @DisplayName("RFC 5763, RFC 8445: a browser's offer that lacks something is none")
  void incomplete(String line) {
    assertThat(dtls(BROWSER.replace(line, "a=x"))).isEmpty();
  }

  @Test
  @DisplayName("RFC 8839 section 5.3: two sides that only wait for checks don't find each other")
  void lite() {
    assertThat(dtls(BROWSER.replace("a=group:BUNDLE 0", "a=ice-lite"))).isEmpty();
  }

  @Test
  @DisplayName("Keys and passwords are in no text but the one that is sent")
  void secrets() {
    SessionDescription text = new SessionDescription(BROWSER + "a=crypto:1 " + SUITE + KEY);
    assertThat(text.toString()).doesNotContain(KEY).doesNotContain("x".repeat(24));
    assertThat(sdes("a=crypto:1 " + SUITE + KEY).orElseThrow().toString()).doesNotContain(KEY);
  }

  @Test
  @DisplayName("Whatever comes is refused or written anew in lines that are understood")
  void anything() {
    List<String> pieces =
        List.of(
            "a=crypto:",
            "1 ",
            SUITE,
            KEY,
            "|2^31",
            " UNENCRYPTED_SRTP",
            "\r\n",
            "\n",
            "\u0000",
            "a=candidate:",
            "1 1 udp 1 192.0.2.1 9 typ host",
            "a=setup:",
            "active",
            "a=ice-lite",
            FINGERPRINT,
            "a=rtcp-mux",
            "a=ice-ufrag:",
            "a=ice-pwd:",
            "x".repeat(300),
            " ",
            "é");
    Random random = new Random(4568);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? BROWSER : HEAD);
      if (random.nextBoolean()) {
        text.append("m=audio 4000 RTP/SAVP 0\r\n");
      }
      for (int k = random.nextInt(12); k > 0; k--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      for (MediaEncryption encryption : MediaEncryption.values()) {
        Optional<AudioDescription> audio =
            AudioDescription.of(new SessionDescription(text.toString()), encryption);
        if (audio.isPresent()) {
          taken++;
          assertThat(audio.get().security().attributes())
              .hasSizeLessThan(40)
              .allMatch(line -> line.matches("a=[ -~]{1,400}"));
        }
      }
    }
    assertThat(taken).isGreaterThan(1000);
  }
}
