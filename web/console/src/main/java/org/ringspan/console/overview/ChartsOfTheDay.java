package org.ringspan.console.overview;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.console.operations.TrunksPage;
import org.ringspan.console.page.Notices;
import org.ringspan.record.CallCounts;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.CallStatistics;
import org.ringspan.record.RecordsUnavailable;
import org.ringspan.record.boundary.CallStatisticsService;

/**
 * The charts of the first page: the calls of a day, where they were answered, what trunks carry.
 */
@Named("charts")
@RequestScoped
public class ChartsOfTheDay {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int HOURS = 24;

  @Inject private CallStatisticsService statistics;
  @Inject private TrunksPage trunks;
  @Inject private Notices notices;
  @Inject private Clock clock;
  private @Nullable CallStatistics day;
  private boolean asked;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ChartsOfTheDay() {}

  /** How many calls a row of a table tells of. */
  public record Count(String name, long calls) {
    public String getName() {
      return name;
    }

    public long getCalls() {
      return calls;
    }
  }

  private Optional<CallStatistics> day() {
    if (!asked) {
      asked = true;
      // The hours are whole, so that all pages of an hour ask the same question.
      Instant end = Instant.ofEpochSecond((clock.instant().getEpochSecond() / 3600 + 1) * 3600);
      try {
        day = statistics.between(end.minus(Duration.ofHours(HOURS)), end, Duration.ofHours(1));
      } catch (EJBException e) {
        if (!(e.getCause() instanceof RecordsUnavailable)) {
          throw e;
        }
        notices.error("recordsAway");
      }
    }
    return Optional.ofNullable(day);
  }

  private CallCounts totals() {
    return day().map(CallStatistics::totals).orElse(CallCounts.NONE);
  }

  public long getCalls() {
    return totals().calls();
  }

  public long getAvoided() {
    return totals().voicemailAvoided();
  }

  /** How the calls of the day ended. */
  public List<Count> getOutcomes() {
    return Arrays.stream(CallOutcome.values())
        .map(it -> new Count(small(it.name()), totals().calls(it)))
        .filter(count -> count.calls() > 0)
        .toList();
  }

  /** Where the calls of the day were answered. */
  public List<Count> getPlaces() {
    return List.of(
        new Count(notices.text("atDesk"), totals().answeredByDevice()),
        new Count(notices.text("elsewhere"), totals().answeredElsewhere()),
        new Count(notices.text("inMailbox"), totals().takenByMailbox()));
  }

  /** The calls of each hour by how they ended. */
  public String getByHour() {
    List<CallStatistics.Bucket> buckets = day().map(CallStatistics::buckets).orElse(List.of());
    List<ChartJson.Series> series =
        Arrays.stream(CallOutcome.values())
            .filter(outcome -> totals().calls(outcome) > 0)
            .map(
                outcome ->
                    new ChartJson.Series(
                        small(outcome.name()),
                        buckets.stream().map(it -> it.counts().calls(outcome)).toList()))
            .toList();
    return ChartJson.bars(buckets.stream().map(it -> HOUR.format(it.from())).toList(), series);
  }

  /** The places as a ring. */
  public String getByPlace() {
    return ChartJson.ring(
        getPlaces().stream().map(Count::name).toList(),
        getPlaces().stream().map(Count::calls).toList());
  }

  /** How many calls each trunk carries now. */
  public String getByTrunk() {
    List<TrunksPage.Row> rows = trunks.getRows();
    return ChartJson.bars(
        rows.stream().map(TrunksPage.Row::name).toList(),
        List.of(
            new ChartJson.Series(
                notices.text("channels"), rows.stream().map(TrunksPage.Row::calls).toList())));
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
