package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.call.AudioDescription;
import org.ringspan.call.SessionDescription;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.media.Encryption;
import org.ringspan.media.MediaSecurity;

/**
 * Any session description, read for each encryption: what is taken of it is what the media engine
 * takes. An ordinary build reads the seeds; a fuzzing run is started by
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn package -pl sip-servlets/callcontrol -am -Dtest=SecureStreamFuzzTest \
 *   -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class SecureStreamFuzzTest {
  private static final String HEAD = "v=0\r\nc=IN IP4 192.0.2.1\r\n";

  static Stream<byte[]> seeds() {
    return Stream.of(
            HEAD + "m=audio 4000 RTP/AVP 0\r\n",
            HEAD
                + "m=audio 4000 RTP/SAVP 8\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80"
                + " inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^31\r\n",
            HEAD
                + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=rtcp-mux\r\na=setup:passive\r\n"
                + "a=fingerprint:sha-256 AB"
                + ":CD".repeat(31)
                + "\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\n"
                + "a=candidate:1 1 UDP 1 2001:db8::1 9 typ srflx raddr 0.0.0.0 rport 0\r\n",
            HEAD + "a=ice-lite\r\nm=audio 4000 RTP/SAVPF 0\r\na=crypto:999999999 x\r\n",
            "\0\uffff")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void isReadOrRefused(byte[] text) {
    SessionDescription described = new SessionDescription(new String(text, StandardCharsets.UTF_8));
    for (MediaEncryption encryption : MediaEncryption.values()) {
      AudioDescription.of(described, encryption)
          .ifPresent(
              audio -> {
                MediaSecurity taken =
                    new MediaSecurity(
                        Encryption.valueOf(encryption.name()), audio.security().attributes());
                assertThat(taken.encryption().name()).isEqualTo(encryption.name());
                assertThat(audio.security().answering(audio.security()).attributes())
                    .hasSameSizeAs(taken.attributes());
              });
    }
  }
}
