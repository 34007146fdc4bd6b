package org.ringspan.record.adapter;

/** Texts from the wire as a database takes them. */
final class CleanText {
  static final int LONGEST = 255;
  static final int LONGEST_DETAIL = 200;

  private CleanText() {}

  /** Control characters and halves of characters replaced by U+FFFD, at most {@code longest}. */
  static String of(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, longest);
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return replaced(cut);
      }
    }
    return cut;
  }

  // Half a surrogate pair can't be written as UTF-8; whole ones are rare enough in names to go too.
  private static String replaced(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                clean.append(
                    Character.isISOControl(c) || Character.isSurrogate((char) c)
                        ? '\uFFFD'
                        : (char) c));
    return clean.toString();
  }
}
