package org.ringspan.callcontrol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.Prompt;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.UnsupportedAudioException;
import org.ringspan.media.audio.WavReader;

/**
 * The sound of each prompt: an administrator's recording if there is one that can be used, else the
 * one that comes with the server. Read once, when calls begin.
 */
final class Prompts {
  private static final Logger LOG = Logger.getLogger(Prompts.class);

  /** Where recordings are looked for; empty: there are none. */
  private static final String DIRECTORY = "ringspan.media.prompts";

  private final Map<Prompt, Audio> sounds = new EnumMap<>(Prompt.class);

  private @Nullable Audio music;

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
    prompts.music = sound(directory, "music.wav");
    return prompts;
  }

  private static Audio sound(String directory, String file) {
    return directory.isEmpty() ? ours(file) : recorded(Path.of(directory, file), file);
  }

  /** What is heard on hold. */
  Audio music() {
    Audio sound = music;
    if (sound == null) {
      throw new IllegalStateException("no music");
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
