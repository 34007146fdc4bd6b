package org.ringspan.media.embedded;

import java.nio.ByteBuffer;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.rtp.RtpPacket;

/** What one thread uses for one packet after the other, so that packets allocate nothing. */
final class Scratch {

  /** Longer than any packet that is accepted, so that a longer one shows. */
  private static final int DATAGRAM = 2048;

  final ByteBuffer received = ByteBuffer.allocateDirect(DATAGRAM);
  final ByteBuffer made = ByteBuffer.allocateDirect(DATAGRAM);
  final RtpPacket packet = new RtpPacket();
  final short[] decoded = new short[RtpPacket.LONGEST];
  final short[] frame = new short[Codec.FRAME_SAMPLES];
  final CommonMix common = new CommonMix();
}
