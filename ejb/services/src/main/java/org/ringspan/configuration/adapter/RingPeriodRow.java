package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import org.ringspan.configuration.RingSchedule.Period;

/**
 * One period of a ring schedule.
 *
 * @param days sum of bits, Monday 1 to Sunday 64
 * @param fromMinute of the day, 0 to 1439
 * @param toMinute of the day, 1 to 1440, not included
 */
@Embeddable
record RingPeriodRow(
    int days,
    @Column(name = "from_minute") int fromMinute,
    @Column(name = "to_minute") int toMinute) {
  private static final int MINUTES_A_DAY = 24 * 60;

  static RingPeriodRow of(Period period) {
    int to = minuteOf(period.to());
    return new RingPeriodRow(
        period.days().stream().mapToInt(RingPeriodRow::bit).sum(),
        minuteOf(period.from()),
        to == 0 ? MINUTES_A_DAY : to);
  }

  Period toPeriod() {
    return new Period(
        Arrays.stream(DayOfWeek.values())
            .filter(day -> (days & bit(day)) != 0)
            .collect(toUnmodifiableSet()),
        timeOf(fromMinute),
        timeOf(toMinute % MINUTES_A_DAY));
  }

  private static int bit(DayOfWeek day) {
    return 1 << (day.getValue() - 1);
  }

  private static int minuteOf(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  private static LocalTime timeOf(int minute) {
    return LocalTime.of(minute / 60, minute % 60);
  }
}
