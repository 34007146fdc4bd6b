package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Anything at all instead of an answer of rtpengine. An ordinary build reads the seeds; a fuzzing
 * run is started by
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn test -pl sip-servlets/media -Dtest=NgReplyFuzzTest
 * }</pre>
 */
@Tag("fuzz")
class NgReplyFuzzTest {

  private static final String ANSWER =
      """
      0123456789abcdef_1 d3:sdp166:v=0
      o=- 1 1 IN IP4 127.0.30.1
      s=-
      c=IN IP4 127.0.30.1
      t=0 0
      m=audio 21000 RTP/AVP 0 8 101
      a=rtpmap:0 PCMU/8000
      a=rtpmap:8 PCMA/8000
      a=sendrecv
      a=rtcp:21001
      6:result2:oke"""
          .replace("\n", "\r\n");

  @Test
  @DisplayName("the seed is an answer")
  void seed() throws BencodeException {
    NgReply reply = NgReply.parse(ANSWER.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(reply.succeeded()).isTrue();
    assertThat(reply.body().text("sdp").flatMap(Addresses::read)).isPresent();
  }

  /** Answers, whole and spoilt, and values of chance. */
  static Stream<byte[]> seeds() {
    return IntStream.range(0, 100)
        .mapToObj(
            seed -> {
              Random random = new Random(seed);
              byte[] datagram = ANSWER.getBytes(StandardCharsets.ISO_8859_1);
              if (seed % 2 == 1) {
                byte[] value = BencodeTest.any(random, 6).encode();
                datagram = new byte[value.length + 2];
                datagram[0] = 'c';
                datagram[1] = ' ';
                System.arraycopy(value, 0, datagram, 2, value.length);
              }
              for (int i = seed < 10 ? 0 : random.nextInt(8); i > 0; i--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt(256);
              }
              return datagram;
            });
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void readsAnything(byte[] datagram) {
    NgReply reply;
    try {
      reply = NgReply.parse(datagram);
    } catch (BencodeException e) {
      assertThat(e).hasMessageMatching("[a-z ]+");
      return;
    }
    assertThat(reply.cookie()).hasSizeBetween(1, 64);
    assertThat(reply.reason()).matches("[ -~]{0,200}");
    assertThat(reply.refused()).isNotNegative();
    Optional<Addresses> addresses = reply.body().text("sdp").flatMap(Addresses::read);
    addresses.ifPresent(
        each -> {
          assertThat(each.rtp().isUnresolved()).isFalse();
          assertThat(each.rtp().getPort()).isBetween(2, 65_534).isEven();
          assertThat(each.rtcp().getPort()).isBetween(1, 65_535);
        });
  }
}
