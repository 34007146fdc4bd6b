package org.ringspan.media.rtpengine;

/**
 * What is known of whether an instance answers.
 *
 * @param up whether it does
 * @param missed commands in a row without an answer
 */
record InstanceHealth(boolean up, int missed) {

  /** So many commands in a row without an answer, and it isn't used any more. */
  static final int TOO_MANY = 3;

  /** Of an instance that has never answered. */
  static final InstanceHealth UNKNOWN = new InstanceHealth(false, 0);

  /** It has answered. */
  InstanceHealth answered() {
    return new InstanceHealth(true, 0);
  }

  /** It hasn't. */
  InstanceHealth missedOnce() {
    int more = Math.min(missed + 1, TOO_MANY);
    return new InstanceHealth(up && more < TOO_MANY, more);
  }
}
