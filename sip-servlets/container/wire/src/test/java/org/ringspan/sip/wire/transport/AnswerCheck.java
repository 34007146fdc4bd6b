package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.MessageValidation;
import org.ringspan.sip.wire.Rule;
import org.ringspan.sip.wire.Transport;
import org.ringspan.sip.wire.Verdict;
import org.ringspan.sip.wire.WireLimits;

/** What every answer must be, whatever provoked it. */
final class AnswerCheck {

  private static final MessageValidation VALIDATION = new MessageValidation(WireLimits.defaults());

  private static final Pattern OTHER_VERSION = Pattern.compile("\r\nVia: (?!SIP\\s*/\\s*2\\.0)");

  private AnswerCheck() {}

  /**
   * The answer is one response by our own strict rules, but for header fields that the request
   * lacked and whose values could therefore not be copied.
   */
  static void isSound(String answer) {
    String statusLine = answer.substring(0, answer.indexOf("\r\n"));
    assertThat(statusLine).matches("SIP/2\\.0 [1-6]\\d\\d [A-Za-z0-9 -]+");
    Verdict verdict = VALIDATION.judge(answer.getBytes(StandardCharsets.ISO_8859_1), Transport.UDP);
    switch (verdict) {
      case Verdict.Accept accept ->
          assertThat(accept.headerBytes() + accept.bodyBytes()).isEqualTo(answer.length());
      case Verdict.Drop drop -> {
        // rfc3261#section-8.2.6.2: "The Via header field values in the response MUST equal the Via
        // header field values in the
        // request": one of another SIP version, or of very many parts, is copied as it is. A CSeq
        // may be too large.
        List<Rule> copied =
            OTHER_VERSION.matcher(answer).find()
                ? List.of(Rule.BAD_VALUE, Rule.MISSING, Rule.NUMBER_RANGE, Rule.TOO_MANY_PARTS)
                : List.of(Rule.MISSING, Rule.NUMBER_RANGE, Rule.TOO_MANY_PARTS);
        if (drop.reason() != DropReason.BROADCAST_VIA) {
          assertThat(drop.rule()).as(answer).isIn(copied);
        }
      }
      case Verdict.Reject reject -> throw new AssertionError("not a response: " + answer);
    }
  }
}
