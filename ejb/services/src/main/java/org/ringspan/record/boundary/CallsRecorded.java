package org.ringspan.record.boundary;

import java.util.List;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.LegCourse;

/**
 * The ends of some calls were written into the database, each for the first time. Told within the
 * transaction that writes them: who hears it and fails has them written again later.
 */
public record CallsRecorded(List<Call> calls) {
  public CallsRecorded {
    calls = List.copyOf(calls);
  }

  /** One of them. */
  public record Call(CallId id, CallOutcome outcome, List<LegCourse> legs) {
    public Call {
      legs = List.copyOf(legs);
    }
  }
}
