package org.ringspan.call.confirm;

import java.time.Duration;
import org.ringspan.call.LegState;
import org.ringspan.reach.LegPlan;

/**
 * 2xx received and acknowledged; the leg talks with the media engine, and isn't a party yet.
 *
 * @param plan what was planned for the leg
 * @param phase how far it is
 */
public record Confirming(LegPlan plan, Phase phase) implements LegState.FeatureState {
  /** How far a confirmation is. */
  public sealed interface Phase {}

  /** The prompt hasn't begun; awaiting its time, or a key. */
  public record Listening() implements Phase {}

  /** The prompt has begun; awaiting a key. */
  public record Prompted() implements Phase {}

  /**
   * A key was pressed and re-INVITE sent, with the caller's offer if there is one; awaiting its
   * answer.
   *
   * @param glares how often it was refused because another was on its way
   * @param waiting whether we wait after such a refusal before we offer again
   */
  public record Joining(int glares, boolean waiting) implements Phase {}

  /** How long it takes at most from an answer until the leg is a party, or out. */
  public Duration longest() {
    return Confirmation.longest(plan);
  }

  Confirming in(Phase changed) {
    return new Confirming(plan, changed);
  }
}
