package org.ringspan.media;

/** Hears of what happens in a call. */
@FunctionalInterface
public interface MediaListener {

  /**
   * Something has happened. Called by the executor the engine was given, never by a thread that
   * moves packets, and for one call one event at a time in the order they happened. It may call the
   * engine. What it throws is logged.
   */
  void happened(MediaEvent event);
}
