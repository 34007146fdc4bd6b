package org.ringspan.record.boundary;

import java.util.Optional;
import org.ringspan.record.CallHistory.Page;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallId;
import org.ringspan.record.RecordsUnavailable;
import org.ringspan.record.StoredCall;

/** The records of calls, to be read. */
public interface StoredCalls {
  /**
   * One page of calls, the newest first.
   *
   * @throws RecordsUnavailable when the database doesn't answer
   */
  Page page(Question question);

  /**
   * Everything that is kept of one call.
   *
   * @throws RecordsUnavailable when the database doesn't answer
   */
  Optional<StoredCall> call(CallId call);
}
