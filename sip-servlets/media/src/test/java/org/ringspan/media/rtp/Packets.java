package org.ringspan.media.rtp;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Packets for tests. */
final class Packets {

  private Packets() {}

  static ByteBuffer rtp(int type, int sequence, int timestamp, int ssrc, int payload) {
    ByteBuffer packet = ByteBuffer.allocate(12 + payload);
    packet.put((byte) 0x80).put((byte) type).putShort((short) sequence);
    return packet.putInt(timestamp).putInt(ssrc).clear();
  }

  static RtpPacket read(int sequence, int timestamp, int ssrc) {
    RtpPacket packet = new RtpPacket();
    packet.read(rtp(0, sequence, timestamp, ssrc, 160));
    return packet;
  }

  static ByteBuffer hex(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
