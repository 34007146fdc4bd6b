package org.ringspan.media.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where the samples of a recording go: 16 bits each at {@value Codec#SAMPLES_PER_SECOND} Hz, one
 * channel. Used by one thread, which isn't the one that moves packets, and closed at the end.
 */
public interface SampleSink extends Closeable {
  /**
   * Appends samples, as many as it takes still.
   *
   * @param little samples in little-endian order, an even number of bytes between position and
   *     limit
   * @return false when it takes no more: the recording ends
   * @throws IOException when they could not all be kept; what was kept before stays
   */
  boolean write(ByteBuffer little) throws IOException;

  /** Samples that it has now. */
  int samples();
}
