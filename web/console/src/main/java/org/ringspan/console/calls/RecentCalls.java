package org.ringspan.console.calls;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.ringspan.address.UserId;
import org.ringspan.console.page.Words;
import org.ringspan.record.CallHistory;
import org.ringspan.record.RecordsUnavailable;
import org.ringspan.record.boundary.CallHistoryService;

/** The last calls of a user, beside other things. */
@RequestScoped
public class RecentCalls {
  private static final int MOST = 10;

  @Inject private CallHistoryService history;
  @Inject private Words words;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public RecentCalls() {}

  /**
   * The newest first; none when the database doesn't answer, since the page has more to show.
   *
   * @param own whether what private callers withhold stays hidden
   */
  public List<CallRow> of(UserId user, boolean own) {
    try {
      return history.calls(CallHistory.Question.newest(MOST).of(user)).calls().stream()
          .map(
              entry ->
                  new CallRow(
                      entry,
                      own
                          && entry.callerPrivate()
                          && entry.directionOf(user) == CallHistory.Direction.RECEIVED,
                      words))
          .toList();
    } catch (RecordsUnavailable e) {
      return List.of();
    }
  }
}
