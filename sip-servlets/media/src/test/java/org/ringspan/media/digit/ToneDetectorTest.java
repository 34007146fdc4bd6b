package org.ringspan.media.digit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Sines;

@DisplayName("Digits as tones (ITU-T Q.24)")
class ToneDetectorTest {

  private final List<DigitSignal> signals = new ArrayList<>();

  /**
   * A digit between silences, each tone with its level (dBm0) and how far it is off (1 = 100 %).
   */
  private static short[] digit(
      Digit digit,
      int samples,
      int before,
      double low,
      double high,
      double lowOff,
      double highOff) {
    short[] sound = new short[before + samples + 1000];
    double lowAmplitude = ToneGenerator.DBM0 * Math.pow(10, low / 20);
    double highAmplitude = ToneGenerator.DBM0 * Math.pow(10, high / 20);
    for (int i = 0; i < samples; i++) {
      double t = 2 * Math.PI * i / 8000;
      sound[before + i] =
          (short)
              Math.round(
                  lowAmplitude * Math.sin(t * digit.low() * (1 + lowOff))
                      + highAmplitude * Math.sin(t * digit.high() * (1 + highOff) + 1));
    }
    return sound;
  }

  private static short[] through(Codec codec, short[] sound) {
    short[] heard = new short[sound.length];
    ByteBuffer octets = ByteBuffer.allocate(sound.length);
    codec.encoder().encode(sound, sound.length, octets);
    codec.decoder().decode(octets, 0, sound.length, heard);
    return heard;
  }

  private String heard(short[] sound) {
    signals.clear();
    ToneDetector detector = new ToneDetector();
    for (int i = 0; i < sound.length; i += 160) {
      short[] frame = Arrays.copyOfRange(sound, i, Math.min(i + 160, sound.length));
      detector.heard(frame, frame.length, signals::add);
    }
    StringBuilder digits = new StringBuilder();
    signals.stream()
        .filter(DigitSignal.Ended.class::isInstance)
        .forEach(signal -> digits.append(signal.digit().symbol()));
    return digits.toString();
  }

  @ParameterizedTest
  @EnumSource(Digit.class)
  @DisplayName(
      "every digit that is made here is recognised, through every codec, with its duration")
  void generated(Digit digit) {
    ToneGenerator generator = new ToneGenerator(digit, Duration.ofMillis(100));
    short[] sound = new short[3200];
    short[] frame = new short[160];
    int at = 800;
    boolean more = true;
    while (more) {
      more = generator.next(frame);
      System.arraycopy(frame, 0, sound, at, 160);
      at += 160;
    }
    assertThat(at).isEqualTo(800 + 800);
    for (Codec codec : Codec.values()) {
      assertThat(heard(through(codec, sound))).isEqualTo(String.valueOf(digit.symbol()));
      assertThat(((DigitSignal.Ended) signals.getLast()).duration().toMillis())
          .isBetween(85L, 115L);
    }
  }

