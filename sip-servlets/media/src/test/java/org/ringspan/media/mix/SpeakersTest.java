package org.ringspan.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who of a conference is mixed")
class SpeakersTest {

  private final Speakers speakers = new Speakers();
  private final List<Voice> voices = new ArrayList<>();

  private void frame(int... loudness) {
    speakers.begin();
    for (int i = 0; i < loudness.length; i++) {
      if (voices.size() == i) {
        voices.add(new Voice());
      }
      Arrays.fill(voices.get(i).frame(), (short) loudness[i]);
      voices.get(i).heard(loudness[i] >= 0);
      speakers.offer(voices.get(i));
    }
  }

  private List<Integer> mixed() {
    List<Integer> mixed = new ArrayList<>();
    for (int i = 0; i < voices.size(); i++) {
      if (voices.get(i).isMixed()) {
        mixed.add(i);
      }
    }
    return mixed;
  }

  @Test
  @DisplayName("everybody who says something, as long as they are few, however quiet")
  void few() {
    frame(1, 20_000, -1, 0, 3);
    assertThat(mixed()).containsExactly(0, 1, 3, 4);
    short[] heard = new short[Voice.FRAME];
    Mixer mixer = new Mixer(Voice.FRAME);
    speakers.mix(mixer);
    mixer.without(voices.get(1).frame(), heard);
    assertThat(heard).containsOnly((short) 4);
  }

  @Test
  @DisplayName("of many the loudest, whatever the order, and their sum is what is heard")
  void loudest() {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      voices.clear();
      List<Integer> loudness = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        loudness.add(1 + 10 * i);
      }
      Collections.shuffle(loudness, random);
      frame(loudness.stream().mapToInt(Integer::intValue).toArray());
      int sum = 0;
      for (int i = 0; i < 40; i++) {
        boolean loud = loudness.get(i) > 10 * (40 - Speakers.MOST);
        assertThat(voices.get(i).isMixed()).isEqualTo(loud);
        sum += loud ? loudness.get(i) : 0;
      }
      Mixer mixer = new Mixer(Voice.FRAME);
      speakers.mix(mixer);
      short[] all = new short[Voice.FRAME];
      mixer.all(all);
      assertThat(all).containsOnly((short) sum);
    }
  }

  @Test
  @DisplayName("who is heard stays, also through a pause, until somebody is twice as strong")
  void stays() {
    int[] loudness = new int[Speakers.MOST + 1];
    Arrays.fill(loudness, 1000);
    loudness[Speakers.MOST] = 10;
    frame(loudness);
    List<Integer> first = mixed();
    assertThat(first).doesNotContain(Speakers.MOST).hasSize(Speakers.MOST);
    loudness[Speakers.MOST] = 1300;
    frame(loudness);
    assertThat(mixed()).isEqualTo(first);
    loudness[0] = 0;
    frame(loudness);
    assertThat(mixed()).isEqualTo(first);
    for (int i = 0; i < 50; i++) {
      frame(loudness);
    }
    assertThat(mixed()).contains(Speakers.MOST).doesNotContain(0);
    loudness[0] = 1000;
    frame(loudness);
    assertThat(mixed()).doesNotContain(0);
    loudness[0] = 3000;
    frame(loudness);
    assertThat(mixed()).contains(0).hasSize(Speakers.MOST);
  }
}
