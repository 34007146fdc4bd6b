package org.ringspan.voice.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.Finding.Severity;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.User;

/**
 * What is wrong with the recordings that callers hear, as who plays them has found at the start.
 */
@ApplicationScoped
public class SpokenRecordings {
  private static final int MOST_NAMED = 5;

  /**
   * What was found.
   *
   * @param missing by language, the recordings that there are in English only
   * @param unplayable files of an administrator's that can't be played, with the reason
   */
  public record Found(Map<Language, List<String>> missing, Map<String, String> unplayable) {
    /** Everything is there. */
    public static final Found NOTHING = new Found(Map.of(), Map.of());

    public Found {
      missing = Map.copyOf(missing);
      unplayable = Map.copyOf(unplayable);
    }
  }

  private volatile Found found = Found.NOTHING;

  /** Who plays them has read them. */
  public void read(Found what) {
    found = what;
  }

  /** What an administrator should look at; of languages only those that are spoken to somebody. */
  public List<Finding> findings(ConfigurationSnapshot configuration) {
    Found now = found;
    List<Finding> findings = new ArrayList<>();
    if (!now.missing().isEmpty()) {
      for (Language language : spoken(configuration)) {
        List<String> missing = now.missing().getOrDefault(language, List.of());
        if (!missing.isEmpty()) {
          findings.add(missing(language, missing));
        }
      }
    }
    now.unplayable().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            file ->
                findings.add(
                    new Finding(
                        Severity.WARNING,
                        "recording " + file.getKey(),
                        "can't be played, so the server's own is heard: " + file.getValue(),
                        "make it a WAV file of one channel, 8 or 16 kHz, 16-bit PCM or G.711")));
    return findings;
  }

  private static Finding missing(Language language, List<String> missing) {
    String named = missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = missing.size() - MOST_NAMED;
    return new Finding(
        Severity.WARNING,
        "language " + language.tag(),
        "lacks recordings, so English is heard instead: "
            + named
            + (more > 0 ? " and %d more".formatted(more) : ""),
        "put them into the directory %s in the one that ringspan.media.prompts names"
            .formatted(language.tag()));
  }

  private static Set<Language> spoken(ConfigurationSnapshot configuration) {
    Set<Language> spoken = EnumSet.of(configuration.reach().language());
    configuration.users().stream()
        .map(User::language)
        .flatMap(java.util.Optional::stream)
        .forEach(spoken::add);
    return spoken;
  }
}
