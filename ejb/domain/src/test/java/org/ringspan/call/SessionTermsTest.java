package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.SessionTerms.Policy;
import org.ringspan.call.SessionTerms.Refresher;

/** RFC 4028: how two sides agree upon a session timer. */
class SessionTermsTest {
  private static final Policy OURS = policy(1800, 90);

  @Test
  @DisplayName(
      "Section 9, table 2: the request names who refreshes; a sender without timers doesn't")
  void refresher() {
    assertThat(terms(true, 1800, Refresher.UAC, 0).answered(OURS)).hasValue(by(1800, false));
    assertThat(terms(true, 1800, Refresher.UAS, 0).answered(OURS)).hasValue(by(1800, true));
    assertThat(terms(true, 1800, null, 0).answered(OURS)).hasValue(by(1800, false));
    assertThat(terms(false, 1800, null, 0).answered(OURS)).hasValue(by(1800, true));
    assertThat(terms(false, 1800, Refresher.UAC, 0).answered(OURS)).hasValue(by(1800, true));
  }

  @Test
  @DisplayName("The interval: never longer than asked for, never shorter than Min-SE, else ours")
  void interval() {
    assertThat(terms(true, 600, null, 0).answered(OURS)).hasValue(by(600, false));
    assertThat(terms(true, 7200, null, 0).answered(OURS)).hasValue(by(1800, false));
    assertThat(terms(true, 7200, null, 3600).answered(OURS)).hasValue(by(3600, false));
    assertThat(terms(true, 0, null, 3600).answered(OURS)).hasValue(by(3600, false));
    assertThat(terms(true, 0, null, 0).answered(OURS)).hasValue(by(1800, false));
    // A proxy asked for little, and its sender would not understand 422.
    assertThat(terms(false, 60, null, 0).answered(OURS)).hasValue(by(60, true));
  }

  @Test
  @DisplayName("Nobody asks, or timers are off: nothing expires")
  void none() {
    assertThat(SessionTerms.NONE.answered(OURS)).isEmpty();
    assertThat(terms(true, 1800, null, 0).answered(policy(0, 90))).isEmpty();
    assertThat(terms(true, 1800, null, 0).agreed(policy(0, 90))).isEmpty();
    assertThat(SessionTerms.NONE.agreed(OURS)).isEmpty();
  }

  @Test
  @DisplayName("Section 9: too small an interval is refused, when its sender knows what 422 says")
  void tooSmall() {
    assertThat(OURS.refuses(terms(true, 89, null, 0))).isTrue();
    assertThat(OURS.refuses(terms(true, 90, null, 0))).isFalse();
    assertThat(OURS.refuses(terms(true, 0, null, 0))).isFalse();
    assertThat(OURS.refuses(terms(false, 89, null, 0))).isFalse();
    assertThat(policy(0, 90).refuses(terms(true, 89, null, 0))).isFalse();
  }

  @Test
  @DisplayName("Section 7.2: what a 2xx to our request means; who isn't named is we")
  void agreed() {
    assertThat(terms(true, 1800, Refresher.UAC, 0).agreed(OURS)).hasValue(by(1800, true));
    assertThat(terms(true, 1800, Refresher.UAS, 0).agreed(OURS)).hasValue(by(1800, false));
    assertThat(terms(false, 1800, null, 0).agreed(OURS)).hasValue(by(1800, true));
    // Nobody makes us refresh every second.
    assertThat(terms(true, 1, Refresher.UAC, 0).agreed(OURS)).hasValue(by(90, true));
  }

  @Test
  @DisplayName("Who refreshes goes on doing so in the requests of either side")
  void keepsPart() {
    assertThat(SessionTerms.asRequested(by(90, true))).isEqualTo(Refresher.UAC);
    assertThat(SessionTerms.asRequested(by(90, false))).isEqualTo(Refresher.UAS);
    assertThat(SessionTerms.asAnswered(by(90, true))).isEqualTo(Refresher.UAS);
    assertThat(SessionTerms.asAnswered(by(90, false))).isEqualTo(Refresher.UAC);
    assertThat(policy(60, 90).asked()).isEqualTo(Duration.ofSeconds(90));
  }

  private static SessionInterval by(int seconds, boolean us) {
    return new SessionInterval(Duration.ofSeconds(seconds), us);
  }

  private static Policy policy(int expires, int minimum) {
    return new Policy(Duration.ofSeconds(expires), Duration.ofSeconds(minimum));
  }

  /** Zero: not said. */
  private static SessionTerms terms(
      boolean supported, int expires, @Nullable Refresher refresher, int minimum) {
    return new SessionTerms(
        supported,
        expires == 0 ? OptionalInt.empty() : OptionalInt.of(expires),
        Optional.ofNullable(refresher),
        minimum == 0 ? OptionalInt.empty() : OptionalInt.of(minimum));
  }
}
