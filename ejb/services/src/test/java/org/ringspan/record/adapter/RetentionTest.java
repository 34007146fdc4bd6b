package org.ringspan.record.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long records are kept. */
class RetentionTest {
  private static Retention of(String value) {
    Properties properties = new Properties();
    properties.setProperty(Retention.SETTING, value);
    return Retention.of(properties);
  }

  @Test
  @DisplayName("A year unless told otherwise, 0 is for ever")
  void days() {
    assertThat(Retention.of(new Properties()).kept()).contains(Duration.ofDays(365));
    assertThat(of(" 30 ").kept()).contains(Duration.ofDays(30));
    assertThat(of("0").kept()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "a year", "36501", "1.5"})
  @DisplayName("Anything else is refused by name")
  void refused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(value))
        .withMessageContaining(Retention.SETTING);
  }
}
