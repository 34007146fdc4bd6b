package org.ringspan.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ringspan.voice.Speech;

/** What a caller hears from the server, in few words of ours. */
final class VoiceText {
  private VoiceText() {}

  /** One line; empty when nothing is said. Numbers that are read out are not repeated. */
  static String of(List<Speech> said) {
    return said.isEmpty()
        ? ""
        : "the caller hears: "
            + said.stream().map(VoiceText::of).distinct().collect(Collectors.joining(", "));
  }

  private static String of(Speech speech) {
    return switch (speech) {
      case Speech.Spoken(var prompt) -> prompt.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case Speech.Digits digits -> "a number";
      case Speech.Counted counted -> "how many messages";
      case Speech.Moment moment -> "when it was left";
      case Speech.Recorded recording -> "a recording";
      case Speech.Beep beep -> "a tone";
    };
  }
}
