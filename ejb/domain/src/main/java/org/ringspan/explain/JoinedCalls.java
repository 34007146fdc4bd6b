package org.ringspan.explain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringspan.record.CallId;
import org.ringspan.record.LadderLine;

/** With which calls one was joined, as its ladder says: written and read here. */
public final class JoinedCalls {
  private static final String BEGINNING = "joined with call ";
  private static final Pattern LINE = Pattern.compile(BEGINNING + "([A-Za-z0-9-]{1,64})");

  private JoinedCalls() {}

  /** What the ladder says when a call is joined with another. */
  static String words(CallId other) {
    return BEGINNING + other;
  }

  /** All calls that one was joined with, the first first. */
  public static List<CallId> in(List<LadderLine> ladder) {
    return ladder.stream().flatMap(line -> in(line).stream()).distinct().toList();
  }

  private static Optional<CallId> in(LadderLine line) {
    return Stream.of(line)
        .filter(LadderLine.Decided.class::isInstance)
        .map(LadderLine.Decided.class::cast)
        .map(decided -> LINE.matcher(decided.what()))
        .filter(Matcher::matches)
        .map(found -> new CallId(found.group(1)))
        .findFirst();
  }
}
