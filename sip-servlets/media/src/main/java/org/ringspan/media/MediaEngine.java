package org.ringspan.media;

/**
 * Moves the media of calls. All methods of this and of what it returns may be called by any thread,
 * none waits for packets or for another call, and what one thread asks of a call is done in that
 * order. Only {@link MediaCall#add} and {@link MediaEndpoint#reopen} may wait for another program,
 * where the engine has one before it, at most for some seconds. What is asked takes effect within
 * about 20 ms; how it turns out is told by events.
 */
public interface MediaEngine extends AutoCloseable {

  /**
   * Begins a call without endpoints.
   *
   * @param listener hears of what happens in it
   * @throws MediaException CLOSED
   */
  MediaCall open(MediaListener listener);

  /** What the engine has done so far. */
  MediaStatistics statistics();

  /** Releases all calls and frees all ports; waits until that is done. Idempotent. */
  @Override
  void close();
}
