package org.ringspan.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The verdict on anything at all. An ordinary build judges the seeds; a fuzzing run is started by
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn test -pl sip-servlets/container/wire -Dtest=MessageValidationFuzzTest
 * }</pre>
 */
class MessageValidationFuzzTest {

  private static final String REPLACING =
      Sample.INVITE.replace(
          "Supported:", "Replaces: a@b;to-tag=1;from-tag=2;early-only;x=\"y\"\r\nSupported:");

  private static final MessageValidation VALIDATION = new MessageValidation(WireLimits.defaults());

  /** Our samples, the RFC's messages where they are, and spoilt ones of both. */
  static Stream<byte[]> seeds() {
    var sources =
        Stream.concat(
                Stream.of(Sample.INVITE, REPLACING, Sample.OK, Sample.REGISTER).map(Sample::octets),
                TortureMessages.readIfThere().values().stream())
            .toList();
    return Stream.concat(
        sources.stream(), Stream.generate(new Mutations(1, sources)::next).limit(200));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void verdictIsSound(byte[] message) throws Exception {
    for (Transport transport : Transport.values()) {
      byte[] copy = message.clone();
      Verdict verdict = VALIDATION.judge(message, transport);
      assertThat(message).isEqualTo(copy);
      assertThat(VALIDATION.judge(message, transport)).isEqualTo(verdict);
      switch (verdict) {
        case Verdict.Accept accept -> {
          assertThat(accept.start() + accept.headerBytes() + accept.bodyBytes())
              .isLessThanOrEqualTo(message.length);
          String headers = new String(accept.headers(message), StandardCharsets.ISO_8859_1);
          assertThat(headers).endsWith("\r\n\r\n");
          assertThat(headers.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        }
        case Verdict.Reject reject -> {
          byte[] answer = StatelessAnswer.encode(reject, InetAddress.getLoopbackAddress(), 5060);
          String text = new String(answer, StandardCharsets.ISO_8859_1);
          assertThat(text).matches("(?s)SIP/2\\.0 [45]\\d\\d [A-Za-z -]+\r\nVia: .*\r\n\r\n");
          assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
          assertThat(text.indexOf("\r\n\r\n")).isEqualTo(text.length() - 4);
          assertThat(VALIDATION.judge(answer, Transport.UDP)).isNotInstanceOf(Verdict.Reject.class);
        }
        case Verdict.Drop drop -> assertThat(drop.reason()).isNotNull();
      }
    }
  }
}
