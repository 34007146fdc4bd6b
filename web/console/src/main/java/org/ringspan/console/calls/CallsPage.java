package org.ringspan.console.calls;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.console.page.Notices;
import org.ringspan.console.page.Words;
import org.ringspan.console.session.Viewer;
import org.ringspan.record.CallHistory;
import org.ringspan.record.RecordsUnavailable;
import org.ringspan.record.boundary.CallHistoryService;

/** Past calls: those of everybody, for who helps others, or one's own. */
@Named
@RequestScoped
public class CallsPage {
  @Inject private CallHistoryService history;
  @Inject private Viewer viewer;
  @Inject private Words words;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;
  private final HistoryFilter filter = new HistoryFilter();
  private boolean own;
  private CallHistory.@Nullable Page page;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public CallsPage() {}

  /** One's own page shows one's own calls, and no others. */
  @PostConstruct
  void begin() {
    own = request.getServletPath().startsWith("/me/");
  }

  /** Looks for the calls; what isn't found out is said at the top. */
  public void find() {
    page = new CallHistory.Page(List.of(), Optional.empty());
    try {
      page = history.calls(filter.question(own ? Optional.of(viewer.user()) : Optional.empty()));
    } catch (IllegalArgumentException e) {
      notices.errorSentence(String.valueOf(e.getMessage()));
    } catch (RecordsUnavailable e) {
      notices.error("recordsAway");
    }
  }

  private CallHistory.Page page() {
    if (page == null) {
      find();
    }
    return page == null ? new CallHistory.Page(List.of(), Optional.empty()) : page;
  }

  public List<CallRow> getRows() {
    return page().calls().stream()
        .map(
            entry ->
                new CallRow(
                    entry,
                    own
                        && entry.callerPrivate()
                        && entry.directionOf(viewer.user()) == CallHistory.Direction.RECEIVED,
                    words))
        .toList();
  }

  /** Whether a call of one's own was made or got. */
  public String direction(CallRow row) {
    return row.entry().directionOf(viewer.user()) == CallHistory.Direction.MADE
        ? notices.text("made")
        : notices.text("received");
  }

  /** Where the next page is; empty: this is the last. */
  public String getNext() {
    return page()
        .next()
        .map(position -> filter.next(own ? "/me/calls" : "/console/calls", position))
        .orElse("");
  }

  public List<String> getOutcomes() {
    return HistoryFilter.outcomes();
  }

  public String getUser() {
    return filter.user;
  }

  public void setUser(@Nullable String user) {
    filter.user = HistoryFilter.text(user);
  }

  public String getNumber() {
    return filter.number;
  }

  public void setNumber(@Nullable String number) {
    filter.number = HistoryFilter.text(number);
  }

  public String getFrom() {
    return filter.from;
  }

  public void setFrom(@Nullable String from) {
    filter.from = HistoryFilter.text(from);
  }

  public String getUntil() {
    return filter.until;
  }

  public void setUntil(@Nullable String until) {
    filter.until = HistoryFilter.text(until);
  }

  public String getOutcome() {
    return filter.outcome;
  }

  public void setOutcome(@Nullable String outcome) {
    filter.outcome = HistoryFilter.text(outcome);
  }

  public String getBelow() {
    return filter.below;
  }

  public void setBelow(@Nullable String below) {
    filter.below = HistoryFilter.text(below);
  }
}
