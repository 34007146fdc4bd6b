package org.ringspan.callcontrol;

/**
 * How phones prove who they are, as {@code org.ringspan:type=Authentication}; counters start with
 * the application.
 */
public interface AuthenticationMXBean {
  /** Wrong answers to challenges, those for devices that don't exist among them. */
  long getWrongAnswers();

  /** Answers that weren't looked at because their source has been guessing. */
  long getAnswersNotLookedAt();

  /** Times a source has begun to be refused. */
  long getRefusalsBegun();

  /** Sources that are refused now, for one device or as a whole. */
  int getRefusedNow();
}
