package org.ringspan.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ITU-T G.722 at 64 kbit/s")
class G722Test {

  private static final int WIDE = 16_000;

  /** Samples by which what is decoded lags behind: both mirror filters together. */
  private static final int LAG = 22;

  private static short[] wide(short[] sound) {
    ByteBuffer octets = ByteBuffer.allocate(sound.length / 2);
    new G722Encoder().encodeWide(sound, sound.length, octets);
    short[] heard = new short[sound.length];
    new G722Decoder().decodeWide(octets, 0, octets.capacity(), heard);
    return heard;
  }

  private static short[] narrow(short[] sound) {
    ByteBuffer octets = ByteBuffer.allocate(sound.length);
    Codec.G722.encoder().encode(sound, sound.length, octets);
    short[] heard = new short[sound.length];
    Codec.G722.decoder().decode(octets, 0, sound.length, heard);
    return heard;
  }

  /** Decibels of the signal above what differs, after the beginning. */
  private static double ratio(short[] sound, short[] heard, int lag) {
    double signal = 0;
    double noise = 0;
    for (int i = 800; i + lag < sound.length; i++) {
      double difference = heard[i + lag] - sound[i];
      signal += (double) sound[i] * sound[i];
      noise += difference * difference;
    }
    return 10 * Math.log10(signal / noise);
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 400, 1000, 2500, 3300})
  @DisplayName("tones of the lower band come back with 30 dB at least, at either rate")
  void lowerBand(int hertz) {
    short[] sound = Sines.tone(hertz, 8000, WIDE, WIDE);
    assertThat(ratio(sound, wide(sound), LAG)).isGreaterThan(30);
    short[] low = Sines.tone(hertz, 8000, 8000);
    assertThat(ratio(low, narrow(low), 0)).isGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(ints = {5000, 6000, 6800})
  @DisplayName("tones of the higher band, which G.711 lacks, come back with 10 dB at least")
  void higherBand(int hertz) {
    short[] sound = Sines.tone(hertz, 8000, WIDE, WIDE);
    assertThat(ratio(sound, wide(sound), LAG)).isGreaterThan(10);
  }

  @Test
  @DisplayName("the loudest that there is isn't torn, and quiet sound isn't lost")
  void loudness() {
    short[] loud = Sines.tone(700, 32_000, WIDE, WIDE);
    assertThat(ratio(loud, wide(loud), LAG)).isGreaterThan(25);
    short[] quiet = Sines.tone(700, 300, WIDE, WIDE);
    assertThat(ratio(quiet, wide(quiet), LAG)).isGreaterThan(15);
  }

  @Test
  @DisplayName("what is encoded at 8 kHz is the same sound at 16 kHz, and the other way round")
  void rates() {
    ByteBuffer octets = ByteBuffer.allocate(8000);
    new G722Encoder().encode(Sines.tone(1000, 8000, 8000), 8000, octets);
    short[] heard = new short[WIDE];
    new G722Decoder().decodeWide(octets, 0, 8000, heard);
    assertThat(amplitude(heard, 1000)).isBetween(7600.0, 8400.0);
    assertThat(amplitude(heard, 7000)).isLessThan(80);

    octets.clear();
    new G722Encoder().encodeWide(Sines.tone(1000, 8000, WIDE, WIDE), WIDE, octets);
    short[] low = new short[8000];
    new G722Decoder().decode(octets, 0, 8000, low);
    assertThat(Sines.amplitude(low, 4000, 8000, 1000)).isBetween(7600.0, 8400.0);
  }

  private static double amplitude(short[] sound, double hertz) {
    // Sines take the rate for 8 kHz.
    return Sines.amplitude(sound, WIDE / 2, WIDE, hertz / 2);
  }

  @Test
  @DisplayName("sound at 8 kHz has a higher band that is silent, as if it had been encoded")
  void silentHigherBand() {
    ByteBuffer narrow = ByteBuffer.allocate(4000);
    new G722Encoder().encode(new short[4000], 4000, narrow);
    ByteBuffer wide = ByteBuffer.allocate(4000);
    new G722Encoder().encodeWide(new short[8000], 8000, wide);
    assertThat(narrow.array()).isEqualTo(wide.array());
  }

  @Test
  @DisplayName("silence stays silent, also after sound")
  void silence() {
    for (short sample : wide(new short[WIDE])) {
      assertThat(Math.abs(sample)).isLessThan(8);
    }
    short[] sound = Sines.tone(1000, 20_000, 2 * WIDE, WIDE);
    Arrays.fill(sound, WIDE, 2 * WIDE, (short) 0);
    short[] heard = wide(sound);
    for (int i = WIDE + WIDE / 4; i < heard.length; i++) {
      assertThat(Math.abs(heard[i])).isLessThan(16);
    }
  }

  @Test
  @DisplayName("after a reset a decoder is like a new one, whatever it has heard")
  void reset() {
    byte[] noise = new byte[4000];
    new Random(9).nextBytes(noise);
    ByteBuffer octets = ByteBuffer.wrap(noise);
    G722Decoder decoder = new G722Decoder();
    short[] first = new short[8000];
    decoder.decodeWide(octets, 0, 4000, first);
    short[] second = new short[8000];
    decoder.decodeWide(octets, 0, 4000, second);
    assertThat(second).isNotEqualTo(first);
    decoder.reset();
    decoder.decodeWide(octets, 0, 4000, second);
    assertThat(second).isEqualTo(first);
  }

  @Test
  @DisplayName("a decoder that missed a second finds back within 50 ms of ordinary sound")
  void gap() {
    short[] sound = Sines.tone(600, 6000, 24_000);
    ByteBuffer octets = ByteBuffer.allocate(24_000);
    new G722Encoder().encode(sound, 24_000, octets);
    G722Decoder decoder = new G722Decoder();
    short[] heard = new short[8000];
    decoder.decode(octets, 0, 8000, heard);
    decoder.decode(octets, 16_000, 8000, heard);
    assertThat(Sines.amplitude(heard, 400, 2000, 600)).isBetween(5500.0, 6500.0);
  }

  @Test
  @DisplayName("an independent implementation decodes any octets to the same samples")
  void decodedElsewhere(@TempDir Path directory) throws Exception {
    byte[] octets = new byte[40_000];
    new Random(722).nextBytes(octets);
    ByteBuffer tone = ByteBuffer.wrap(octets, 10_000, 16_000).slice();
    new G722Encoder().encodeWide(Sines.tone(880, 15_000, 32_000, WIDE), 32_000, tone);
    Path in = Files.write(directory.resolve("in.g722"), octets);
    Path out = directory.resolve("out.raw");
    ffmpeg("-f", "g722", "-i", in.toString(), "-f", "s16le", "-c:a", "pcm_s16le", out.toString());
    short[] expected = shorts(out);
    short[] heard = new short[80_000];
    new G722Decoder().decodeWide(ByteBuffer.wrap(octets), 0, octets.length, heard);
    assertThat(heard).isEqualTo(expected);
  }

  @Test
  @DisplayName("an independent implementation encodes the same sound to the same octets")
  void encodedElsewhere(@TempDir Path directory) throws Exception {
    short[] sound = new short[64_000];
    Random random = new Random(5);
    for (int i = 0; i < sound.length; i++) {
      double level = 12_000 * Math.abs(Math.sin(i / 9000.0));
      double sweep = Math.sin(i * (0.05 + i / 60_000.0));
      sound[i] = (short) (level * sweep + random.nextInt(201) - 100);
    }
    ByteBuffer little = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
    little.asShortBuffer().put(sound);
    Path in = Files.write(directory.resolve("in.raw"), little.array());
    Path out = directory.resolve("out.g722");
    ffmpeg(
        "-f",
        "s16le",
        "-ar",
        "16000",
        "-ac",
        "1",
        "-i",
        in.toString(),
        "-f",
        "g722",
        "-c:a",
        "g722",
        out.toString());
    ByteBuffer octets = ByteBuffer.allocate(sound.length / 2);
    new G722Encoder().encodeWide(sound, sound.length, octets);
    byte[] expected = Files.readAllBytes(out);
    assertThat(octets.array()).startsWith(expected);
    assertThat(expected.length).isBetween(octets.capacity() - 320, octets.capacity());
  }

  private static short[] shorts(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static void ffmpeg(String... arguments) throws IOException, InterruptedException {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "ffmpeg")));
    if (!installed) {
      String missing = "ffmpeg is missing: install the Debian package ffmpeg";
      assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
      System.err.println("Skipped: " + missing);
      Assumptions.abort(missing);
    }
    String[] command = new String[arguments.length + 4];
    System.arraycopy(new String[] {"ffmpeg", "-nostdin", "-v", "error"}, 0, command, 0, 4);
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ffmpeg ends").isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
