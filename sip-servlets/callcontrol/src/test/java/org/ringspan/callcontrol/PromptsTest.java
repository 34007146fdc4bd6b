package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.call.Prompt;
import org.ringspan.call.announce.Announcement;
import org.ringspan.configuration.Language;
import org.ringspan.media.audio.WavWriter;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.boundary.CallRecordings;
import org.ringspan.voice.boundary.RecordingRoom;
import org.ringspan.voice.boundary.SpokenRecordings;

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
      assertThat(Prompts.read().sound(prompt, Language.ENGLISH).duration())
          .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
    }
  }

  @Test
  @DisplayName("Each sentence of a dialogue comes with the server, and numbers are read by digits")
  void spoken() {
    Prompts prompts = Prompts.read();
    for (VoicePrompt prompt : VoicePrompt.values()) {
      assertThat(prompts.sound(prompt, Language.ENGLISH).duration())
          .as("%s", prompt)
          .isBetween(Duration.ofMillis(100), Duration.ofSeconds(9));
    }
    int one = prompts.sound(VoicePrompt.DIGIT_1, Language.ENGLISH).length();
    int star = prompts.sound(VoicePrompt.DIGIT_STAR, Language.ENGLISH).length();
    assertThat(prompts.sound(List.of(new Speech.Digits("1*1")), NONE, Language.ENGLISH).length())
        .isEqualTo(2 * one + star);
    assertThat(
            prompts
                .sound(
                    List.of(new Speech.Spoken(VoicePrompt.DIGIT_1), new Speech.Beep()),
                    NONE,
                    Language.ENGLISH)
                .duration())
        .isEqualTo(prompts.sound(VoicePrompt.DIGIT_1, Language.ENGLISH).duration().plusMillis(250));
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
    assertThat(Prompts.read().sound(Prompt.CONFIRM, Language.ENGLISH).length()).isEqualTo(800);
  }

  @Test
  @DisplayName("A recording that can't be played, or isn't there, leaves the server's own")
  void broken() throws IOException {
    int ours = Prompts.read().sound(Prompt.CONFIRM, Language.ENGLISH).length();
    System.setProperty(DIRECTORY, recordings.toString());
    assertThat(Prompts.read().sound(Prompt.CONFIRM, Language.ENGLISH).length()).isEqualTo(ours);
    Files.writeString(recordings.resolve("confirm.wav"), "RIFF");
    assertThat(Prompts.read().sound(Prompt.CONFIRM, Language.ENGLISH).length()).isEqualTo(ours);
    System.setProperty(DIRECTORY, recordings.resolve("not-there").toString());
    assertThat(Prompts.read().sound(Prompt.CONFIRM, Language.ENGLISH).length()).isEqualTo(ours);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Each language comes whole with the server, and isn't another's")
  void languages(Language language) {
    Prompts prompts = Prompts.read();
    assertThat(prompts.found()).isEqualTo(SpokenRecordings.Found.NOTHING);
    for (VoicePrompt prompt : VoicePrompt.values()) {
      assertThat(prompts.sound(prompt, language).duration())
          .as("%s in %s", prompt, language)
          .isBetween(Duration.ofMillis(80), Duration.ofSeconds(12));
    }
    assertThat(prompts.sound(Prompt.CONFIRM, language).duration())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    if (language != Language.ENGLISH) {
      assertThat(prompts.sound(VoicePrompt.ACCESS_MENU, language).length())
          .isNotEqualTo(prompts.sound(VoicePrompt.ACCESS_MENU, Language.ENGLISH).length());
    }
    Speech when =
        new Speech.Moment(LocalDateTime.of(2026, 11, 21, 21, 31), LocalDate.of(2026, 11, 30));
    Speech many = new Speech.Counted(21, VoicePrompt.VOICEMAIL_NEW_ONE, VoicePrompt.VOICEMAIL_NEW);
    assertThat(prompts.sound(List.of(when, many), NONE, language).duration())
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(12));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "What is said of a caller is over, and a key asked for, before the time for it begins")
  void announced(Language language) {
    Prompts prompts = Prompts.read();
    Duration asked = prompts.sound(Prompt.CONFIRM, language).duration();
    for (Optional<String> number :
        List.of(
            Optional.<String>empty(),
            Optional.of("51234"),
            Optional.of("+12345678"),
            Optional.of("999999999999999"),
            Optional.of("777777777777777"))) {
      List<Speech> words = Announcement.words(new CallerIdentity("", number, false));
      Duration heard = prompts.sound(words, Prompt.CONFIRM, NONE, language).duration();
      assertThat(heard.minus(asked))
          .as("%s in %s", number, language)
          .isBetween(Duration.ofMillis(400), Announcement.longest(words));
    }
  }

  private void record(Path file, int samples) throws IOException {
    Files.createDirectories(file.getParent());
    try (WavWriter recording =
        new WavWriter(
            Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            samples)) {
      recording.write(ByteBuffer.allocate(2 * samples));
    }
  }

  @Test
  @DisplayName("A recording in a language's directory replaces that language's and no other's")
  void recordedInLanguage() throws IOException {
    int english = Prompts.read().sound(Prompt.CONFIRM, Language.ENGLISH).length();
    int french = Prompts.read().sound(Prompt.CONFIRM, Language.FRENCH).length();
    record(recordings.resolve("de/confirm.wav"), 800);
    System.setProperty(DIRECTORY, recordings.toString());
    Prompts prompts = Prompts.read();
    assertThat(prompts.sound(Prompt.CONFIRM, Language.GERMAN).length()).isEqualTo(800);
    assertThat(prompts.sound(Prompt.CONFIRM, Language.ENGLISH).length()).isEqualTo(english);
    assertThat(prompts.sound(Prompt.CONFIRM, Language.FRENCH).length()).isEqualTo(french);
  }

  @Test
  @DisplayName("One that can't be played is told to the administrators, and the server's is heard")
  void brokenInLanguage() throws IOException {
    int ours = Prompts.read().sound(Prompt.CONFIRM, Language.GERMAN).length();
    Files.createDirectories(recordings.resolve("de"));
    Files.writeString(recordings.resolve("de/confirm.wav"), "RIFF");
    System.setProperty(DIRECTORY, recordings.toString());
    Prompts prompts = Prompts.read();
    assertThat(prompts.sound(Prompt.CONFIRM, Language.GERMAN).length()).isEqualTo(ours);
    assertThat(prompts.found().unplayable()).containsOnlyKeys("de/confirm.wav");
    assertThat(prompts.found().missing()).isEmpty();
  }
}
