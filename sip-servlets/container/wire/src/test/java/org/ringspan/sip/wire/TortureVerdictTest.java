package org.ringspan.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("RFC 4475: the verdict on each message")
class TortureVerdictTest {

  private final MessageValidation validation = new MessageValidation(WireLimits.defaults());

  @TestFactory
  Stream<DynamicTest> everyMessageGetsItsVerdict() {
    Map<String, byte[]> messages = TortureMessages.readOrSkip();
    return messages.entrySet().stream()
        .map(
            message ->
                DynamicTest.dynamicTest(
                    message.getKey(),
                    () -> {
                      Verdict verdict = validation.judge(message.getValue(), Transport.UDP);
                      assertThat(code(verdict))
                          .as("%s", verdict)
                          .isEqualTo(TortureTable.expected(message.getKey()));
                    }));
  }

  @Test
  @DisplayName("the table knows every message")
  void tableIsComplete() {
    assertThat(TortureTable.EXPECTED).containsOnlyKeys(TortureMessages.readOrSkip().keySet());
  }

  @Test
  @DisplayName("3.3.5: the options that aren't supported are named")
  void unsupportedOptionsAreNamed() {
    byte[] message = TortureMessages.read("TC_BEXT01_V");
    assertThat(validation.judge(message, Transport.TLS))
        .isInstanceOfSatisfying(
            Verdict.Reject.class,
            reject ->
                assertThat(reject.headers())
                    .containsExactly(
                        "Unsupported: nothingSupportsThis, nothingSupportsThisEither,"
                            + " noProxiesSupportThis, norDoAnyProxiesSupportThis"));
  }

  @Test
  @DisplayName("3.1.1.8: only the first message of a datagram is accepted")
  void secondMessageIsDiscarded() {
    byte[] message = TortureMessages.read("TC_DBLREQ");
    assertThat(validation.judge(message, Transport.UDP))
        .isInstanceOfSatisfying(
            Verdict.Accept.class,
            accept -> {
              assertThat(accept.bodyBytes()).isZero();
              assertThat(new String(accept.headers(message))).doesNotContain("INVITE");
            });
  }

  @Test
  @DisplayName("3.1.2.12: a date that isn't GMT is rejected only when dates matter")
  void strictDates() {
    byte[] message = TortureMessages.read("TC_BADDATE_V");
    Verdict strict =
        new MessageValidation(WireLimits.defaults().withRejectBadDates(true))
            .judge(message, Transport.UDP);
    assertThat(code(strict)).isEqualTo(400);
  }

  private static int code(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accept accept -> TortureTable.ACCEPT;
      case Verdict.Reject reject -> reject.status();
      case Verdict.Drop drop -> TortureTable.DROP;
    };
  }
}
