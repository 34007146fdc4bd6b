package org.ringspan.voice;

import java.util.ArrayList;
import java.util.List;
import org.ringspan.configuration.Language;

/**
 * Numbers as the recordings that are played one after the other, by the rules of each language.
 *
 * <p>A recording has the name of its number, {@code number_7}; where a language bends a number, or
 * joins two, there are more, such as the French {@code number_et} in "vingt et un".
 */
public final class SpokenNumbers {
  /** What lies above isn't spoken as a number. */
  public static final int LARGEST = 999;

  private static final int TEENS_END = 20;

  private SpokenNumbers() {}

  /** What a number stands before. */
  public enum Of {
    /** Nothing: minutes, and days of a month. */
    ITSELF,
    /** Messages: "eine Nachricht", "un mensaje". */
    MESSAGES,
    /** Hours: "ein Uhr", "une heure", "la una". */
    HOURS
  }

  /**
   * The recordings of a number.
   *
   * @param number 0 to {@value #LARGEST}
   * @throws IllegalArgumentException for others
   */
  public static List<String> of(Language language, int number, Of what) {
    if (number < 0 || number > LARGEST) {
      throw new IllegalArgumentException("not a number that is spoken");
    }
    List<String> clips = new ArrayList<>();
    switch (language) {
      case ENGLISH -> english(number, clips);
      case GERMAN -> german(number, what, clips);
      case FRENCH -> french(number, what, clips);
      case SPANISH -> spanish(number, what, clips);
    }
    return List.copyOf(clips);
  }

  /** Whether a noun behind it is in the plural. */
  public static boolean isPlural(Language language, int number) {
    // French counts nothing in the singular.
    return language == Language.FRENCH ? number > 1 : number != 1;
  }

  private static String clip(int number) {
    return "number_" + number;
  }

  private static void english(int number, List<String> clips) {
    int rest = number % 100;
    if (number >= 100) {
      clips.add(clip(number / 100));
      clips.add("number_hundred");
      if (rest > 0) {
        clips.add("number_and");
      }
    }
    if (rest > 0 || number == 0) {
      tensAndUnits(rest, clips);
    }
  }

  private static void tensAndUnits(int number, List<String> clips) {
    if (number <= TEENS_END) {
      clips.add(clip(number));
      return;
    }
    clips.add(clip(number / 10 * 10));
    if (number % 10 > 0) {
      clips.add(clip(number % 10));
    }
  }

  /** The units come before the tens: "einundzwanzig". */
  private static void german(int number, Of what, List<String> clips) {
    int rest = number % 100;
    if (number >= 100) {
      if (number >= 200) {
        clips.add(clip(number / 100));
      }
      clips.add("number_hundred");
    }
    if (rest == 1) {
      clips.add(
          switch (what) {
            case ITSELF -> clip(1);
            case MESSAGES -> "number_eine";
            case HOURS -> "number_ein";
          });
    } else if (rest > TEENS_END && rest % 10 > 0) {
      clips.add(rest % 10 == 1 ? "number_ein" : clip(rest % 10));
      clips.add("number_und");
      clips.add(clip(rest / 10 * 10));
    } else if (rest > 0 || number == 0) {
      clips.add(clip(rest));
    }
  }

  /** Seventy is "soixante-dix", ninety "quatre-vingt-dix"; "et" stands before un and onze. */
  private static void french(int number, Of what, List<String> clips) {
    int rest = number % 100;
    if (number >= 100) {
      if (number >= 200) {
        clips.add(clip(number / 100));
      }
      clips.add("number_hundred");
    }
    String one = what == Of.HOURS ? "number_une" : clip(1);
    if (rest == 1) {
      clips.add(one);
      return;
    }
    if (rest <= TEENS_END) {
      if (rest > 0 || number == 0) {
        clips.add(clip(rest));
      }
      return;
    }
    // From sixty on it is counted in twenties.
    int base = rest >= 60 ? rest / 20 * 20 : rest / 10 * 10;
    int above = rest - base;
    clips.add(clip(base));
    if ((above == 1 || above == 11) && base != 80) {
      clips.add("number_et");
    }
    if (above == 1) {
      clips.add(one);
    } else if (above > 0) {
      clips.add(clip(above));
    }
  }

  /** Up to 29 each number is one word; "y" stands between tens and units above. */
  private static void spanish(int number, Of what, List<String> clips) {
    int rest = number % 100;
    if (number == 100) {
      clips.add(clip(100));
      return;
    }
    if (number > 100) {
      clips.add(number < 200 ? "number_ciento" : clip(number / 100 * 100));
    }
    if (rest >= 30) {
      clips.add(clip(rest / 10 * 10));
      if (rest % 10 > 0) {
        clips.add("number_y");
        clips.add(rest % 10 == 1 ? spanishOne(what) : clip(rest % 10));
      }
    } else if (rest == 1) {
      clips.add(spanishOne(what));
    } else if (rest == 21) {
      clips.add(
          switch (what) {
            case ITSELF -> clip(21);
            case MESSAGES -> "number_veintiun";
            case HOURS -> "number_veintiuna";
          });
    } else if (rest > 0 || number == 0) {
      clips.add(clip(rest));
    }
  }

  private static String spanishOne(Of what) {
    return switch (what) {
      case ITSELF -> clip(1);
      case MESSAGES -> "number_un";
      case HOURS -> "number_una";
    };
  }
}
