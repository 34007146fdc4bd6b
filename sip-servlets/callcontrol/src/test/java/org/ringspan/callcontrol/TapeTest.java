package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Law;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.boundary.CallRecordings;
import org.ringspan.voice.boundary.RecordingRoom;

@DisplayName("A tape")
class TapeTest {
  private static final RecordingId MESSAGE = new RecordingId("message");
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final CallRecordings recordings = new CallRecordings(new RecordingRoom());
  private final List<Duration> ended = new ArrayList<>();

  private Tape tape(Duration silence) {
    return new Tape(recordings.begin(MESSAGE), LONGEST, silence, ended::add);
  }

  /** Half a second, as the engine writes it. */
  private static ByteBuffer half(int sample) {
    ByteBuffer piece = ByteBuffer.allocate(Codec.SAMPLES_PER_SECOND).order(ByteOrder.LITTLE_ENDIAN);
    while (piece.hasRemaining()) {
      piece.putShort((short) sample);
    }
    return piece.flip();
  }

  private int heard() {
    return recordings.sound(MESSAGE, Duration.ZERO).map(ulaw -> ulaw.length).orElse(0);
  }

  @Test
  @DisplayName("keeps what was said as telephones send it, and tells its length once")
  void said() throws IOException {
    try (Tape tape = tape(SILENCE)) {
      assertThat(tape.write(half(5000))).isTrue();
      assertThat(tape.write(half(-5000))).isTrue();
      assertThat(tape.samples()).isEqualTo(8000);
      tape.close();
    }
    assertThat(ended).containsExactly(Duration.ofSeconds(1));
    byte[] ulaw = recordings.sound(MESSAGE, Duration.ZERO).orElseThrow();
    assertThat(ulaw).hasSize(8000);
    assertThat(ulaw[0]).isEqualTo(Law.PCMU.encode((short) 5000));
    assertThat(ulaw[7999]).isEqualTo(Law.PCMU.encode((short) -5000));
  }

  @Test
  @DisplayName("ends at the longest, to the sample")
  void longest() throws IOException {
    try (Tape tape = tape(SILENCE)) {
      for (int i = 0; i < 19; i++) {
        assertThat(tape.write(half(5000))).isTrue();
      }
      assertThat(tape.write(half(5000))).isFalse();
      assertThat(tape.write(half(5000))).isFalse();
    }
    assertThat(ended).containsExactly(LONGEST);
    assertThat(heard()).isEqualTo(80_000);
  }

  @Test
  @DisplayName("ends when nothing more is said, and keeps a second of that")
  void silence() throws IOException {
    try (Tape tape = tape(SILENCE)) {
      assertThat(tape.write(half(5000))).isTrue();
      for (int i = 0; i < 5; i++) {
        assertThat(tape.write(half(20))).isTrue();
      }
      assertThat(tape.write(half(20))).isFalse();
    }
    assertThat(ended).containsExactly(Duration.ofMillis(1500));
    assertThat(heard()).isEqualTo(12_000);
  }

  @Test
  @DisplayName("goes on through silence when it shall")
  void patient() throws IOException {
    try (Tape tape = tape(Duration.ZERO)) {
      for (int i = 0; i < 19; i++) {
        assertThat(tape.write(half(0))).isTrue();
      }
    }
    assertThat(ended).containsExactly(Duration.ZERO);
  }

  @Test
  @DisplayName("on which nothing was said is empty")
  void nothing() throws IOException {
    try (Tape tape = tape(SILENCE)) {
      for (int i = 0; i < 5; i++) {
        assertThat(tape.write(half(-30))).isTrue();
      }
      assertThat(tape.write(half(0))).isFalse();
    }
    assertThat(ended).containsExactly(Duration.ZERO);
    assertThat(heard()).isZero();
  }
}
