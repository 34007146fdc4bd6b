package org.ringspan.media.embedded;

import java.nio.ByteBuffer;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Law;
import org.ringspan.media.mix.Mixer;

/**
 * What all who say nothing hear of a conference: it is made once, and encoded once for each law, as
 * a law has no memory of what went before.
 */
final class CommonMix {

  private final short[] frame = new short[Codec.FRAME_SAMPLES];
  private final ByteBuffer[] octets = {
    ByteBuffer.allocateDirect(Codec.FRAME_SAMPLES), ByteBuffer.allocateDirect(Codec.FRAME_SAMPLES)
  };

  /** Takes the next 20 ms. */
  void take(Mixer mixer) {
    mixer.all(frame);
    octets[0].clear();
    octets[1].clear();
  }

  /** Its sound. */
  short[] frame() {
    return frame;
  }

  /** Appends its sound in a law to a packet. */
  void append(Law law, ByteBuffer packet) {
    ByteBuffer encoded = octets[law == Law.PCMU ? 0 : 1];
    if (encoded.hasRemaining()) {
      law.encode(frame, frame.length, encoded);
    }
    packet.put(packet.position(), encoded, 0, frame.length);
    packet.position(packet.position() + frame.length);
  }
}
