package org.ringspan.sip.container;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A SIP message as received, with just enough understanding to look at it. */
record SipText(String text) {
  private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length:\\s*(\\d+)");
  private static final Pattern URI = Pattern.compile("<([^>]+)>");

  /** Takes the complete messages off the front of what a connection has brought. */
  static void takeAll(StringBuilder pending, Consumer<SipText> consumer) {
    for (int end = pending.indexOf("\r\n\r\n"); end >= 0; end = pending.indexOf("\r\n\r\n")) {
      String head = pending.substring(0, end + 4);
      int body = LENGTH.matcher(head).results().mapToInt(r -> Integer.parseInt(r.group(1))).sum();
      if (pending.length() < head.length() + body) {
        return;
      }
      consumer.accept(new SipText(pending.substring(0, head.length() + body)));
      pending.delete(0, head.length() + body);
    }
  }

  String startLine() {
    return text.substring(0, text.indexOf("\r\n"));
  }

  List<String> headers(String name) {
    return Pattern.compile("(?im)^" + Pattern.quote(name) + ":\\s*(.*?)\\r?$")
        .matcher(text)
        .results()
        .map(r -> r.group(1))
        .toList();
  }

  /** The first header of that name, empty if there is none. */
  String header(String name) {
    return headers(name).stream().findFirst().orElse("");
  }

  /** The URI in a header. */
  String uri(String name) {
    return URI.matcher(header(name))
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElse("<>")
        .replaceAll("[<>]", "");
  }
}
