package org.ringspan.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.trunk.NumberFormat.Kind;

class TrunkNumbersTest {
  @ParameterizedTest
  @DisplayName("Numbers are written as the trunk wants them")
  @CsvSource({
    "E164_WITH_PLUS,    ,   , +14085551234,  +14085551234",
    "E164_WITHOUT_PLUS, ,   , +14085551234,  14085551234",
    "E164_WITHOUT_PLUS, , 9#, +14085551234,  9#14085551234",
    "NATIONAL,        US,   , +14085551234,  4085551234",
    "NATIONAL,        US,  9, +498912345678, 9011498912345678",
    "NATIONAL,        DE,   , +498912345678, 08912345678",
    "NATIONAL,        DE,   , 112,           112",
    "NATIONAL,        DE,  0, 112,           0112",
    "E164_WITH_PLUS,    ,   , 112,           112",
    "NATIONAL,        DE,  0, alice,         alice"
  })
  void written(Kind kind, String region, String prefix, String number, String written) {
    NumberFormat format =
        new NumberFormat(
            kind, Optional.ofNullable(region).map(Region::new), prefix == null ? "" : prefix);

    assertThat(format.write(number, TestTrunks.PLAN)).isEqualTo(written);
  }

  @ParameterizedTest
  @DisplayName("Called numbers lose the trunk's prefix and become +E.164 where they can")
  @CsvSource({
    "  ,  , +14085551234,  +14085551234",
    "  ,  , 4085551234,    4085551234",
    "US,  , 4085551234,    +14085551234",
    "US,  , +498912345678, +498912345678",
    "US,  , 911,           911",
    "US,  , alice,         alice",
    "US, 9, 94085551234,   +14085551234",
    "US, 9, 4085551234,    +14085551234",
    "DE,  , 08912345678,   +498912345678"
  })
  void calledInside(String region, String prefix, String number, String inside) {
    TrunkNumbers numbers =
        new TrunkNumbers(
            NumberFormat.PLAIN,
            NumberFormat.PLAIN,
            Optional.ofNullable(region).map(Region::new),
            prefix == null ? "" : prefix);

    assertThat(numbers.calledInside(number, TestTrunks.PLAN)).isEqualTo(inside);
  }

  @Test
  @DisplayName("The prefix of called numbers is no part of a caller's")
  void callingInside() {
    TrunkNumbers numbers =
        new TrunkNumbers(
            NumberFormat.PLAIN, NumberFormat.PLAIN, Optional.of(new Region("US")), "40");

    assertThat(numbers.callingInside("4085551234", TestTrunks.PLAN)).isEqualTo("+14085551234");
  }

  @Test
  @DisplayName("A format whose parts don't fit is refused")
  void refused() {
    assertThatThrownBy(() -> new NumberFormat(Kind.NATIONAL, Optional.empty(), ""))
        .hasMessageContaining("region");
    assertThatThrownBy(
            () -> new NumberFormat(Kind.E164_WITHOUT_PLUS, Optional.of(new Region("US")), ""))
        .hasMessageContaining("region");
    assertThatThrownBy(() -> new NumberFormat(Kind.E164_WITH_PLUS, Optional.empty(), "9"))
        .hasMessageContaining("plus");
    assertThatThrownBy(() -> new NumberFormat(Kind.E164_WITHOUT_PLUS, Optional.empty(), "9;x"))
        .hasMessageContaining("prefix");
    assertThatThrownBy(() -> new Region("us")).isInstanceOf(IllegalArgumentException.class);
  }
}
