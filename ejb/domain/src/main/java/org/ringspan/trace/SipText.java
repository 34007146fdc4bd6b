package org.ringspan.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP message as text, looked at no further than a trace needs. Whatever is wrong with it, it can
 * be looked at.
 */
public final class SipText {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
  private static final Pattern ADDRESSEE =
      Pattern.compile(
          "(?i)\\b(?:sips?:([^@;:>\\s\",]{1,128})(?:[;:][^@>\\s]*)?@|tel:([^;>\\s\",]{1,64}))");

  /** Fields that say who calls or is called, with their short forms. */
  private static final Set<String> PEOPLE =
      Set.of(
          "from",
          "f",
          "to",
          "t",
          "p-asserted-identity",
          "p-preferred-identity",
          "remote-party-id",
          "diversion");

  private final String startLine;
  private final List<String> fields;
  private final List<String> body;

  private SipText(String startLine, List<String> fields, List<String> body) {
    this.startLine = startLine;
    this.fields = fields;
    this.body = body;
  }

  /** Takes a message apart: start line, header fields with their continuations, body. */
  public static SipText of(String message) {
    String[] lines = LINE_END.split(message, -1);
    List<String> fields = new ArrayList<>();
    int next = 1;
    for (; next < lines.length && !lines[next].isEmpty(); next++) {
      boolean continues = lines[next].startsWith(" ") || lines[next].startsWith("\t");
      if (continues && !fields.isEmpty()) {
        fields.set(fields.size() - 1, fields.getLast() + "\n" + lines[next]);
      } else {
        fields.add(lines[next]);
      }
    }
    List<String> body =
        next + 1 < lines.length ? List.of(lines).subList(next + 1, lines.length) : List.of();
    return new SipText(lines[0], List.copyOf(fields), List.copyOf(body));
  }

  String startLine() {
    return startLine;
  }

  /** Header fields, each with its continuations behind line feeds. */
  List<String> fields() {
    return fields;
  }

  /** The lines of the body. */
  List<String> body() {
    return body;
  }

  /** The field's name in lower case; empty when the line has none. */
  static String name(String field) {
    int colon = field.indexOf(':');
    return colon < 0 ? "" : field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }

  /** The value of the first field of either name; empty when there is none. */
  String value(String name, String shortName) {
    for (String field : fields) {
      String of = name(field);
      if (of.equals(name) || of.equals(shortName)) {
        return field.substring(field.indexOf(':') + 1).strip();
      }
    }
    return "";
  }

  /** The Call-ID; empty when there is none. */
  public String callId() {
    return value("call-id", "i");
  }

  /** Who calls and is called: users and numbers of addresses, in lower case, in their order. */
  public List<String> people() {
    List<String> people = new ArrayList<>();
    addPeople(startLine, people);
    for (String field : fields) {
      if (PEOPLE.contains(name(field))) {
        addPeople(field, people);
      }
    }
    return people;
  }

  private static void addPeople(String text, List<String> people) {
    Matcher found = ADDRESSEE.matcher(text);
    while (found.find()) {
      String user = found.group(1) != null ? found.group(1) : found.group(2);
      people.add(user.toLowerCase(Locale.ROOT));
    }
  }
}
