package org.ringspan.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("WAV files")
class WavTest {

  @TempDir Path directory;

  private static byte[] wav(int tag, int channels, int rate, int bits, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + data.length).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) tag).putShort((short) channels).putInt(rate);
    out.putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8));
    out.putShort((short) bits).put(ascii("data")).putInt(data.length).put(data);
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] little(short[] samples) {
    ByteBuffer out = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asShortBuffer().put(samples);
    return out.array();
  }

  private static short[] samples(Audio audio) {
    short[] samples = new short[audio.length()];
    assertThat(audio.copy(0, samples)).isEqualTo(samples.length);
    return samples;
  }

  @Test
  @DisplayName("PCM at 8 kHz is read as it is, other chunks are skipped")
  void pcm() throws Exception {
    short[] tone = Sines.tone(440, 9000, 801);
    byte[] plain = wav(1, 1, 8000, 16, little(tone));
    assertThat(samples(WavReader.parse(plain))).isEqualTo(tone);

    ByteBuffer more = ByteBuffer.allocate(plain.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    more.put(plain, 0, 36).put(ascii("LIST")).putInt(3).put(new byte[4]);
    more.put(plain, 36, plain.length - 36);
    assertThat(samples(WavReader.parse(more.array()))).isEqualTo(tone);
  }

  @ParameterizedTest
  @CsvSource({"6, PCMA", "7, PCMU"})
  @DisplayName("both laws are read")
  void laws(int tag, Law codec) throws Exception {
    short[] read = samples(WavReader.parse(wav(tag, 1, 8000, 8, new byte[] {1, 77, -3})));
    assertThat(read)
        .containsExactly(codec.decode((byte) 1), codec.decode((byte) 77), codec.decode((byte) -3));
  }

  @Test
  @DisplayName("of 16 kHz the lower half is kept and the upper isn't folded into it")
  void wide() throws Exception {
    short[] low = Sines.tone(1000, 8000, 16_000, 16_000);
    short[] high = Sines.tone(5500, 8000, 16_000, 16_000);
    short[] both = new short[low.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = (short) (low[i] + high[i]);
    }
    short[] read = samples(WavReader.parse(wav(1, 1, 16_000, 16, little(both))));
    assertThat(read).hasSize(8000);
    assertThat(Sines.amplitude(read, 1000, 7000, 1000)).isBetween(7800.0, 8200.0);
    assertThat(Sines.amplitude(read, 1000, 7000, 2500)).isLessThan(30);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 8000, 16, 2 channels",
    "1, 1, 44100, 16, 44100 Hz",
    "1, 1, 8000, 8, 8 bits",
    "3, 1, 8000, 32, format 3",
    "65534, 1, 8000, 16, format 65534"
  })
  @DisplayName("what can't be played is refused with the reason")
  void refused(int tag, int channels, int rate, int bits, String why) {
    assertThatThrownBy(() -> WavReader.parse(wav(tag, channels, rate, bits, new byte[16])))
        .isInstanceOf(UnsupportedAudioException.class)
        .hasMessageContaining(why);
  }

  @Test
  @DisplayName("files that are cut short, empty or something else are refused with the reason")
  void broken() {
    byte[] whole = wav(1, 1, 8000, 16, new byte[16]);
    refused(Arrays.copyOf(whole, 50), "longer than the file");
    refused(Arrays.copyOf(whole, 44), "longer than the file");
    refused(Arrays.copyOf(whole, 36), "no samples");
    refused(wav(1, 1, 8000, 16, new byte[0]), "no samples");
    refused(new byte[3], "no RIFF/WAVE");
    refused("OggS and more than twelve".getBytes(StandardCharsets.US_ASCII), "no RIFF/WAVE");
  }

  private static void refused(byte[] content, String why) {
    assertThatThrownBy(() -> WavReader.parse(content))
        .isInstanceOf(UnsupportedAudioException.class)
        .hasMessageContaining(why);
  }

  @Test
  @DisplayName("whatever is changed in a file, it is read or refused, nothing else")
  void anything() {
    Random random = new Random(5);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] content = wav(1, 1, 8000, 16, new byte[40]);
      for (int k = random.nextInt(4); k >= 0; k--) {
        content[random.nextInt(48)] = (byte) random.nextInt();
      }
      try {
        read += WavReader.parse(content).length() > 0 ? 1 : 0;
      } catch (UnsupportedAudioException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
    assertThat(read).isBetween(100, 19_900);
  }

  @Test
  @DisplayName("a recording can be read after every write, without being closed")
  void recording() throws Exception {
    Path file = directory.resolve("a.wav");
    short[] tone = Sines.tone(440, 9000, 1600);
    try (var channel =
        Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      WavWriter writer = new WavWriter(channel, 1600);
      for (int i = 1; i <= 10; i++) {
        short[] part = Arrays.copyOfRange(tone, 160 * (i - 1), 160 * i);
        assertThat(writer.write(ByteBuffer.wrap(little(part)))).isEqualTo(i < 10);
        assertThat(samples(WavReader.read(file))).isEqualTo(Arrays.copyOf(tone, 160 * i));
      }
      assertThat(writer.write(ByteBuffer.wrap(little(tone)))).isFalse();
      writer.close();
    }
    assertThat(samples(WavReader.read(file))).isEqualTo(tone);
  }

  @Test
  @DisplayName("what a full disk leaves behind is what was written before, complete")
  void diskFull() throws Exception {
    Path file = directory.resolve("full.wav");
    short[] tone = Sines.tone(440, 9000, 160);
    Consumer<WavWriter> write =
        writer ->
            assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(little(tone))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    try (FullDisk disk =
        new FullDisk(
            Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            44 + 320 + 101)) {
      WavWriter writer = new WavWriter(disk, 16_000);
      assertThat(writer.write(ByteBuffer.wrap(little(tone)))).isTrue();
      write.accept(writer);
      assertThat(samples(WavReader.read(file))).isEqualTo(tone);
      writer.close();
    }
    assertThat(Files.size(file)).isEqualTo(44 + 320);
    assertThat(samples(WavReader.read(file))).isEqualTo(tone);
  }
}
