package org.ringspan.record.boundary;

import org.ringspan.record.CallStatistics;
import org.ringspan.record.CallStatistics.Question;
import org.ringspan.record.RecordsUnavailable;

/** How many calls there were, counted when their records are written. */
public interface CallSums {
  /**
   * The calls of a time range.
   *
   * @throws RecordsUnavailable when the database doesn't answer
   */
  CallStatistics between(Question question);
}
