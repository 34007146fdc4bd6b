package org.ringspan.provisioning;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ringspan.provisioning.Step.Action;

/**
 * A run.
 *
 * @param by who began it
 * @param dryRun whether it only tells what the next run would do
 * @param counts how many there are of each
 * @param unchanged of how many nothing was told
 * @param failure why it failed, in words
 */
public record ProvisioningRun(
    String id,
    String by,
    boolean dryRun,
    Phase phase,
    Map<Action, Integer> counts,
    int unchanged,
    Optional<String> failure,
    Instant started,
    Optional<Instant> ended) {
  public ProvisioningRun {
    counts = Map.copyOf(counts);
  }

  /** How far it is. */
  public enum Phase {
    RUNNING,
    /** It has done, or would do, what its report says. */
    DONE,
    /** It would take too many logins away: nothing was told, an administrator is asked. */
    NEEDS_CONSENT,
    /** The service wasn't there, or let nobody in; what was done before is in the report. */
    FAILED,
    /** An administrator has stopped it; what was done before is in the report. */
    CANCELLED,
    /** The server stopped; the next run goes on where it was. */
    CUT_OFF
  }

  /** How many of one kind. */
  public int count(Action action) {
    return counts.getOrDefault(action, 0);
  }
}
