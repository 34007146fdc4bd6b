package org.ringspan.explain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringspan.configuration.RingSchedule;

/** Ring schedules in words, for example {@code Mon-Fri 08:00-18:00 America/Los_Angeles}. */
final class ScheduleText {
  private static final int MOST_PERIODS = 7;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);

  private ScheduleText() {}

  static String of(RingSchedule schedule) {
    if (schedule.periods().isEmpty()) {
      return "never";
    }
    String periods =
        schedule.periods().stream()
            .limit(MOST_PERIODS)
            .map(ScheduleText::of)
            .collect(Collectors.joining("; "));
    String more = schedule.periods().size() > MOST_PERIODS ? "; and more" : "";
    return periods + more + " " + schedule.timeZone().getId();
  }

  private static String of(RingSchedule.Period period) {
    String to = period.to().equals(LocalTime.MIDNIGHT) ? "24:00" : period.to().toString();
    return days(period.days()) + " " + period.from() + "-" + to;
  }

  /** Days of the week, those that follow each other as a range. */
  private static String days(Set<DayOfWeek> days) {
    List<String> ranges = new ArrayList<>();
    DayOfWeek[] week = DayOfWeek.values();
    for (int first = 0; first < week.length; first++) {
      if (days.contains(week[first])) {
        int last = first;
        while (last + 1 < week.length && days.contains(week[last + 1])) {
          last++;
        }
        String separator = last == first + 1 ? ", " : "-";
        ranges.add(
            first == last ? name(week[first]) : name(week[first]) + separator + name(week[last]));
        first = last;
      }
    }
    return String.join(", ", ranges);
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  /** A moment as the schedule sees it, for example {@code Saturday 21:14}. */
  static String moment(RingSchedule schedule, Instant at) {
    return MOMENT.format(at.atZone(schedule.timeZone()));
  }
}
