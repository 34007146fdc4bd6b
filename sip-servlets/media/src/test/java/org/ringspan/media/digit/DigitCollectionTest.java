package org.ringspan.media.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A collection of digits")
class DigitCollectionTest {

  private static final long SECOND = 1_000_000_000L;

  private static DigitRequest request(int most, boolean bargeIn) {
    return new DigitRequest(
        most,
        Set.of(Digit.POUND),
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        bargeIn);
  }

  @Test
  @DisplayName("is complete with the wanted number of digits")
  void complete() {
    DigitCollection collection = new DigitCollection(request(2, true), false, 0);
    assertThat(collection.keyUp(Digit.STAR, 1)).isNull();
    assertThat(collection.keyUp(Digit.EIGHT, 2)).isEqualTo(CollectionOutcome.COMPLETE);
    assertThat(collection.digits()).isEqualTo("*8");
  }

  @Test
  @DisplayName("is terminated earlier by a terminator, which isn't part of it")
  void terminated() {
    DigitCollection collection = new DigitCollection(request(9, true), false, 0);
    collection.keyUp(Digit.ONE, 1);
    assertThat(collection.keyUp(Digit.POUND, 2)).isEqualTo(CollectionOutcome.TERMINATED);
    assertThat(collection.digits()).isEqualTo("1");
  }

  @Test
  @DisplayName("waits for the first digit from the end of the prompt on")
  void firstDigit() {
    DigitCollection collection = new DigitCollection(request(2, true), true, 0);
    assertThat(collection.passed(20 * SECOND)).isNull();
    collection.promptEnded(20 * SECOND);
    assertThat(collection.passed(25 * SECOND - 1)).isNull();
    assertThat(collection.passed(25 * SECOND)).isEqualTo(CollectionOutcome.NO_DIGIT);
  }

  @Test
  @DisplayName("waits less for the next digit")
  void nextDigit() {
    DigitCollection collection = new DigitCollection(request(2, true), false, 0);
    collection.keyUp(Digit.ONE, SECOND);
    assertThat(collection.passed(3 * SECOND - 1)).isNull();
    assertThat(collection.passed(3 * SECOND)).isEqualTo(CollectionOutcome.PAUSE_TOO_LONG);
  }

  @Test
  @DisplayName("gives up who talks instead of pressing keys, even while the prompt plays")
  void talk() {
    DigitCollection collection = new DigitCollection(request(2, true), true, 0);
    assertThat(collection.passed(30 * SECOND - 1)).isNull();
    assertThat(collection.passed(30 * SECOND)).isEqualTo(CollectionOutcome.TALK_TOO_LONG);
  }

  @Test
  @DisplayName(
      "stops the prompt at the first digit with barge-in, else ignores digits until its end")
  void bargeIn() {
    assertThat(new DigitCollection(request(1, true), true, 0).keyDown(1)).isTrue();
    DigitCollection patient = new DigitCollection(request(1, false), true, 0);
    assertThat(patient.keyDown(1)).isFalse();
    assertThat(patient.keyUp(Digit.ONE, 1)).isNull();
    patient.promptEnded(2);
    assertThat(patient.keyUp(Digit.TWO, 3)).isEqualTo(CollectionOutcome.COMPLETE);
    assertThat(patient.digits()).isEqualTo("2");
  }

  @Test
  @DisplayName("can't be asked for no digit, too many or no time")
  void refused() {
    assertThatThrownBy(() -> request(0, true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request(65, true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DigitRequest.one(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
