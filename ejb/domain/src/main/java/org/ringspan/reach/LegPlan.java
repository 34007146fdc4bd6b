package org.ringspan.reach;

import java.util.Optional;

/**
 * One line of a plan.
 *
 * @param target whom
 * @param decision whether and when, or why not
 * @param shown the caller as this leg sees it
 * @param diversion on whose behalf, for legs to the telephone network
 * @param window when its answer counts; none: always
 */
public record LegPlan(
    LegTarget target,
    LegDecision decision,
    CallerIdentity shown,
    Optional<Diversion> diversion,
    Optional<AnswerWindow> window) {
  /** Whether it is called without the video of the caller's offer. */
  public boolean audioOnly() {
    return target instanceof LegTarget.Destination;
  }
}
