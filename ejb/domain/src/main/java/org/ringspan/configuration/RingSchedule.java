package org.ringspan.configuration;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * When a remote destination rings (design guide page 21-58).
 *
 * @param timeZone the zone the times of day are meant in; daylight saving follows it
 * @param periods the times it rings; none: never
 */
public record RingSchedule(ZoneId timeZone, List<Period> periods) {
  public RingSchedule {
    periods = List.copyOf(periods);
  }

  /**
   * A time of day on some days of the week.
   *
   * @param from first moment that rings
   * @param to first moment that no longer rings; midnight means the end of the day
   */
  public record Period(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Period {
      days = Set.copyOf(days);
      if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
        throw new IllegalArgumentException(
            "a ring period must end after it begins; split one that passes midnight");
      }
    }

    boolean contains(ZonedDateTime moment) {
      LocalTime time = moment.toLocalTime();
      return days.contains(moment.getDayOfWeek())
          && !time.isBefore(from)
          && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
    }
  }

  /** Whether the destination rings at {@code now}. */
  public boolean ringsAt(Instant now) {
    ZonedDateTime moment = now.atZone(timeZone);
    return periods.stream().anyMatch(period -> period.contains(moment));
  }
}
