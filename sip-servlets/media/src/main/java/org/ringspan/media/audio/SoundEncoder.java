package org.ringspan.media.audio;

import java.nio.ByteBuffer;

/** Encodes samples at 8 kHz for one receiver. One octet is one sample in all codecs here. */
public interface SoundEncoder {

  /** Appends the octets of the first samples of an array to a buffer. */
  void encode(short[] samples, int count, ByteBuffer octets);
}
