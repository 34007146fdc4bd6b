package org.ringspan.console.operations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.boundary.LinterService;
import org.ringspan.console.page.Notices;

/** What an administrator should look at, the worst first, each with the way to what causes it. */
@Named
@RequestScoped
public class FindingsPage {
  private static final int MOST = 100;

  @Inject private LinterService linter;
  @Inject private FindingPlaces places;
  @Inject private Notices notices;
  private int from;
  private @Nullable List<Finding> all;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public FindingsPage() {}

  /** A finding with the page where it is mended. */
  public record Row(Finding finding, String address) {
    public String getSeverity() {
      return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    public String getWhere() {
      return finding.where();
    }

    public String getSentence() {
      return finding.sentence();
    }

    public String getRemedy() {
      return finding.remedy();
    }

    public String getAddress() {
      return address;
    }
  }

  private List<Finding> all() {
    if (all == null) {
      all = linter.findings();
    }
    return all;
  }

  public int getCount() {
    return all().size();
  }

  public String getSummary() {
    return notices.text(
        "findingsSummary",
        count(Finding.Severity.ERROR),
        count(Finding.Severity.WARNING),
        count(Finding.Severity.NOTE));
  }

  private long count(Finding.Severity severity) {
    return all().stream().filter(finding -> finding.severity() == severity).count();
  }

  public List<Row> getRows() {
    return all().stream()
        .skip(from)
        .limit(MOST)
        .map(finding -> new Row(finding, places.of(finding)))
        .toList();
  }

  /** Where the next page is; empty: this is the last. */
  public String getNext() {
    return from + MOST < all().size() ? "/console/findings?from=" + (from + MOST) : "";
  }

  public int getFrom() {
    return from;
  }

  public void setFrom(int from) {
    this.from = Math.max(0, from);
  }
}
