package org.ringspan.call;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of a text with their ends: CRLF, or whatever else a sender takes for one. */
final class SdpLines {
  private SdpLines() {}

  /** The lines, which joined are the text again. */
  static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = endOf(text, start);
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private static int endOf(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return text.length();
  }

  /** The lines with an end behind the last one, so that others can follow. */
  static String ended(String lines) {
    return lines.isEmpty() || lines.endsWith("\n") || lines.endsWith("\r") ? lines : lines + "\r\n";
  }

  /** The lines of this form, without their ends. */
  static List<String> matching(Pattern form, String text) {
    return text.lines().filter(line -> form.matcher(line).matches()).toList();
  }

  /** A line without its end. */
  static String bare(String line) {
    return line.lines().findFirst().orElse("");
  }
}
