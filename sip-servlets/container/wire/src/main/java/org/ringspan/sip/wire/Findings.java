package org.ringspan.sip.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found wrong with one message so far: the broken rule of highest precedence. */
final class Findings {

  private static final int MAX_TAGS = 20;

  private final List<String> unsupported = new ArrayList<>(0);
  private @Nullable Rule broken;
  private @Nullable HeaderName header;

  void report(Rule rule) {
    report(rule, null);
  }

  void report(Rule rule, @Nullable HeaderName name) {
    if (broken == null || rule.compareTo(broken) < 0) {
      broken = rule;
      header = name;
    }
  }

  void unsupported(String optionTag) {
    report(Rule.EXTENSION_UNSUPPORTED);
    if (unsupported.size() < MAX_TAGS) {
      unsupported.add(optionTag);
    }
  }

  @Nullable Rule broken() {
    return broken;
  }

  /** The reason phrase for a rule: its own, with the header field if it was found broken here. */
  String reason(Rule rule) {
    return header == null || rule != broken ? rule.phrase() : rule.phrase() + " " + header.text;
  }

  List<String> unsupported() {
    return unsupported;
  }
}
