package org.ringspan.desk;

import java.util.Locale;
import java.util.Optional;

/** Reads one value from the left to the right; whatever is not in the grammar ends it. */
final class ReplacesReader {
  private static final String OF_TOKEN = "-.!%*_+`'~";
  private static final String OF_WORD = OF_TOKEN + "()<>:\\\"/[]?{}";
  private static final String OF_HOST = OF_TOKEN + "[]:";
  private final String text;
  private int at;

  ReplacesReader(String text) {
    this.text = text;
  }

  Optional<Replaces.Dialog> dialog() {
    Optional<String> callId = callId();
    if (callId.isEmpty()) {
      return Optional.empty();
    }
    String toTag = "";
    String fromTag = "";
    boolean earlyOnly = false;
    while (skipSpace() < text.length()) {
      if (text.charAt(at++) != ';') {
        return Optional.empty();
      }
      skipSpace();
      String name = run(OF_TOKEN).toLowerCase(Locale.ROOT);
      Optional<String> value = value();
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      switch (name) {
        case "to-tag" -> {
          if (!toTag.isEmpty() || !isToken(value.get())) {
            return Optional.empty();
          }
          toTag = value.get();
        }
        case "from-tag" -> {
          if (!fromTag.isEmpty() || !isToken(value.get())) {
            return Optional.empty();
          }
          fromTag = value.get();
        }
        case "early-only" -> {
          if (earlyOnly || !value.get().isEmpty()) {
            return Optional.empty();
          }
          earlyOnly = true;
        }
        // A parameter of later times.
        default -> {}
      }
    }
    return toTag.isEmpty() || fromTag.isEmpty()
        ? Optional.empty()
        : Optional.of(new Replaces.Dialog(callId.get(), toTag, fromTag, earlyOnly));
  }

  private Optional<String> callId() {
    String word = run(OF_WORD);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (at == text.length() || text.charAt(at) != '@') {
      return Optional.of(word);
    }
    at++;
    String host = run(OF_WORD);
    return host.isEmpty() ? Optional.empty() : Optional.of(word + '@' + host);
  }

  /** What stands behind an equals sign; "" when there is none, nothing when it is no value. */
  private Optional<String> value() {
    if (skipSpace() == text.length() || text.charAt(at) != '=') {
      return Optional.of("");
    }
    at++;
    if (skipSpace() < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    String value = run(OF_HOST);
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private Optional<String> quoted() {
    int from = at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return Optional.of(text.substring(from, at));
      }
      if (c == '\\') {
        at++;
      }
    }
    return Optional.empty();
  }

  private int skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private String run(String signs) {
    int from = at;
    while (at < text.length() && isOf(signs, text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean isToken(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> isOf(OF_TOKEN, (char) c));
  }

  private static boolean isOf(String signs, char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || signs.indexOf(c) >= 0;
  }
}
