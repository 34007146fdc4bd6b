package org.ringspan.console.reach;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A day of somebody's reach: for each telephone the hours in which it rings, rings later, or
 * doesn't. The rules are asked every quarter of an hour, which is as fine as schedules are made.
 */
public final class Day {
  private static final int QUARTERS = 96;

  private Day() {}

  /**
   * Hours in which the same holds.
   *
   * @param kind {@code rings}, {@code later} or {@code silent}
   * @param quarters how long, in quarters of an hour
   * @param text what holds, with the times
   */
  public record Span(String kind, int quarters, String text, String shortText) {
    public String getKind() {
      return kind;
    }

    /** How much of the day it is, in hundredths. */
    public String getShare() {
      return String.format(Locale.ROOT, "%.3f", 100.0 * quarters / QUARTERS);
    }

    public String getText() {
      return text;
    }

    public String getShortText() {
      return quarters >= 10 ? shortText : "";
    }
  }

  /** A telephone and its day. */
  public record Row(String target, String name, List<Span> spans) {
    public String getTarget() {
      return target;
    }

    public String getName() {
      return name;
    }

    public List<Span> getSpans() {
      return spans;
    }
  }

  private record State(String kind, String text, String shortText) {}

  /** The day of all telephones that {@code ask} tells of, in their order. */
  static List<Row> of(LocalDate date, ZoneId zone, Function<Instant, List<WhatIf.Leg>> ask) {
    Map<String, WhatIf.Leg> known = new LinkedHashMap<>();
    Map<String, List<State>> states = new LinkedHashMap<>();
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      ZonedDateTime at = date.atTime(quarter / 4, quarter % 4 * 15).atZone(zone);
      for (WhatIf.Leg leg : ask.apply(at.toInstant())) {
        known.putIfAbsent(leg.target(), leg);
        List<State> row = states.computeIfAbsent(leg.target(), target -> new ArrayList<>());
        while (row.size() < quarter) {
          row.add(new State("silent", "not called", ""));
        }
        row.add(state(leg));
      }
    }
    List<Row> rows = new ArrayList<>();
    states.forEach(
        (target, row) -> {
          while (row.size() < QUARTERS) {
            row.add(new State("silent", "not called", ""));
          }
          WhatIf.Leg leg = known.get(target);
          rows.add(new Row(target, leg == null ? "" : leg.name(), spans(row)));
        });
    return rows;
  }

  private static State state(WhatIf.Leg leg) {
    if (!leg.isRings()) {
      return new State("silent", "does not ring: " + leg.reason(), "");
    }
    return leg.afterMillis() == 0
        ? new State("rings", "rings at once", "at once")
        : new State("later", "rings " + leg.getAfter(), leg.getAfter());
  }

  private static List<Span> spans(List<State> row) {
    List<Span> spans = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= row.size(); i++) {
      if (i == row.size() || !row.get(i).equals(row.get(begin))) {
        State state = row.get(begin);
        spans.add(
            new Span(
                state.kind(),
                i - begin,
                time(begin) + "–" + time(i) + " " + state.text(),
                state.shortText()));
        begin = i;
      }
    }
    return spans;
  }

  private static String time(int quarter) {
    return String.format(Locale.ROOT, "%02d:%02d", quarter / 4, quarter % 4 * 15);
  }
}
