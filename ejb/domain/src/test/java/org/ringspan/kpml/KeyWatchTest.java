package org.ringspan.kpml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.kpml.KeyWatch.FallBack;
import org.ringspan.kpml.KeyWatch.Key;
import org.ringspan.kpml.KeyWatch.Phase;
import org.ringspan.kpml.KeyWatch.Step;
import org.ringspan.kpml.KeyWatch.Stepped;
import org.ringspan.kpml.KeyWatch.Subscribe;
import org.ringspan.kpml.KeyWatch.Wait;

@DisplayName("RFC 4730: a subscription to keys")
class KeyWatchTest {
  private static final Optional<Duration> HOUR = Optional.of(Duration.ofHours(1));

  private static KeyWatch watching() {
    return KeyWatch.begin().watch().answered(200, HOUR).watch();
  }

  private static Optional<KeyReport> told(int code, String digits) {
    return Optional.of(new KeyReport(code, digits, "key"));
  }

  @Test
  @DisplayName("is asked for, counts when it is granted, and is refreshed a minute before its end")
  void lives() {
    Stepped asked = KeyWatch.begin();
    assertThat(asked.steps()).containsExactly(new Subscribe(KeyWatch.WANTED, true));
    assertThat(asked.watch().counts()).isFalse();
    Stepped granted = asked.watch().answered(200, HOUR);
    assertThat(granted.steps()).containsExactly(new Wait(Duration.ofMinutes(59)));
    assertThat(granted.watch().counts()).isTrue();
    Stepped due = granted.watch().due();
    assertThat(due.steps()).containsExactly(new Subscribe(KeyWatch.WANTED, false));
    assertThat(due.watch().counts()).isTrue();
    Stepped again = due.watch().answered(202, Optional.of(Duration.ofSeconds(90)));
    assertThat(again.steps()).containsExactly(new Wait(Duration.ofSeconds(45)));
    assertThat(again.watch().phase()).isEqualTo(Phase.WATCHING);
  }

  @Test
  @DisplayName("tells of keys as they come, also before its answer; codes but 200 tell of none")
  void keys() {
    assertThat(watching().notified("active;expires=100", told(200, "8#")).steps())
        .containsExactly(new Key('8'), new Key('#'));
    assertThat(KeyWatch.begin().watch().notified("pending", told(200, "1")).steps())
        .containsExactly(new Key('1'));
    assertThat(watching().notified("active", told(423, "55")).steps()).isEmpty();
    assertThat(watching().notified("active", Optional.empty()).steps()).isEmpty();
    assertThat(KeyWatch.document()).contains("persist=\"persist\"", ">[x*#ABCD]<");
  }

  @ParameterizedTest
  @ValueSource(ints = {405, 481, 489, 408, 500, 603})
  @DisplayName("that is refused leaves the keys to the media, at first and at a refresh")
  void refused(int status) {
    for (KeyWatch watch : List.of(KeyWatch.begin().watch(), watching().due().watch())) {
      Stepped refused = watch.answered(status, Optional.empty());
      assertThat(refused.steps()).hasSize(1).first().isInstanceOf(FallBack.class);
      assertThat(refused.watch().counts()).isFalse();
      assertThat(refused.watch().notified("active", told(200, "1")).steps()).isEmpty();
      assertThat(refused.watch().due().steps()).isEmpty();
      assertThat(refused.watch().answered(200, HOUR).steps()).isEmpty();
    }
  }

  @Test
  @DisplayName("that is too brief is asked for as long as it must be, and not for ever")
  void tooBrief() {
    KeyWatch watch = KeyWatch.begin().watch();
    Optional<Duration> twoHours = Optional.of(Duration.ofHours(2));
    for (int i = 0; i < 3; i++) {
      Stepped brief = watch.answered(423, twoHours);
      assertThat(brief.steps()).containsExactly(new Subscribe(Duration.ofHours(2), true));
      watch = brief.watch();
    }
    assertThat(watch.answered(423, twoHours).steps()).first().isInstanceOf(FallBack.class);
    assertThat(KeyWatch.begin().watch().answered(200, Optional.of(Duration.ZERO)).steps())
        .first()
        .isInstanceOf(FallBack.class);
  }

  @ParameterizedTest
  @CsvSource({
    "terminated;reason=deactivated, true",
    "Terminated; reason=timeout, true",
    "terminated;reason=noresource, false",
    "terminated;reason=rejected, false",
    "terminated, false",
    "terminated;reason=\"x\", false"
  })
  @DisplayName("that is ended is asked for anew where that may help; the last keys count")
  void terminated(String state, boolean again) {
    Stepped ended = watching().notified(state, told(200, "7"));
    List<Step> steps = ended.steps();
    assertThat(steps).hasSize(2).first().isEqualTo(new Key('7'));
    assertThat(steps.getLast() instanceof Subscribe).isEqualTo(again);
    assertThat(ended.watch().counts()).isFalse();
    KeyWatch watch = ended.watch();
    int asked = 0;
    while (watch.phase() != Phase.OVER) {
      asked++;
      watch = watch.notified(state, Optional.empty()).watch();
    }
    assertThat(asked).isEqualTo(again ? 3 : 0);
  }

  @Test
  @DisplayName("is offered by Allow-Events, in any of its fields")
  void offered() {
    assertThat(KeyWatch.isOffered(List.of("presence, KPML", "dialog"))).isTrue();
    assertThat(KeyWatch.isOffered(List.of("kpmlx", "dialog"))).isFalse();
    assertThat(KeyWatch.isOffered(List.of())).isFalse();
  }
}
