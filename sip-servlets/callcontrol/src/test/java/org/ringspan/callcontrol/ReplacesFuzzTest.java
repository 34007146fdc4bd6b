package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.desk.Replaces;

/**
 * Any value of {@code Replaces}. An ordinary build reads the seeds; a fuzzing run is started by
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn package -pl sip-servlets/callcontrol -am -Dtest=ReplacesFuzzTest \
 *   -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class ReplacesFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff",
            "a@b;to-tag=1;from-tag=2;early-only;x=\"y;\\\"z\"",
            "a@b;to-tag=1;from-tag=2;x=\"\\",
            ";;;===\"\"\"",
            "\0\uffff")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void isReadOrRefused(byte[] field) {
    String text = new String(field, StandardCharsets.UTF_8);
    if (Replaces.of(List.of(text), false) instanceof Replaces.Dialog dialog) {
      assertThat(text).contains(dialog.callId(), dialog.toTag(), dialog.fromTag());
      assertThat(dialog.callId() + dialog.toTag() + dialog.fromTag())
          .matches("[\\x21-\\x7e]+")
          .doesNotContain(";", ",");
    }
  }
}
