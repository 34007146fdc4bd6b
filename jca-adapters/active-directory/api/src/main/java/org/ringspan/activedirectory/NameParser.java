package org.ringspan.activedirectory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a distinguished name apart (RFC 4514, section 3). */
final class NameParser {
  private final String text;
  private int at;

  NameParser(String text) {
    this.text = text;
  }

  List<DistinguishedName.Part> parts() {
    var parts = new ArrayList<DistinguishedName.Part>();
    if (text.isBlank()) {
      return parts;
    }
    while (true) {
      parts.add(part());
      if (at == text.length()) {
        return parts;
      }
      at++;
    }
  }

  private DistinguishedName.Part part() {
    var equals = text.indexOf('=', at);
    if (equals < 0) {
      throw wrong("an attribute without =");
    }
    var attribute = text.substring(at, equals).strip();
    at = equals + 1;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '#') {
      throw wrong("a value in BER");
    }
    return new DistinguishedName.Part(attribute, value());
  }

  private String value() {
    var octets = new ByteArrayOutputStream();
    var kept = 0;
    while (at < text.length() && text.charAt(at) != ',') {
      var c = text.charAt(at);
      switch (c) {
        case '\\' -> {
          escaped(octets);
          kept = octets.size();
        }
        case '+' -> throw wrong("an object named by several attributes");
        case '"', ';', '<', '>', '\0' -> throw wrong("a character that must be escaped");
        default -> {
          var end = text.offsetByCodePoints(at, 1);
          octets.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
          at = end;
          if (c != ' ') {
            kept = octets.size();
          }
        }
      }
    }
    // Spaces at the end that aren't escaped don't belong to the value.
    return DirectoryValue.of(java.util.Arrays.copyOf(octets.toByteArray(), kept)).text();
  }

  private void escaped(ByteArrayOutputStream octets) {
    if (at + 1 >= text.length()) {
      throw wrong("a \\ at the end");
    }
    var next = text.charAt(at + 1);
    if (Character.digit(next, 16) >= 0 && next < 0x80) {
      var second = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
      if (second >= 0x80 || Character.digit(second, 16) < 0) {
        throw wrong("half an octet after \\");
      }
      octets.write(Character.digit(next, 16) << 4 | Character.digit(second, 16));
      at += 3;
    } else if (" \"#+,;<=>\\".indexOf(next) >= 0) {
      octets.write(next);
      at += 2;
    } else {
      throw wrong("a \\ before a character that needs none");
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "not a distinguished name: " + what + " at character " + at);
  }
}
