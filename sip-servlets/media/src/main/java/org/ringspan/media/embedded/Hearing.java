package org.ringspan.media.embedded;

import org.jspecify.annotations.Nullable;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.SoundDecoder;
import org.ringspan.media.mix.JitterBuffer;
import org.ringspan.media.mix.Voice;
import org.ringspan.media.rtp.RtpPacket;

/**
 * What one endpoint says, as samples, and where they are needed in frames: as a steady stream of
 * those. A decoder belongs to a source and begins with it.
 */
final class Hearing {

  private @Nullable SoundDecoder decoder;
  private Codec codec = Codec.PCMU;
  private @Nullable JitterBuffer buffer;
  private @Nullable Voice voice;

  /** The source has changed. */
  void restart() {
    decoder = null;
  }

  /**
   * Decodes the next packet.
   *
   * @return how many samples it has
   */
  int decode(RtpPacket packet, Codec of, short[] samples) {
    SoundDecoder present = decoder;
    if (present == null || codec != of) {
      present = of.decoder();
      decoder = present;
      codec = of;
    }
    int count = packet.payloadLength();
    present.decode(packet.buffer(), packet.payloadAt(), count, samples);
    return count;
  }

  /** Says whether frames are needed. */
  void buffered(boolean wanted) {
    if (!wanted) {
      buffer = null;
      voice = null;
    } else if (buffer == null) {
      buffer = new JitterBuffer();
      voice = new Voice();
    }
  }

  boolean isBuffered() {
    return buffer != null;
  }

  /** Takes samples for the frames to come. */
  void keep(int timestamp, short[] samples, int count) {
    JitterBuffer waiting = buffer;
    if (waiting != null) {
      waiting.put(timestamp, samples, count);
    }
  }

  /**
   * The next frame; null unless frames are needed.
   *
   * @param held whether it isn't to be heard
   */
  @Nullable Voice listen(boolean held) {
    JitterBuffer waiting = buffer;
    Voice own = voice;
    if (waiting != null && own != null) {
      own.heard(waiting.take(own.frame()) && !held);
    }
    return own;
  }

  /** The present frame; null unless frames are needed. */
  @Nullable Voice voice() {
    return voice;
  }
}
