package org.ringspan.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.configuration.AccessList.Kind;
import org.ringspan.configuration.AccessList.Member;
import org.ringspan.configuration.AccessList.NotAvailable;
import org.ringspan.configuration.AccessList.NumberMask;
import org.ringspan.configuration.AccessList.Private;

/** Access lists (design guide page 21-58, D11). */
class AccessListTest {
  @ParameterizedTest(name = "mask {0}, caller {1}: {2}")
  @CsvSource({
    "+14085550666, +14085550666, true",
    "+14085550666, +14085550667, false",
    "+1408555XXXX, +14085550123, true",
    "+1408555XXXX, +140855501234, false",
    "+1408555XXXX, +1408555012, false",
    "+1408555XXXX, +1408555012a, false",
    "5XXXX, 51234, true",
    "14085550666, +14085550666, false",
    "+1408!, +14085550666, true",
    "+1408!, +1408, false",
    "+1!0666, +14085550666, true",
    "+1!0666, +10666, false",
    "+1!0666, +140855506667, false",
    "!, 51234, true",
    "!, +51234, false",
    "+1408555xxxx, +14085550123, true",
    "*67!, *674085550100, true",
  })
  @DisplayName(
      "A mask names the numbers of its length whose digits agree; X is any digit, ! is some")
  void masks(String mask, String caller, boolean named) {
    assertThat(list(Kind.ALLOWED, new NumberMask(mask)).lets(List.of(caller), false))
        .isEqualTo(named);
    assertThat(list(Kind.BLOCKED, new NumberMask(mask)).lets(List.of(caller), false))
        .isEqualTo(!named);
  }

  @Test
  @DisplayName("An empty blocked list allows all, an empty allowed list denies all")
  void implicitEnds() {
    assertThat(list(Kind.BLOCKED).lets(List.of(), true)).isTrue();
    assertThat(list(Kind.ALLOWED).lets(List.of("51234"), false)).isFalse();
  }

  @Test
  @DisplayName(
      "D11: private callers are named by \"private\" only, even when their number is known")
  void privateCallers() {
    List<String> number = List.of("+14085550666");
    assertThat(list(Kind.BLOCKED, new Private()).lets(number, true)).isFalse();
    assertThat(list(Kind.BLOCKED, new NumberMask("+14085550666")).lets(number, true)).isTrue();
    assertThat(list(Kind.BLOCKED, new NotAvailable()).lets(List.of(), true)).isTrue();
    assertThat(list(Kind.BLOCKED, new NotAvailable()).lets(List.of(), false)).isFalse();
    assertThat(list(Kind.BLOCKED, new Private()).lets(List.of(), false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "y", "+1 408", "!1!", "++1", "12345678901234567890123456789012"})
  @DisplayName("What is no mask is refused when it is configured")
  void wrongMasks(String mask) {
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberMask(mask));
  }

  private static AccessList list(Kind kind, Member... members) {
    return new AccessList(kind, Set.of(members));
  }
}
