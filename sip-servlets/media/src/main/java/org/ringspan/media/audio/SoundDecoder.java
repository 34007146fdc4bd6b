package org.ringspan.media.audio;

import java.nio.ByteBuffer;

/** Makes samples at 8 kHz of what one source sends. One octet is one sample in all codecs here. */
public interface SoundDecoder {

  /**
   * Decodes octets of a buffer, from an absolute index on, to the beginning of an array. Any octets
   * can be decoded.
   */
  void decode(ByteBuffer octets, int from, int count, short[] samples);

  /** Forgets what came before: what comes next is from another source. */
  default void reset() {}
}
