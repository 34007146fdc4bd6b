package org.ringspan.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What messages of one call have in common before they are judged")
class CallKeyTest {

  private static final MessageValidation VALIDATION = new MessageValidation(WireLimits.defaults());
  private static final Pattern CALL_ID =
      Pattern.compile("\r\n(?:call-id|i)[ \t]*:[ \t]*(\\S+)", Pattern.CASE_INSENSITIVE);

  private static int key(String message) {
    byte[] octets = Sample.octets(message);
    return CallKey.of(octets, 0, octets.length, -1);
  }

  @Test
  @DisplayName("however the field is written")
  void spellings() {
    int key = key(Sample.INVITE);
    String value = "a84b4c76e66710@192.0.2.5";
    for (String field :
        List.of(
            "Call-ID: ", "CALL-ID:", "i: ", "I:", "call-id \t: ", "Call-ID:\r\n ", "i :\t\r\n\t")) {
      assertThat(key(Sample.INVITE.replace("Call-ID: " + value, field + value)))
          .as(field)
          .isEqualTo(key);
      assertThat(key(Sample.INVITE.replace("Call-ID: " + value, field + value + " \r\n ")))
          .as(field + " with a fold behind it")
          .isEqualTo(key);
    }
    assertThat(key("\r\n\r\n" + Sample.INVITE)).isEqualTo(key);
    assertThat(key(Sample.OK)).isEqualTo(key);
  }

  @Test
  @DisplayName("and nothing but the field")
  void others() {
    assertThat(key(Sample.REGISTER)).isNotEqualTo(key(Sample.INVITE));
    String without = Sample.INVITE.replace("Call-ID: a84b4c76e66710@192.0.2.5\r\n", "");
    assertThat(key(without)).isEqualTo(-1);
    assertThat(key(without + "Call-ID: in-the-body\r\n")).isEqualTo(-1);
    assertThat(key("Call-ID: as-start-line\r\n\r\n")).isEqualTo(-1);
    assertThat(key(without.replace("User-Agent", "X-Call-ID"))).isEqualTo(-1);
    for (String keepAlive : List.of("", "\r\n\r\n", "\0\0\0\0", "jaK")) {
      assertThat(key(keepAlive)).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("Call-IDs that differ little spread over all lanes")
  void spread() {
    Set<Integer> lanes = new HashSet<>();
    for (int call = 0; call < 20_000; call++) {
      int key = key(Sample.INVITE.replace("a84b4c76e66710", call + "-4711"));
      lanes.add((key ^ key >>> 16) & 1023);
    }
    assertThat(lanes).hasSize(1024);
  }

  static Stream<byte[]> seeds() {
    return MessageValidationFuzzTest.seeds();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  @DisplayName("of whatever is accepted, the value that the parser will read")
  void asParsed(byte[] message) {
    int key = CallKey.of(message, 0, message.length, -1);
    if (VALIDATION.judge(message, Transport.UDP) instanceof Verdict.Accept accept) {
      String headers = new String(accept.headers(message), StandardCharsets.ISO_8859_1);
      Matcher field = CALL_ID.matcher(headers);
      assertThat(field.find()).isTrue();
      assertThat(key).isEqualTo(key("OPTIONS x\r\nCall-ID: " + field.group(1) + "\r\n\r\n"));
    }
  }
}
