package org.ringspan.numbering.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.address.E164Number;
import org.ringspan.trunk.Region;

class PhoneNumberPlanTest {
  private final PhoneNumberPlan plan = new PhoneNumberPlan();

  @ParameterizedTest
  @DisplayName("What is dialled in a region becomes +E.164")
  @CsvSource({
    "US, 4085551234,     +14085551234",
    "US, 14085551234,    +14085551234",
    "US, 01149891234567, +49891234567",
    "DE, 0891234567,     +49891234567",
    "DE, 0014085551234,  +14085551234",
    "GB, 02079460000,    +442079460000",
    "IT, 0612345678,     +390612345678"
  })
  void globalised(String region, String digits, String number) {
    assertThat(plan.globalised(digits, new Region(region))).contains(new E164Number(number));
  }

  @ParameterizedTest
  @DisplayName("Short, service and impossible numbers stay what they are")
  @CsvSource({"US, 911", "DE, 112", "US, 51234", "DE, 1", "US, 99999999999999999999999"})
  void left(String region, String digits) {
    assertThat(plan.globalised(digits, new Region(region))).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("+E.164 is written as it is dialled from a region")
  @CsvSource({
    "US, +14085551234,  4085551234",
    "US, +49891234567,  01149891234567",
    "DE, +49891234567,  0891234567",
    "DE, +14085551234,  0014085551234",
    "GB, +442079460000, 02079460000",
    "CA, +14085551234,  4085551234",
    "IT, +390612345678, 0612345678"
  })
  void dialled(String region, String number, String digits) {
    assertThat(plan.dialledFrom(new Region(region), new E164Number(number))).isEqualTo(digits);
  }

  @Test
  @DisplayName("A country code that nobody has is written without its plus")
  void nobody() {
    assertThat(plan.dialledFrom(new Region("US"), new E164Number("+2101234567")))
        .isEqualTo("2101234567");
  }

  @Test
  @DisplayName("Regions are known by their letters")
  void regions() {
    assertThat(plan.knows(new Region("DE"))).isTrue();
    assertThat(plan.knows(new Region("XX"))).isFalse();
  }
}
