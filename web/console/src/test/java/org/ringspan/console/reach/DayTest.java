package org.ringspan.console.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DayTest {
  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private static List<WhatIf.Leg> office(Instant at) {
    int hour = at.atZone(ZONE).getHour();
    return List.of(
        new WhatIf.Leg("desk", "", 0, ""),
        hour >= 8 && hour < 18
            ? new WhatIf.Leg("+14085557891", "mobile", 4000, "")
            : new WhatIf.Leg("+14085557891", "mobile", -1, "outside its ring schedule"));
  }

  @Test
  @DisplayName("Hours in which the same holds are one span, and all spans together are the day")
  void spans() {
    List<Day.Row> rows = Day.of(LocalDate.of(2026, 11, 30), ZONE, DayTest::office);
    assertThat(rows).extracting(Day.Row::target).containsExactly("desk", "+14085557891");
    assertThat(rows.getFirst().spans())
        .extracting(Day.Span::text)
        .containsExactly("00:00–24:00 rings at once");
    assertThat(rows.getLast().spans())
        .extracting(Day.Span::text)
        .containsExactly(
            "00:00–08:00 does not ring: outside its ring schedule",
            "08:00–18:00 rings after 4.0 s",
            "18:00–24:00 does not ring: outside its ring schedule");
    assertThat(rows.getLast().spans()).extracting(Day.Span::quarters).containsExactly(32, 40, 24);
  }

  @Test
  @DisplayName(
      "The rules are asked for the moments of that zone, also where the clocks are changed")
  void daylightSaving() {
    List<Instant> asked = new ArrayList<>();
    Day.of(
        LocalDate.of(2026, 3, 8),
        ZONE,
        at -> {
          asked.add(at);
          return List.of();
        });
    assertThat(asked).hasSize(96);
    // The hour from 2 to 3 is not there on that day: it shows what holds an hour later.
    assertThat(Duration.between(asked.getFirst(), asked.getLast()))
        .isEqualTo(Duration.ofMinutes(22 * 60 + 45));
  }

  @Test
  @DisplayName("A telephone that is called for a part of the day only is silent for the rest")
  void comesAndGoes() {
    List<Day.Row> rows =
        Day.of(
            LocalDate.of(2026, 11, 30),
            ZONE,
            at ->
                at.atZone(ZONE).getHour() == 12
                    ? List.of(new WhatIf.Leg("bob-desk", "", 0, ""))
                    : List.of());
    assertThat(rows.getFirst().spans())
        .extracting(Day.Span::text)
        .containsExactly(
            "00:00–12:00 not called", "12:00–13:00 rings at once", "13:00–24:00 not called");
  }
}
