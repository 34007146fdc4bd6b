package org.ringspan.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Texts that are safe where they stand: names and numbers come from the wire. */
final class Words {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm (VV)", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

  private Words() {}

  /**
   * One line: without control characters, line ends among them, and without invisible ones that
   * turn the direction of what follows.
   *
   * @param most characters that are kept
   */
  static String line(String text, int most) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(it -> isBlank(it) ? ' ' : it)
        .filter(it -> !isHidden(it))
        .takeWhile(it -> line.length() + Character.charCount(it) <= most)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static boolean isBlank(int character) {
    return character == '\n' || character == '\r' || character == '\t';
  }

  private static boolean isHidden(int character) {
    int type = Character.getType(character);
    return Character.isISOControl(character)
        || type == Character.SURROGATE
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.UNASSIGNED;
  }

  /** In a page. */
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }

  static String shortMoment(Instant at, ZoneId zone) {
    return SHORT.format(at.atZone(zone));
  }

  /** Minutes and seconds. */
  static String length(Duration length) {
    return "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart());
  }
}