  @ParameterizedTest
  @EnumSource(Digit.class)
  @DisplayName("40 ms suffice wherever they fall, in tune or off by 1.5 %, at 0 and at -25 dBm0")
  void shortest(Digit digit) {
    String expected = String.valueOf(digit.symbol());
    for (int before = 900; before < 1002; before += 3) {
      for (double off : new double[] {0, 0.015, -0.015}) {
        assertThat(heard(through(Codec.PCMA, digit(digit, 320, before, -6, -6, off, -off))))
            .as("offset %d, off %f", before, off)
            .isEqualTo(expected);
        assertThat(heard(through(Codec.PCMU, digit(digit, 320, before, -25, -25, off, off))))
            .as("offset %d, off %f, quiet", before, off)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Digit.class)
  @DisplayName("23 ms don't, wherever they fall")
  void tooShort(Digit digit) {
    for (int before = 900; before < 1002; before++) {
      assertThat(heard(digit(digit, 184, before, -6, -6, 0, 0))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Digit.class)
  @DisplayName("tones that are off by 3.5 % are none, either of them")
  void outOfTune(Digit digit) {
    for (double off : new double[] {0.035, -0.035}) {
      assertThat(heard(digit(digit, 1600, 950, -6, -6, off, 0))).isEmpty();
      assertThat(heard(digit(digit, 1600, 950, -6, -6, 0, off))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"-10, -6, true", "-6, -14, true", "-14, -5, false", "-5, -17, false"})
  @DisplayName("the high tone may be 4 dB above and 8 dB below the low one, not 9 and 12")
  void twist(double low, double high, boolean recognised) {
    for (Digit digit : Digit.values()) {
      assertThat(heard(digit(digit, 800, 950, low, high, 0, 0)))
          .isEqualTo(recognised ? String.valueOf(digit.symbol()) : "");
    }
  }

  @Test
  @DisplayName("an interruption of 10 ms is none, a pause of 40 ms separates")
  void pauses() {
    for (int before = 900; before < 1002; before += 7) {
      short[] sound = digit(Digit.EIGHT, 1200, before, -6, -6, 0, 0);
      Arrays.fill(sound, before + 560, before + 640, (short) 0);
      assertThat(heard(sound)).isEqualTo("8");
      Arrays.fill(sound, before + 400, before + 720, (short) 0);
      assertThat(heard(sound)).isEqualTo("88");
    }
  }

  @Test
  @DisplayName("tones at -55 dBm0 are none")
  void tooQuiet() {
    assertThat(heard(digit(Digit.TWO, 800, 950, -55, -55, 0, 0))).isEmpty();
  }

  @Test
  @DisplayName("noise 15 dB below the tones doesn't hide them")
  void noise() {
    Random random = new Random(24);
    int recognised = 0;
    for (int i = 0; i < 200; i++) {
      Digit digit = Digit.values()[i % 16];
      short[] sound = digit(digit, 400, 900 + random.nextInt(102), -10, -10, 0, 0);
      double noise = ToneGenerator.DBM0 / Math.sqrt(2) * Math.pow(10, (-10 + 3 - 15) / 20.0);
      for (int k = 0; k < sound.length; k++) {
        sound[k] += (short) (noise * random.nextGaussian());
      }
      recognised += heard(sound).equals(String.valueOf(digit.symbol())) ? 1 : 0;
    }
    assertThat(recognised).isGreaterThanOrEqualTo(198);
  }

  @Test
  @DisplayName(
      "ten minutes of sounds like speech, harmonics of voices and noise, have hardly a digit")
  void talkOff() {
    Random random = new Random(99);
    ToneDetector detector = new ToneDetector();
    short[] syllable = new short[1600];
    for (int i = 0; i < 3_000; i++) {
      double pitch = 80 + random.nextInt(220);
      double[] weights = new double[50];
      for (int h = 1; h * pitch < 3600; h++) {
        weights[h] = random.nextDouble() * random.nextDouble() / Math.sqrt(h);
      }
      double glide = (random.nextDouble() - 0.5) * 0.2;
      double phase = 0;
      for (int k = 0; k < syllable.length; k++) {
        phase += 2 * Math.PI * pitch * (1 + glide * k / syllable.length) / 8000;
        double sample = 40 * random.nextGaussian();
        for (int h = 1; h * pitch < 3600; h++) {
          sample += 6000 * weights[h] * Math.sin(h * phase);
        }
        syllable[k] = (short) Math.clamp(sample, -32_000.0, 32_000.0);
      }
      detector.heard(syllable, syllable.length, signals::add);
    }
    assertThat(signals.stream().filter(DigitSignal.Started.class::isInstance).count())
        .isLessThanOrEqualTo(3);
  }

  @Test
  @DisplayName("a single tone, ringing and busy tones and silence have no digit")
  void otherTones() {
    assertThat(heard(Sines.tone(697, 8000, 8000))).isEmpty();
    assertThat(heard(Sines.tone(425, 8000, 8000))).isEmpty();
    short[] dial = Sines.tone(350, 6000, 8000);
    short[] other = Sines.tone(440, 6000, 8000);
    for (int i = 0; i < dial.length; i++) {
      dial[i] += other[i];
    }
    assertThat(heard(dial)).isEmpty();
    assertThat(heard(new short[8000])).isEmpty();
  }
}
