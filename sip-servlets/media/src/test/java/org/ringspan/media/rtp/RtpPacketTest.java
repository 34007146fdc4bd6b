package org.ringspan.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RTP packets")
class RtpPacketTest {

  private static final String NUMBERS = "ffff 80000001 deadbeef";

  @Test
  @DisplayName("a plain packet is read where it lies")
  void plain() {
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(Packets.hex("80 88" + NUMBERS + "0102"))).isEqualTo(RtpVerdict.VALID);
    assertThat(packet.payloadType()).isEqualTo(8);
    assertThat(packet.marker()).isTrue();
    assertThat(packet.sequence()).isEqualTo(65_535);
    assertThat(packet.timestamp()).isEqualTo(0x80000001);
    assertThat(packet.ssrc()).isEqualTo(0xDEADBEEF);
    assertThat(packet.payloadAt()).isEqualTo(12);
    assertThat(packet.payloadLength()).isEqualTo(2);
  }

  @Test
  @DisplayName("contributing sources, extension and padding are left out of the payload")
  void everything() {
    RtpPacket packet = new RtpPacket();
    String parts = "00000001 00000002" + "bede0001 12345678" + "cafe" + "0002";
    assertThat(packet.read(Packets.hex("b2 00" + NUMBERS + parts))).isEqualTo(RtpVerdict.VALID);
    assertThat(packet.payloadAt()).isEqualTo(28);
    assertThat(packet.payloadLength()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "80 00 0001 00000002 000000, TOO_SHORT",
    "40 00 0001 00000002 00000003, NOT_VERSION_2",
    "00 01 0000 2112a442 00000003, NOT_VERSION_2",
    "80 c8 0006 00000002 00000003, CONTROL_PACKET",
    "80 c9 0006 00000002 00000003, CONTROL_PACKET",
    "81 00 0001 00000002 00000003 0000, TOO_SHORT",
    "90 00 0001 00000002 00000003 0000, TOO_SHORT",
    "90 00 0001 00000002 00000003 00000001, TOO_SHORT",
    "90 00 0001 00000002 00000003 0000ffff 01020304, TOO_SHORT",
    "a0 00 0001 00000002 00000003, BAD_PADDING",
    "a0 00 0001 00000002 00000003 00, BAD_PADDING",
    "a0 00 0001 00000002 00000003 02, BAD_PADDING"
  })
  @DisplayName("whatever is no RTP packet is told apart")
  void refused(String hex, RtpVerdict verdict) {
    assertThat(new RtpPacket().read(Packets.hex(hex))).isEqualTo(verdict);
  }

  @Test
  @DisplayName("a packet longer than 1500 bytes is refused, one as long isn't")
  void length() {
    assertThat(new RtpPacket().read(Packets.rtp(0, 1, 1, 1, 1488))).isEqualTo(RtpVerdict.VALID);
    assertThat(new RtpPacket().read(Packets.rtp(0, 1, 1, 1, 1489))).isEqualTo(RtpVerdict.TOO_LONG);
  }

  @Test
  @DisplayName("the new header stands right in front of the payload, which isn't moved")
  void rewritten() {
    ByteBuffer received = Packets.hex("b1 88" + NUMBERS + "00000001 bede0000 cafe02 0002");
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(received)).isEqualTo(RtpVerdict.VALID);
    OutgoingStream stream = new OutgoingStream(7, 9, 1000);
    assertThat(stream.relay(packet, 160, 0)).isTrue();
    ByteBuffer sent = packet.rewritten(101, stream);
    byte[] octets = new byte[sent.remaining()];
    sent.get(octets);
    assertThat(HexFormat.of().formatHex(octets))
        .isEqualTo("80e5" + "0009" + "000003e8" + "00000007" + "cafe02");
  }

  @Test
  @DisplayName(
      "whatever is changed in a packet, it has a verdict and its payload lies in the datagram")
  void anything() {
    Random random = new Random(3550);
    RtpPacket packet = new RtpPacket();
    OutgoingStream stream = new OutgoingStream(1, 2, 3);
    int[] verdicts = new int[RtpVerdict.values().length];
    for (int i = 0; i < 300_000; i++) {
      byte[] octets = new byte[random.nextInt(80)];
      random.nextBytes(octets);
      if (octets.length > 0 && random.nextInt(8) > 0) {
        octets[0] = (byte) (0x80 | octets[0] & 0x3F & random.nextInt());
      }
      ByteBuffer datagram = ByteBuffer.wrap(octets);
      RtpVerdict verdict = packet.read(datagram);
      verdicts[verdict.ordinal()]++;
      if (verdict == RtpVerdict.VALID) {
        assertThat(packet.payloadLength()).isNotNegative();
        assertThat(packet.payloadAt() + packet.payloadLength()).isBetween(12, octets.length);
        if (stream.relay(packet, packet.payloadLength(), i)) {
          assertThat(packet.rewritten(8, stream).remaining())
              .isEqualTo(12 + packet.payloadLength());
        }
      }
    }
    verdicts[RtpVerdict.TOO_LONG.ordinal()] = 1;
    assertThat(verdicts).doesNotContain(0);
  }
}
