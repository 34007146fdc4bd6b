package org.ringspan.callcontrol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.Prompt;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Law;
import org.ringspan.media.audio.UnsupportedAudioException;
import org.ringspan.media.audio.WavReader;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.boundary.CallRecordings;

/**
 * The sound of each prompt: an administrator's recording if there is one that can be used, else the
 * one that comes with the server. Read once, when calls begin.
 */
final class Prompts {
  private static final Logger LOG = Logger.getLogger(Prompts.class);

  /** Where recordings are looked for; empty: there are none. */
  private static final String DIRECTORY = "ringspan.media.prompts";

  private final Map<Prompt, Audio> sounds = new EnumMap<>(Prompt.class);

  private final Map<VoicePrompt, Audio> spoken = new EnumMap<>(VoicePrompt.class);

  private @Nullable Audio music;
  private @Nullable Audio beep;
  private @Nullable Audio ringing;

  private Prompts() {}

  /**
   * Reads all.
   *
   * @throws IllegalStateException when one that comes with the server is missing
   */
  static Prompts read() {
    Prompts prompts = new Prompts();
    String directory = System.getProperty(DIRECTORY, "").strip();
    for (Prompt prompt : Prompt.values()) {
      prompts.sounds.put(prompt, sound(directory, prompt.name().toLowerCase(Locale.ROOT) + ".wav"));
    }
    for (VoicePrompt prompt : VoicePrompt.values()) {
      prompts.spoken.put(prompt, sound(directory, prompt.name().toLowerCase(Locale.ROOT) + ".wav"));
    }
    prompts.music = sound(directory, "music.wav");
    prompts.beep = sound(directory, "beep.wav");
    prompts.ringing = sound(directory, "ringing.wav");
    return prompts;
  }

  private static Audio sound(String directory, String file) {
    return directory.isEmpty() ? ours(file) : recorded(Path.of(directory, file), file);
  }

  /** What is heard on hold. */
  Audio music() {
    return there(music, "music");
  }

  /** What is heard while others ring. */
  Audio ringing() {
    return there(ringing, "ringing");
  }

  /**
   * Speech in one piece. A recording that isn't there is left out.
   *
   * @throws IllegalArgumentException when nothing is left
   */
  Audio sound(List<Speech> speech, CallRecordings recordings) {
    List<Audio> pieces = new ArrayList<>();
    for (Speech part : speech) {
      switch (part) {
        case Speech.Spoken(var prompt) -> pieces.add(sound(prompt));
        case Speech.Digits(var digits) ->
            digits.chars().forEach(digit -> pieces.add(sound(promptOf((char) digit))));
        case Speech.Beep beeped -> pieces.add(there(beep, "beep"));
        case Speech.Recorded(var recording) ->
            recordings.sound(recording, Duration.ZERO).ifPresent(ulaw -> pieces.add(decoded(ulaw)));
      }
    }
    short[] samples = new short[pieces.stream().mapToInt(Audio::length).sum()];
    int at = 0;
    for (Audio piece : pieces) {
      short[] copy = new short[piece.length()];
      at += append(samples, at, copy, piece.copy(0, copy));
    }
    return Audio.of(samples);
  }

  private static Audio decoded(byte[] ulaw) {
    short[] samples = new short[ulaw.length];
    Law.PCMU.decode(ByteBuffer.wrap(ulaw), 0, ulaw.length, samples);
    return Audio.of(samples);
  }

  private static int append(short[] samples, int at, short[] piece, int length) {
    System.arraycopy(piece, 0, samples, at, length);
    return length;
  }

  private static VoicePrompt promptOf(char digit) {
    return switch (digit) {
      case '*' -> VoicePrompt.DIGIT_STAR;
      case '#' -> VoicePrompt.DIGIT_HASH;
      case '+' -> VoicePrompt.DIGIT_PLUS;
      default -> VoicePrompt.valueOf("DIGIT_" + digit);
    };
  }

  Audio sound(VoicePrompt prompt) {
    return there(spoken.get(prompt), prompt.name());
  }

  private static Audio there(@Nullable Audio sound, String name) {
    if (sound == null) {
      throw new IllegalStateException("no sound for " + name);
    }
    return sound;
  }

  private static Audio recorded(Path recording, String file) {
    if (Files.exists(recording)) {
      try {
        return WavReader.read(recording);
      } catch (IOException e) {
        LOG.errorf("%s can't be played, so the server's own is: %s", recording, e.getMessage());
      }
    }
    return ours(file);
  }

  private static Audio ours(String file) {
    try (InputStream in = Prompts.class.getResourceAsStream("prompts/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the prompt " + file + " is missing");
      }
      return WavReader.parse(in.readAllBytes());
    } catch (UnsupportedAudioException e) {
      throw new IllegalStateException("the prompt " + file + " can't be played", e);
    } catch (IOException e) {
      throw new IllegalStateException("the prompt " + file + " can't be read", e);
    }
  }

  Audio sound(Prompt prompt) {
    Audio sound = sounds.get(prompt);
    if (sound == null) {
      throw new IllegalStateException("no sound for " + prompt);
    }
    return sound;
  }
}
