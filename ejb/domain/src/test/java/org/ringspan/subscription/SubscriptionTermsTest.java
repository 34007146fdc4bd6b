package org.ringspan.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTermsTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "60, 60", " 600 , 600", "86400, 86400", "86401, 86400", "9999999999, 86400"})
  @DisplayName("What is asked for is granted up to a day")
  void granted(String asked, long seconds) {
    assertThat(SubscriptionTerms.of(Optional.of(asked)))
        .isEqualTo(new SubscriptionTerms.Granted(Duration.ofSeconds(seconds)));
  }

  @Test
  @DisplayName("An hour, when nothing is asked for")
  void usual() {
    assertThat(SubscriptionTerms.of(Optional.empty()))
        .isEqualTo(new SubscriptionTerms.Granted(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "59"})
  @DisplayName("Less than a minute is too brief")
  void brief(String asked) {
    assertThat(SubscriptionTerms.of(Optional.of(asked)))
        .isEqualTo(new SubscriptionTerms.TooBrief());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1h", "99999999999", "60,60"})
  @DisplayName("What is no number is refused")
  void malformed(String asked) {
    assertThat(SubscriptionTerms.of(Optional.of(asked)))
        .isEqualTo(new SubscriptionTerms.Malformed());
  }
}
