package org.ringspan.directory;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of texts what isn't for who helps: secrets always, and people's names, addresses and
 * numbers unless they are wanted. The same person has the same pseudonym in all texts of one
 * redaction, so that what belongs together can be followed. For one thread.
 */
public final class Redaction {
  /** What stands in the place of a secret. */
  public static final String SECRET = "‹secret›";

  /** Who is shorter is too likely a word. */
  private static final int SHORTEST_NAME = 3;

  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?i)(pass(?:word|wd|phrase)?|secret|credentials?|token|authorization)"
              + "(\"?\\s*[=:]\\s*\"?)([^\\s\",;}]+)");
  private static final Pattern MAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,253}");

  /** The values of a distinguished name, without the domain's parts. */
  private static final Pattern NAME_PART =
      Pattern.compile("(?i)\\b(CN|OU|UID|SN|givenName)=((?:\\\\.|[^,+\\\\\"<>;=()])+)");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.:_-])\\+?[0-9][0-9 ()/-]{3,22}[0-9](?![\\p{L}\\p{N}.:_-])"
              + "(?! (?:people|new|changed|deactivated|active|left|refused|written|users|changes|more|octets|points|×))");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}._-]{3,255}");

  /** A date, which looks like a number. */
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final List<String> secrets;
  private final boolean names;
  private final List<String> people;
  private final Map<String, String> words = new HashMap<>();
  private final Map<String, String> pseudonyms = new HashMap<>();

  /**
   * A redaction.
   *
   * @param secrets what must never be seen, whatever stands around it
   * @param users who may have to be given pseudonyms
   * @param names whether people may be named
   */
  public Redaction(Collection<String> secrets, Collection<KnownUser> users, boolean names) {
    this.secrets = longestFirst(secrets.stream().flatMap(Redaction::asWritten));
    this.names = names;
    this.people =
        longestFirst(
            users.stream()
                .map(KnownUser::name)
                .filter(name -> name.length() >= SHORTEST_NAME && name.indexOf(' ') > 0));
    if (!names) {
      for (KnownUser user : users) {
        word("person", user.id().value());
        for (KnownUser.Line line : user.lines()) {
          word("number", line.number());
        }
      }
    }
  }

  /** A secret as it is, and as JSON and CSV write it. */
  private static Stream<String> asWritten(String secret) {
    return Stream.of(
        secret, secret.replace("\\", "\\\\").replace("\"", "\\\""), secret.replace("\"", "\"\""));
  }

  /** One may be a part of another. */
  private static List<String> longestFirst(Stream<String> texts) {
    return texts
        .filter(text -> !text.isEmpty())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private void word(String kind, String word) {
    if (word.length() >= SHORTEST_NAME) {
      words.put(lower(word), pseudonym(kind, lower(word)));
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private String pseudonym(String kind, String of) {
    String key = kind + " " + of;
    String known = pseudonyms.get(key);
    if (known == null) {
      known = kind + "-" + (pseudonyms.size() + 1);
      pseudonyms.put(key, known);
    }
    return known;
  }

  /** A text without secrets. */
  public String withoutSecrets(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, SECRET);
    }
    return clean;
  }

  /** A text as it may be seen. */
  public String of(String text) {
    String clean = withoutSecrets(text);
    clean = replaced(clean, PASSWORD, found -> found.group(1) + found.group(2) + SECRET);
    if (names) {
      return clean;
    }
    clean = replaced(clean, MAIL, found -> pseudonym("mail", lower(found.group())));
    clean =
        replaced(
            clean,
            NAME_PART,
            found -> found.group(1) + "=" + pseudonym("name", lower(found.group(2))));
    for (String name : people) {
      if (clean.contains(name)) {
        clean = clean.replace(name, pseudonym("name", lower(name)));
      }
    }
    clean =
        replaced(
            clean,
            NUMBER,
            found ->
                DATE.matcher(found.group()).lookingAt()
                    ? found.group()
                    : pseudonym("number", found.group().replaceAll("[^0-9]", "")));
    return replaced(
        clean,
        WORD,
        found ->
            Optional.ofNullable(words.get(lower(found.group()))).orElseGet(() -> found.group()));
  }

  /** A login as it may be seen, whether it is a user's or not. */
  public String login(String login) {
    return names || login.isEmpty() ? login : pseudonym("person", lower(login));
  }

  private static String replaced(
      String text, Pattern pattern, Function<MatchResult, String> replacement) {
    return pattern
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found)));
  }
}
