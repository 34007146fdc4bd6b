package org.ringspan.voicemail.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundRangeTest {
  /** 44 + 2 x 28 = 100 octets. */
  private static final Sound SOUND = new Sound("t", 28, part -> new byte[28]);

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=10-19, 10, 20",
    "bytes=90-, 90, 100",
    "bytes=90-500, 90, 100",
    "bytes=0-, 0, 100",
    "bytes=-5, 95, 100",
    "bytes=-500, 0, 100"
  })
  @DisplayName("RFC 9110 section 14.1.2: from, to, and from the end")
  void parts(String range, long from, long to) {
    assertThat(SoundRange.of(range, null, SOUND))
        .isEqualTo(new SoundRange.Part(new SoundRange(from, to)));
    assertThat(SoundRange.of(range, "\"t\"", SOUND))
        .isEqualTo(new SoundRange.Part(new SoundRange(from, to)));
    assertThat(SoundRange.of(range, "\"other\"", SOUND)).isEqualTo(new SoundRange.Whole());
    assertThat(new SoundRange(from, to).header(SOUND))
        .isEqualTo("bytes " + from + "-" + (to - 1) + "/100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999-"})
  @DisplayName("A part behind the end isn't there")
  void outside(String range) {
    assertThat(SoundRange.of(range, null, SOUND)).isEqualTo(new SoundRange.Outside());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "octets=0-1", "bytes=a-b"})
  @DisplayName("What can't be understood is ignored")
  void ignored(String range) {
    assertThat(SoundRange.of(range, null, SOUND)).isEqualTo(new SoundRange.Whole());
  }

  @Test
  @DisplayName("Without a range it is everything")
  void whole() {
    assertThat(SoundRange.of(null, null, SOUND)).isEqualTo(new SoundRange.Whole());
  }
}
