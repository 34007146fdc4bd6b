package org.ringspan.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
@DisplayName("The decoder of G.722")
class G722FuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.iterate(0, seed -> seed + 1)
        .limit(40)
        .map(
            seed -> {
              Random random = new Random(seed);
              byte[] octets = new byte[1 + random.nextInt(3000)];
              random.nextBytes(octets);
              // Long runs drive the scale and the predictor to their limits.
              for (int i = 1; i < octets.length; i++) {
                octets[i] = random.nextInt(8) < seed % 8 ? octets[i - 1] : octets[i];
              }
              return octets;
            });
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  @DisplayName("decodes any octets, at both rates, and comes to rest again")
  void decodesAnything(byte[] octets) {
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    G722Decoder wide = new G722Decoder();
    G722Decoder narrow = new G722Decoder();
    wide.decodeWide(buffer, 0, octets.length, new short[2 * octets.length]);
    narrow.decode(buffer, 0, octets.length, new short[octets.length]);
    ByteBuffer silence = ByteBuffer.allocate(8000);
    new G722Encoder().encode(new short[8000], 8000, silence);
    short[] rest = new short[16_000];
    wide.decodeWide(silence, 0, 8000, rest);
    short[] low = new short[8000];
    narrow.decode(silence, 0, 8000, low);
    assertThat(Math.abs(rest[15_999])).isLessThan((short) 64);
    assertThat(Math.abs(low[7_999])).isLessThan((short) 64);
  }
}
