package org.ringspan.callcontrol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.Prompt;
import org.ringspan.configuration.Language;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Law;
import org.ringspan.media.audio.UnsupportedAudioException;
import org.ringspan.media.audio.WavReader;
import org.ringspan.voice.Speech;
import org.ringspan.voice.SpokenMoments;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.Wording;
import org.ringspan.voice.boundary.CallRecordings;
import org.ringspan.voice.boundary.SpokenRecordings;

/**
 * The sound of everything that is said, by language: an administrator's recording if there is one
 * that can be used, else the one that comes with the server, else the English one. Read once, when
 * calls begin.
 *
 * <p>English recordings lie in the directory itself, those of another language in the one that has
 * its name, with the server as with an administrator.
 */
final class Prompts {
  private static final Logger LOG = Logger.getLogger(Prompts.class);

  /** Where recordings are looked for; empty: there are none. */
  private static final String DIRECTORY = "ringspan.media.prompts";

  private final Map<Language, Map<String, Audio>> spoken = new EnumMap<>(Language.class);
  private final Map<Language, List<String>> missing = new EnumMap<>(Language.class);
  private final Map<String, String> unplayable = new TreeMap<>();

  private @Nullable Audio music;
  private @Nullable Audio beep;
  private @Nullable Audio ringing;

  private Prompts() {}

  /**
   * Reads all.
   *
   * @throws IllegalStateException when an English one that comes with the server is missing
   */
  static Prompts read() {
    Prompts prompts = new Prompts();
    String directory = System.getProperty(DIRECTORY, "").strip();
    prompts.readEnglish(directory);
    for (Language language : Language.values()) {
      if (language != Language.ENGLISH) {
        prompts.read(language, directory);
      }
    }
    prompts.music = prompts.needed(directory, "music.wav");
    prompts.beep = prompts.needed(directory, "beep.wav");
    prompts.ringing = prompts.needed(directory, "ringing.wav");
    return prompts;
  }

  private void readEnglish(String directory) {
    Map<String, Audio> sounds = new HashMap<>();
    for (String clip : clips(Language.ENGLISH)) {
      sounds.put(clip, needed(directory, clip + ".wav"));
    }
    spoken.put(Language.ENGLISH, sounds);
  }

  private void read(Language language, String directory) {
    Map<String, Audio> sounds = new HashMap<>();
    List<String> without = new ArrayList<>();
    for (String clip : clips(language)) {
      sound(directory, language.tag() + "/" + clip + ".wav")
          .ifPresentOrElse(sound -> sounds.put(clip, sound), () -> without.add(clip));
    }
    if (!without.isEmpty()) {
      missing.put(language, List.copyOf(without));
      LOG.warnf("no recordings in %s of %s: English ones are heard", language.tag(), without);
    }
    spoken.put(language, sounds);
  }

  private static List<String> clips(Language language) {
    List<String> clips = new ArrayList<>(Wording.all(language));
    for (Prompt prompt : Prompt.values()) {
      clips.add(clip(prompt));
    }
    return clips;
  }

  private static String clip(Prompt prompt) {
    return prompt.name().toLowerCase(Locale.ROOT);
  }

  /** What an administrator should know of. */
  SpokenRecordings.Found found() {
    return new SpokenRecordings.Found(missing, unplayable);
  }

  private Optional<Audio> sound(String directory, String file) {
    return directory.isEmpty() ? ours(file) : recorded(Path.of(directory, file), file);
  }

  private Audio needed(String directory, String file) {
    return sound(directory, file)
        .orElseThrow(() -> new IllegalStateException("the prompt " + file + " is missing"));
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
  Audio sound(List<Speech> speech, CallRecordings recordings, Language language) {
    return joined(pieces(speech, recordings, language));
  }

  /** Speech and then a prompt, in one piece. */
  Audio sound(List<Speech> speech, Prompt then, CallRecordings recordings, Language language) {
    List<Audio> pieces = pieces(speech, recordings, language);
    pieces.add(sound(then, language));
    return joined(pieces);
  }

  private List<Audio> pieces(List<Speech> speech, CallRecordings recordings, Language language) {
    List<Audio> pieces = new ArrayList<>();
    for (Speech part : speech) {
      switch (part) {
        case Speech.Spoken(var prompt) -> pieces.add(sound(prompt, language));
        case Speech.Digits(var digits) ->
            Wording.digits(digits).forEach(clip -> pieces.add(sound(clip, language)));
        case Speech.Counted counted ->
            pieces.addAll(whole(language, of -> Wording.counted(of, counted)));
        case Speech.Moment(var at, var today) ->
            pieces.addAll(whole(language, of -> SpokenMoments.of(of, at, today)));
        case Speech.Beep beeped -> pieces.add(there(beep, "beep"));
        case Speech.Recorded(var recording) ->
            recordings.sound(recording, Duration.ZERO).ifPresent(ulaw -> pieces.add(decoded(ulaw)));
      }
    }
    return pieces;
  }

  private static Audio joined(List<Audio> pieces) {
    short[] samples = new short[pieces.stream().mapToInt(Audio::length).sum()];
    int at = 0;
    for (Audio piece : pieces) {
      short[] copy = new short[piece.length()];
      at += append(samples, at, copy, piece.copy(0, copy));
    }
    return Audio.of(samples);
  }

  private interface Phrase {
    List<String> in(Language language);
  }

  /** The words of a number or a day are of one language, all or none. */
  private List<Audio> whole(Language language, Phrase phrase) {
    List<String> clips = phrase.in(language);
    Language heard = sounds(language).keySet().containsAll(clips) ? language : Language.ENGLISH;
    return phrase.in(heard).stream().map(clip -> sound(clip, heard)).toList();
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

  Audio sound(VoicePrompt prompt, Language language) {
    return sound(Wording.clip(prompt), language);
  }

  Audio sound(Prompt prompt, Language language) {
    return sound(clip(prompt), language);
  }

  private Audio sound(String clip, Language language) {
    Audio sound = sounds(language).get(clip);
    return sound != null ? sound : there(sounds(Language.ENGLISH).get(clip), clip);
  }

  private Map<String, Audio> sounds(Language language) {
    return spoken.getOrDefault(language, Map.of());
  }

  private static Audio there(@Nullable Audio sound, String name) {
    if (sound == null) {
      throw new IllegalStateException("no sound for " + name);
    }
    return sound;
  }

  private Optional<Audio> recorded(Path recording, String file) {
    if (Files.exists(recording)) {
      try {
        return Optional.of(WavReader.read(recording));
      } catch (IOException e) {
        LOG.errorf("%s can't be played, so the server's own is: %s", recording, e.getMessage());
        unplayable.put(file, String.valueOf(e.getMessage()));
      }
    }
    return ours(file);
  }

  private static Optional<Audio> ours(String file) {
    try (InputStream in = Prompts.class.getResourceAsStream("prompts/" + file)) {
      return in == null ? Optional.empty() : Optional.of(WavReader.parse(in.readAllBytes()));
    } catch (UnsupportedAudioException e) {
      throw new IllegalStateException("the prompt " + file + " can't be played", e);
    } catch (IOException e) {
      throw new IllegalStateException("the prompt " + file + " can't be read", e);
    }
  }
}
