package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.media.Encryption;
import org.ringspan.media.MediaSecurity;

/** What is taken of rtpengine's descriptions: hostile until they are read. */
class ProfileTest {

  private static final String HEAD = "v=0\r\nc=IN IP4 192.0.2.1\r\n";
  private static final String SDES =
      HEAD
          + "m=audio 4000 RTP/SAVP 0 8\r\na=rtcp:4001\r\n"
          + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:8NKwZP0TVN0FCc6W9ibQdYPF3TUC1ZL8yBK1Mn7j\r\n";
  private static final String DTLS =
      HEAD
          + "a=ice-lite\r\nm=audio 4001 UDP/TLS/RTP/SAVPF 0 8\r\na=rtcp:4001\r\na=rtcp-mux\r\n"
          + "a=setup:actpass\r\na=fingerprint:sha-256 D3"
          + ":7C".repeat(31)
          + "\r\na=ice-ufrag:9EgEfM4Y\r\na=ice-pwd:FzzXF4Zt2soUnI2Eyr4XOMOMfP\r\n"
          + "a=candidate:g5t4PUcIAVxFKdlN 1 UDP 2130706431 192.0.2.1 4001 typ host\r\n";

  @Test
  @DisplayName("what rtpengine 10.5 says is read, and a port of both RTP and RTCP may be odd")
  void read() {
    Profile.Described sdes = Profile.SDES.described(SDES).orElseThrow();
    assertThat(sdes.at().rtcp().getPort()).isEqualTo(4001);
    assertThat(sdes.security().attributes()).hasSize(1);
    Profile.Described dtls = Profile.DTLS.described(DTLS).orElseThrow();
    assertThat(dtls.at().rtp()).isEqualTo(dtls.at().rtcp());
    assertThat(dtls.security().attributes()).hasSize(7);
    assertThat(Profile.PLAIN.described(SDES)).isEmpty();
    assertThat(Profile.SDES.described(DTLS)).isEmpty();
    assertThat(Profile.DTLS.described(SDES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AES_CM_128_HMAC_SHA1_80|NULL_HMAC_SHA1_80",
        "inline:8NKw|inline:",
        "\na=crypto:1|\na=x\r\na=crypto:1 x\r\na=crypto:1",
        "a=crypto|a=cryptic"
      })
  @DisplayName("keys that aren't just one of the suite that was asked for are refused")
  void wrongKeys(String change) {
    String[] change2 = change.split("\\|", 2);
    assertThat(Profile.SDES.described(SDES.replace(change2[0], change2[1]))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=ice-lite",
        "a=rtcp-mux",
        "a=setup:",
        "a=fingerprint:",
        "a=ice-ufrag:",
        "a=ice-pwd:",
        "a=candidate:"
      })
  @DisplayName("a description by DTLS that lacks something is refused")
  void incomplete(String line) {
    assertThat(Profile.DTLS.described(DTLS.replace(line, "a=x"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  @DisplayName("nobody is somebody else each time, and can be described")
  void nobody(Profile profile) {
    MediaSecurity one = profile.nobody();
    assertThat(one.encryption()).isEqualTo(profile.encryption());
    if (profile != Profile.PLAIN) {
      assertThat(one).isNotEqualTo(profile.nobody());
    }
    Addresses at = Profile.SDES.described(SDES).orElseThrow().at();
    assertThat(at.describe(profile, one, OptionalInt.empty(), 1))
        .contains("m=audio 4000 " + profile.protocol() + " 0 8 9\r\n");
  }

  @Test
  @DisplayName("whatever is changed in a description, it is read or refused")
  void anything() {
    Random random = new Random(3711);
    for (int i = 0; i < 20_000; i++) {
      char[] text = (random.nextBoolean() ? SDES : DTLS).toCharArray();
      for (int k = random.nextInt(4); k >= 0; k--) {
        text[random.nextInt(text.length)] = (char) random.nextInt(256);
      }
      for (Profile profile : Profile.values()) {
        profile
            .described(new String(text))
            .ifPresent(
                described ->
                    assertThat(described.security().encryption()).isEqualTo(profile.encryption()));
      }
    }
  }

  @Test
  @DisplayName("attributes that aren't lines, or stand where nothing is encrypted, are refused")
  void attributes() {
    assertThatThrownBy(() -> new MediaSecurity(Encryption.NONE, List.of("a=x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MediaSecurity(Encryption.SDES, List.of("a=x\r\na=y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a=y");
    assertThatThrownBy(() -> new MediaSecurity(Encryption.SDES, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
