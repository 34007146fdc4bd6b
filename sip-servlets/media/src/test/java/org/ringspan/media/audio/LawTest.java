package org.ringspan.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("G.711")
class LawTest {

  @ParameterizedTest
  @CsvSource({"PCMU, 1e0b0b1e9e8b8b9e", "PCMA, 34212134b4a1a1b4"})
  @DisplayName("the recommendation's sequence (tables 5 and 6) is 1 kHz at 0 dBm0, and is kept")
  void digitalMilliwatt(Law codec, String sequence) {
    byte[] octets = HexFormat.of().parseHex(sequence);
    short[] samples = new short[8];
    codec.decode(ByteBuffer.wrap(octets), 0, 8, samples);
    ByteBuffer again = ByteBuffer.allocate(8);
    codec.encode(samples, 8, again);
    assertThat(again.array()).isEqualTo(octets);

    double square = 0;
    for (short sample : samples) {
      square += (double) sample * sample / 8;
    }
    // The largest sine fills the scale up to the last (virtual) decision value.
    double loudest = (codec == Law.PCMU ? 4 * 8159 : 8 * 4096) / Math.sqrt(2);
    double overload = codec == Law.PCMU ? 3.17 : 3.14;
    assertThat(20 * Math.log10(Math.sqrt(square) / loudest) + overload).isCloseTo(0, within(0.05));
    assertThat(samples[0]).isEqualTo((short) -samples[4]);
  }

  @ParameterizedTest
  @CsvSource({
    "PCMU, ff, 0", "PCMU, 80, 32124", "PCMU, 00, -32124", "PCMU, fe, 8",
    "PCMA, d5, 8", "PCMA, aa, 32256", "PCMA, 2a, -32256", "PCMA, 55, -8"
  })
  @DisplayName("the ends and the middle of the scale have the values of tables 1 and 2")
  void corners(Law codec, String octet, short sample) {
    assertThat(codec.decode((byte) HexFormat.fromHexDigits(octet))).isEqualTo(sample);
  }

  @ParameterizedTest
  @EnumSource(Law.class)
  @DisplayName("every octet comes back from its own sample, except the negative zero of µ-law")
  void idempotent(Law codec) {
    for (int octet = 0; octet < 256; octet++) {
      byte back = codec.encode(codec.decode((byte) octet));
      boolean negativeZero = codec == Law.PCMU && octet == 0x7F;
      assertThat(back).isEqualTo((byte) (negativeZero ? 0xFF : octet));
    }
  }

  @ParameterizedTest
  @EnumSource(Law.class)
  @DisplayName("every sample is encoded as one of its nearest octets, and louder is never quieter")
  void nearest(Law codec) {
    int before = Short.MIN_VALUE;
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      int decoded = codec.decode(codec.encode((short) sample));
      assertThat(decoded).isGreaterThanOrEqualTo(before);
      before = decoded;
      // Steps are a sixteenth of a segment; 16-bit samples are rounded to 14 or 13 bits first.
      int clipped = Math.clamp(sample, -32_124, 32_124);
      assertThat(Math.abs(decoded - clipped)).isLessThanOrEqualTo(Math.abs(clipped) / 30 + 8);
    }
  }

  @Test
  @DisplayName("one law becomes the other and loses at most a step")
  void transcoding() {
    ByteBuffer octets = ByteBuffer.allocate(258);
    for (int i = 0; i < 256; i++) {
      octets.put(1 + i, (byte) i);
    }
    Law.PCMU.transcode(Law.PCMA, octets, 1, 256);
    for (int i = 0; i < 256; i++) {
      int was = Law.PCMU.decode((byte) i);
      int is = Law.PCMA.decode(octets.get(1 + i));
      assertThat(Math.abs(is - was)).isLessThanOrEqualTo(Math.abs(was) / 30 + 8);
    }
    assertThat(octets.get(0)).isZero();
    assertThat(octets.get(257)).isZero();
  }
}
