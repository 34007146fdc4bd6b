package org.ringspan.configuration;

/**
 * When a line forwards. Callers of ours are those whose call comes from a phone of ours or is
 * anchored for a user of ours; all others are external.
 */
public enum ForwardCondition {
  /** Always: nothing of the line rings. */
  ALL,
  /** The line carries as many calls as it may, or whoever refused was busy or declined. */
  BUSY_INTERNAL,
  BUSY_EXTERNAL,
  /** Nobody has answered in time. */
  NO_ANSWER_INTERNAL,
  NO_ANSWER_EXTERNAL,
  /**
   * No phone of the line is registered and no destination rings: the call does not wait for the
   * no-answer timer. Without a target of its own the no-answer target takes it.
   */
  NOT_REGISTERED
}
