package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.call.Prompt;
import org.ringspan.media.audio.WavWriter;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.boundary.CallRecordings;
import org.ringspan.voice.boundary.RecordingRoom;

class PromptsTest {
  private static final String DIRECTORY = "ringspan.media.prompts";

  private static final CallRecordings NONE = new CallRecordings(new RecordingRoom());

  @TempDir Path recordings;

  @AfterEach
  void forget() {
    System.clearProperty(DIRECTORY);
  }

  @Test
  @DisplayName("Each prompt comes with the server, and is over before its time is")
  void ours() {
    for (Prompt prompt : Prompt.values()) {
      assertThat(Prompts.read().sound(prompt).duration())
          .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
    }
  }

  @Test
  @DisplayName("Each sentence of a dialogue comes with the server, and numbers are read by digits")
  void spoken() {
    Prompts prompts = Prompts.read();
    for (VoicePrompt prompt : VoicePrompt.values()) {
      assertThat(prompts.sound(prompt).duration())
          .as("%s", prompt)
          .isBetween(Duration.ofMillis(100), Duration.ofSeconds(9));
    }
    int one = prompts.sound(VoicePrompt.DIGIT_1).length();
    int star = prompts.sound(VoicePrompt.DIGIT_STAR).length();
    assertThat(prompts.sound(List.of(new Speech.Digits("1*1")), NONE).length())
        .isEqualTo(2 * one + star);
    assertThat(
            prompts
                .sound(List.of(new Speech.Spoken(VoicePrompt.DIGIT_1), new Speech.Beep()), NONE)
                .duration())
        .isEqualTo(prompts.sound(VoicePrompt.DIGIT_1).duration().plusMillis(250));
    assertThat(prompts.ringing().duration()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("An administrator's recording replaces it")
  void recorded() throws IOException {
    try (WavWriter recording =
        new WavWriter(
            Files.newByteChannel(
                recordings.resolve("confirm.wav"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE),
            800)) {
      recording.write(ByteBuffer.allocate(1600));
    }
    System.setProperty(DIRECTORY, recordings.toString());
    assertThat(Prompts.read().sound(Prompt.CONFIRM).length()).isEqualTo(800);
  }

  @Test
  @DisplayName("A recording that can't be played, or isn't there, leaves the server's own")
  void broken() throws IOException {
    int ours = Prompts.read().sound(Prompt.CONFIRM).length();
    System.setProperty(DIRECTORY, recordings.toString());
    assertThat(Prompts.read().sound(Prompt.CONFIRM).length()).isEqualTo(ours);
    Files.writeString(recordings.resolve("confirm.wav"), "RIFF");
    assertThat(Prompts.read().sound(Prompt.CONFIRM).length()).isEqualTo(ours);
    System.setProperty(DIRECTORY, recordings.resolve("not-there").toString());
    assertThat(Prompts.read().sound(Prompt.CONFIRM).length()).isEqualTo(ours);
  }
}
