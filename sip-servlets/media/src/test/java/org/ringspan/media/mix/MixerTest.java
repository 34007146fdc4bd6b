package org.ringspan.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The mixer")
class MixerTest {

  private final Mixer mixer = new Mixer(3);
  private final short[] heard = new short[3];

  @Test
  @DisplayName("lets everybody hear all others, without itself")
  void withoutOneself() {
    short[] a = {1, 20, -5};
    short[] b = {100, 200, 300};
    mixer.add(a);
    mixer.add(b);
    mixer.all(heard);
    assertThat(heard).containsExactly(101, 220, 295);
    mixer.without(a, heard);
    assertThat(heard).containsExactly(b);
    mixer.clear();
    mixer.all(heard);
    assertThat(heard).containsExactly(0, 0, 0);
  }

  @Test
  @DisplayName("limits what is too loud, and only what leaves it")
  void saturates() {
    short[] loud = {32_767, -32_768, 0};
    for (int i = 0; i < 1000; i++) {
      mixer.add(loud);
    }
    mixer.all(heard);
    assertThat(heard).containsExactly(32_767, -32_768, 0);
    for (int i = 0; i < 999; i++) {
      mixer.add(new short[] {-32_767, 32_767, 0});
    }
    mixer.all(heard);
    assertThat(heard).containsExactly(32_767, -32_768, 0);
    mixer.without(loud, heard);
    assertThat(heard).containsExactly(0, -999, 0);
  }
}
