package org.ringspan.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is kept of one call.
 *
 * @param started who called whom
 * @param legs what became of each leg; as planned while it lives and when it was cut off
 * @param ending how it ended; none while it lives
 * @param lines what happened, the oldest first; empty while it lives and when it was cut off
 * @param linesLeft how many lines came after the last that was kept
 */
public record StoredCall(
    CallStarted started,
    List<LegCourse> legs,
    Optional<Ending> ending,
    List<LadderLine> lines,
    int linesLeft) {
  public StoredCall {
    legs = List.copyOf(legs);
    lines = List.copyOf(lines);
  }

  /**
   * How a call ended.
   *
   * @param answeredBy the device name or number that answered
   * @param status the SIP status the caller got; 0 when it was cut off
   * @param detail why, in words
   */
  public record Ending(
      Instant at,
      CallOutcome outcome,
      Optional<Instant> answeredAt,
      Optional<String> answeredBy,
      int status,
      String detail) {}
}
