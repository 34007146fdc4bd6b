package org.ringspan.configuration;

/**
 * How a remote destination's answer is told from that of its own mailbox (design guide pages 21-56
 * to 21-58).
 */
public enum VoicemailAvoidance {
  /** By when it comes: "answer too soon" and "answer too late". */
  TIMER_CONTROL,
  /** By a key that the person presses when a prompt asks for it; both timers are out of use. */
  USER_CONTROL
}
