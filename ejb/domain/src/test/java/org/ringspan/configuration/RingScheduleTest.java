package org.ringspan.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.configuration.RingSchedule.Period;

/** Ring schedules (design guide page 21-58). */
class RingScheduleTest {
  private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
  private static final Set<DayOfWeek> EVERY_DAY = Set.of(DayOfWeek.values());
  private static final RingSchedule OFFICE =
      schedule(
          Set.of(
              DayOfWeek.MONDAY,
              DayOfWeek.TUESDAY,
              DayOfWeek.WEDNESDAY,
              DayOfWeek.THURSDAY,
              DayOfWeek.FRIDAY),
          "08:00",
          "18:00");

  @ParameterizedTest(name = "{0} rings: {1}")
  @CsvSource({
    // Friday 20 November 2026, Pacific Standard Time, 8 hours behind
    "2026-11-20T15:59:59.999Z, false",
    "2026-11-20T16:00:00Z, true",
    "2026-11-21T01:59:59.999Z, true",
    "2026-11-21T02:00:00Z, false",
    // Saturday
    "2026-11-21T18:00:00Z, false",
    // Monday 2 November 2026, the day after the clocks went back; Friday before, 7 hours behind
    "2026-11-02T15:30:00Z, false",
    "2026-10-30T15:30:00Z, true",
    // Sunday evening in Los Angeles is Monday in UTC
    "2026-11-23T03:00:00Z, false",
  })
  @DisplayName("Office hours follow the clock on the wall, daylight saving included")
  void officeHours(Instant now, boolean rings) {
    assertThat(OFFICE.ringsAt(now)).isEqualTo(rings);
  }

  @ParameterizedTest(name = "{0} rings: {1}")
  @CsvSource({
    // 8 March 2026: 01:59:59 PST is followed by 03:00:00 PDT
    "2026-03-08T09:59:59Z, false",
    "2026-03-08T10:00:00Z, false",
    // 1 November 2026: 01:30 comes twice, 02:30 once
    "2026-11-01T09:30:00Z, false",
    "2026-11-01T10:30:00Z, true",
    "2026-11-01T11:00:00Z, false",
  })
  @DisplayName("An hour that daylight saving leaves out doesn't ring that day")
  void missingHour(Instant now, boolean rings) {
    assertThat(schedule(EVERY_DAY, "02:00", "03:00").ringsAt(now)).isEqualTo(rings);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"2026-11-01T08:30:00Z", "2026-11-01T09:30:00Z"})
  @DisplayName("An hour that daylight saving repeats rings twice")
  void repeatedHour(Instant now) {
    assertThat(schedule(EVERY_DAY, "01:00", "02:00").ringsAt(now)).isTrue();
  }

  @Test
  @DisplayName("Midnight as an end is the end of the day; from midnight to midnight is all day")
  void midnight() {
    Instant lastMoment = Instant.parse("2026-11-21T07:59:59.999999999Z");
    assertThat(schedule(Set.of(DayOfWeek.FRIDAY), "22:00", "00:00").ringsAt(lastMoment)).isTrue();
    assertThat(schedule(Set.of(DayOfWeek.FRIDAY), "00:00", "00:00").ringsAt(lastMoment)).isTrue();
    assertThat(
            schedule(Set.of(DayOfWeek.FRIDAY), "22:00", "00:00").ringsAt(lastMoment.plusNanos(1)))
        .isFalse();
  }

  @Test
  @DisplayName(
      "A period that passes midnight has to be split; a schedule without periods never rings")
  void limits() {
    assertThatIllegalArgumentException().isThrownBy(() -> schedule(EVERY_DAY, "22:00", "06:00"));
    assertThatIllegalArgumentException().isThrownBy(() -> schedule(EVERY_DAY, "08:00", "08:00"));
    assertThat(new RingSchedule(LOS_ANGELES, List.of()).ringsAt(Instant.EPOCH)).isFalse();
  }

  private static RingSchedule schedule(Set<DayOfWeek> days, String from, String to) {
    return new RingSchedule(
        LOS_ANGELES, List.of(new Period(days, LocalTime.parse(from), LocalTime.parse(to))));
  }
}
