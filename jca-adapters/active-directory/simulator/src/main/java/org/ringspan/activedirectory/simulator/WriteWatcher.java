package org.ringspan.activedirectory.simulator;

/**
 * Hears of the writes that clients ask a controller for. The client has its answer when {@link
 * #made} has returned, and the directory isn't changed before {@link #asked} has.
 */
public interface WriteWatcher {
  /** Before anything is changed. */
  default void asked(SimulatedWrite write) {}

  /**
   * After it, before the client is told.
   *
   * @param accepted whether the directory is changed
   */
  default void made(SimulatedWrite write, boolean accepted) {}
}
