package org.ringspan.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The syntax of patterns and masks. */
class NumberPatternTest {
  @ParameterizedTest(name = "{0} takes {1}")
  @CsvSource({
    "911, 911",
    "5XXXX, 51234",
    "[2-9]X, 20",
    "[135], 3",
    "[2-46-8], 7",
    "[^5], 4",
    "[^2-8], 9",
    "[*#]1, #1",
    "*81, *81",
    "\\+1408XXXXXXX, +14085551234",
    "+!, +49",
    "9.1XXX, 91234",
    "9.!, 91",
    "9011!#, 90114930#",
    "!, 1234567890",
    "#, #"
  })
  void takes(String pattern, String number) {
    assertThat(NumberPattern.of(pattern).matches(number)).isTrue();
  }

  @ParameterizedTest(name = "{0} does not take {1}")
  @CsvSource({
    "911, 9111",
    "911, 91",
    "5XXXX, 5123*",
    "[2-9]X, 10",
    "[^5], 5",
    "[^5], *",
    "9.!, 9",
    "9.!, 91#",
    "9011!#, 90114930",
    "9011!#, 9011#",
    "!, +49",
    "X, a"
  })
  void doesNotTake(String pattern, String number) {
    assertThat(NumberPattern.of(pattern).matches(number)).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|a pattern is not empty",
        "9@|pattern, character 2: @ is not supported: write the numbers of your country as patterns",
        "9?|pattern, character 2: ? is not supported: write one pattern for each length, or !",
        "9+|pattern, character 2: + stands only in front: repetition is not supported",
        "9\\+|pattern, character 3: + stands only in front: repetition is not supported",
        "\\9|pattern, character 1: after a backslash only + is allowed",
        "\\|pattern, character 1: after a backslash only + is allowed",
        "[12|pattern, character 1: [ without ]",
        "12]|pattern, character 3: ] without [",
        "[]|pattern, character 1: empty brackets",
        "[^]|pattern, character 1: empty brackets",
        "[^0-9]|pattern, character 1: the brackets leave no digit",
        "[9-2]|pattern, character 2: a range goes from a lower digit to a higher one",
        "[2-]|pattern, character 2: a range needs a second digit",
        "[^*]|pattern, character 3: '*' can't stand in brackets",
        "[X]|pattern, character 2: 'X' can't stand in brackets",
        "1.2.3|pattern, character 4: a second dot",
        ".1|pattern, character 1: nothing stands before the dot",
        "!1|pattern, character 2: only one # may follow !",
        "!##|pattern, character 3: only one # may follow !",
        "!.#|pattern, character 2: only one # may follow !",
        "5xxx|pattern, character 2: the wildcard for a digit is a capital X",
        "5 5|pattern, character 2: ' ' is not one of 0-9 * # + X [ ] ^ - . !",
        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX|pattern, character 33: more than 32 symbols"
      })
  void refused(String pattern, String why) {
    assertThatThrownBy(() -> NumberPattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  @DisplayName("Patterns are equal that mean the same numbers and discard the same part")
  void equal() {
    assertThat(NumberPattern.of("[0-9]1")).isEqualTo(NumberPattern.of("X1"));
    assertThat(NumberPattern.of("+1")).isEqualTo(NumberPattern.of("\\+1"));
    assertThat(NumberPattern.of("9.1")).isNotEqualTo(NumberPattern.of("91"));
    assertThat(NumberPattern.of("9.1").meansTheSameAs(NumberPattern.of("91"))).isTrue();
    assertThat(NumberPattern.of("9!")).isNotEqualTo(NumberPattern.of("9!#"));
  }

  @ParameterizedTest(name = "{0} over {1} is {2}")
  @CsvSource({
    "408555XXXX, 51234, 4085551234",
    "XXXX, 51234, 1234",
    "+1408XXXXXXX, 5551234, +14085551234",
    "1XXXX, 23, 123",
    "51234, 999, 51234",
    "*XX, 12, *12"
  })
  void masks(String mask, String number, String result) {
    assertThat(new NumberMask(mask).over(number)).isEqualTo(result);
  }

  @Test
  @DisplayName("A mask of another form is refused")
  void maskRefused() {
    for (String mask : new String[] {"", "1+", "abc", "1".repeat(25), "!"}) {
      assertThatThrownBy(() -> new NumberMask(mask)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
