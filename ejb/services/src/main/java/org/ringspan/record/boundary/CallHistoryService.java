package org.ringspan.record.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.ringspan.record.CallHistory.Page;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.RecordsUnavailable;

/**
 * Answers questions about past and present calls from their records. One question is one look into
 * the database, in the caller's transaction if there is one.
 */
@ApplicationScoped
public class CallHistoryService {
  @Inject private StoredCalls calls;

  /**
   * One page of calls, the newest first; a call appears in it a moment after it has come.
   *
   * @throws RecordsUnavailable when the database doesn't answer
   */
  public Page calls(Question question) {
    return calls.page(question);
  }
}
