package org.ringspan.voicemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelephoneAudioTest {
  private static byte[] wav(int format, int channels, int rate, int bits, byte[] sound) {
    return ByteBuffer.allocate(44 + sound.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .putInt(36 + sound.length)
        .put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) format)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * channels * bits / 8)
        .putShort((short) (channels * bits / 8))
        .putShort((short) bits)
        .put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .putInt(sound.length)
        .put(sound)
        .array();
  }

  private static byte[] everyCode() {
    byte[] codes = new byte[256];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) i;
    }
    return codes;
  }

  private static short sample(byte[] linear, int index) {
    return ByteBuffer.wrap(linear).order(ByteOrder.LITTLE_ENDIAN).getShort(2 * index);
  }

  @Test
  @DisplayName("G.711 table 2a: the ends and the middle of the μ-law")
  void ulawValues() {
    byte[] linear = TelephoneAudio.linear(new byte[] {0, (byte) 0x80, (byte) 0xff, 0x7f, 0x10});
    assertThat(sample(linear, 0)).isEqualTo((short) -32_124);
    assertThat(sample(linear, 1)).isEqualTo((short) 32_124);
    assertThat(sample(linear, 2)).isZero();
    assertThat(sample(linear, 3)).isZero();
    assertThat(sample(linear, 4)).isEqualTo((short) -15_996);
  }

  @Test
  @DisplayName("μ-law stays as it is, through linear, too, but for the second zero")
  void ulawIsKept() throws NotTelephoneAudio {
    TelephoneAudio audio = TelephoneAudio.ofWav(wav(7, 1, 8_000, 8, everyCode()));
    assertThat(audio.ulaw(0, 256)).isEqualTo(everyCode());
    byte[] again = TelephoneAudio.ofWav(audio.wav()).ulaw(0, 256);
    byte[] expected = everyCode();
    expected[0x7f] = (byte) 0xff;
    assertThat(again).isEqualTo(expected);
  }

  @Test
  @DisplayName("A-law and linear sound nearly the same afterwards")
  void others() throws NotTelephoneAudio {
    byte[] alaw = TelephoneAudio.ofWav(wav(6, 1, 8_000, 8, everyCode())).wav();
    // G.711 table 1a: 0xD5 and 0x55 are the quietest, 0xAA and 0x2A the loudest.
    assertThat(sample(alaw, 22 + 0xd5)).isBetween((short) 0, (short) 16);
    assertThat((int) sample(alaw, 22 + 0xaa)).isCloseTo(32_256, within(1_100));
    assertThat((int) sample(alaw, 22 + 0x2a)).isCloseTo(-32_256, within(1_100));
    ByteBuffer tone = ByteBuffer.allocate(1_600).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 800; i++) {
      tone.putShort((short) (20_000 * Math.sin(2 * Math.PI * 440 * i / 8_000)));
    }
    byte[] back = TelephoneAudio.ofWav(wav(1, 1, 8_000, 16, tone.array())).wav();
    for (int i = 0; i < 800; i++) {
      int was = sample(tone.array(), i);
      assertThat((int) sample(back, 22 + i)).isCloseTo(was, within(20 + Math.abs(was) / 25));
    }
  }

  @Test
  @DisplayName("The extremes of linear sound don't turn over")
  void extremes() throws NotTelephoneAudio {
    byte[] sound = {0, (byte) 0x80, (byte) 0xff, 0x7f};
    byte[] back = TelephoneAudio.ofWav(wav(1, 1, 8_000, 16, sound)).wav();
    assertThat(sample(back, 22)).isEqualTo((short) -32_124);
    assertThat(sample(back, 23)).isEqualTo((short) 32_124);
  }

  @Test
  @DisplayName("8,000 samples are a second")
  void length() {
    assertThat(new TelephoneAudio(new byte[12_000]).length()).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  @DisplayName("Chunks that aren't known are passed over, odd ones with their filling")
  void otherChunks() throws NotTelephoneAudio {
    byte[] plain = wav(7, 1, 8_000, 8, everyCode());
    ByteBuffer more = ByteBuffer.allocate(plain.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    more.put(plain, 0, 36)
        .put("LIST".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .putInt(3)
        .put(new byte[4])
        .put(plain, 36, plain.length - 36);
    assertThat(TelephoneAudio.ofWav(more.array()).ulaw(0, 256)).isEqualTo(everyCode());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 8000, 16, one channel",
    "1, 1, 16000, 16, 8000 samples",
    "1, 1, 8000, 8, linear with 16 bits",
    "3, 1, 8000, 32, linear with 16 bits",
    "65534, 1, 8000, 16, linear with 16 bits",
    "7, 1, 8000, 16, linear with 16 bits"
  })
  @DisplayName("Other kinds are refused with the reason")
  void refused(int format, int channels, int rate, int bits, String why) {
    assertThatExceptionOfType(NotTelephoneAudio.class)
        .isThrownBy(() -> TelephoneAudio.ofWav(wav(format, channels, rate, bits, new byte[64])))
        .withMessageContaining(why);
  }

  @Test
  @DisplayName("Every cut of a file is refused, and no octet of it, changed, does harm")
  void hostile() {
    byte[] whole = wav(1, 1, 8_000, 16, new byte[64]);
    for (int cut = 0; cut < whole.length; cut++) {
      byte[] some = Arrays.copyOf(whole, cut);
      assertThatExceptionOfType(NotTelephoneAudio.class)
          .isThrownBy(() -> TelephoneAudio.ofWav(some));
    }
    Random random = new Random(3842);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = whole.clone();
      for (int n = random.nextInt(1, 5); n > 0; n--) {
        changed[random.nextInt(HEADER_AND_MORE)] = (byte) random.nextInt();
      }
      try {
        assertThat(TelephoneAudio.ofWav(changed).size()).isBetween(1, whole.length);
      } catch (NotTelephoneAudio e) {
        assertThat(e).hasMessageMatching("the .*|there .*|it .*");
      }
    }
  }

  private static final int HEADER_AND_MORE = 48;
}
