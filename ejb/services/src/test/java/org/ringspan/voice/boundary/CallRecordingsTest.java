package org.ringspan.voice.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.voice.RecordingId;

@DisplayName("The recordings of a call")
class CallRecordingsTest {
  private static final RecordingId MESSAGE = new RecordingId("message");
  private static final RecordingId OTHER = new RecordingId("other");
  private final RecordingRoom room = new RecordingRoom(1000);
  private final CallRecordings recordings = new CallRecordings(room);

  @Test
  @DisplayName("are heard when they have ended, shortened to what is worth keeping")
  void heard() {
    CallRecordings.Recording recording = recordings.begin(MESSAGE);
    assertThat(recording.add(new byte[] {1, 2, 3})).isTrue();
    assertThat(recordings.sound(MESSAGE, Duration.ZERO)).isEmpty();
    assertThat(recording.add(new byte[] {4, 5})).isTrue();
    recording.finish(4);
    assertThat(recordings.sound(MESSAGE, Duration.ZERO).orElseThrow()).containsExactly(1, 2, 3, 4);
    assertThat(room.used()).isEqualTo(4);
    assertThat(recordings.sound(OTHER, Duration.ZERO)).isEmpty();
  }

  @Test
  @DisplayName("take the place of those with their name")
  void replaced() {
    CallRecordings.Recording first = recordings.begin(MESSAGE);
    assertThat(first.add(new byte[400])).isTrue();
    assertThat(recordings.put(MESSAGE, new byte[] {7})).isTrue();
    // The first is being written still; nobody hears it.
    assertThat(first.add(new byte[5000])).isTrue();
    first.finish(9000);
    assertThat(recordings.sound(MESSAGE, Duration.ZERO).orElseThrow()).containsExactly(7);
    assertThat(room.used()).isEqualTo(1);
  }

  @Test
  @DisplayName("are refused when there is no room, and what was there before stays")
  void full() {
    CallRecordings.Recording recording = recordings.begin(MESSAGE);
    assertThat(recording.add(new byte[900])).isTrue();
    assertThat(recording.add(new byte[101])).isFalse();
    assertThat(new CallRecordings(room).put(OTHER, new byte[101])).isFalse();
    recording.finish(900);
    assertThat(recordings.sound(MESSAGE, Duration.ZERO).orElseThrow()).hasSize(900);
    assertThat(room.used()).isEqualTo(900);
  }

  @Test
  @DisplayName("are gone with the call, but not before who still needs them has let go")
  void closed() {
    assertThat(recordings.put(MESSAGE, new byte[10])).isTrue();
    recordings.hold();
    recordings.hold();
    recordings.close();
    recordings.letGo();
    assertThat(recordings.sound(MESSAGE, Duration.ZERO)).isPresent();
    recordings.letGo();
    assertThat(recordings.sound(MESSAGE, Duration.ZERO)).isEmpty();
    CallRecordings.Recording late = recordings.begin(OTHER);
    assertThat(late.add(new byte[10])).isTrue();
    late.finish(10);
    assertThat(recordings.sound(OTHER, Duration.ZERO)).isEmpty();
    assertThat(room.used()).isZero();
  }
}
