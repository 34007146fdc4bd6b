package org.ringspan.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RTCP")
class RtcpTest {

  private final List<String> said = new ArrayList<>();

  private final RtcpSink sink =
      new RtcpSink() {
        @Override
        public void senderReport(int ssrc, int middleNtp) {
          said.add("SR %x %08x".formatted(ssrc, middleNtp));
        }

        @Override
        public void reception(int about, int share, int lost, int jitter, int last, int delay) {
          said.add("block %x %d %d %d %x %x".formatted(about, share, lost, jitter, last, delay));
        }

        @Override
        public void bye(int ssrc) {
          said.add("BYE %x".formatted(ssrc));
        }
      };

  private static ByteBuffer whole() {
    ReceivedStream stream = new ReceivedStream();
    stream.received(Packets.read(1, 160, 0xB0B), 0, true);
    stream.received(Packets.read(1, 160, 0xB0B), 0, true);
    ByteBuffer packet = ByteBuffer.allocate(RtcpWriter.LONGEST);
    long ntp = RtcpWriter.ntp(Instant.parse("2036-02-07T06:28:16.5Z"));
    RtcpWriter.senderReport(packet, 0xA11CE, ntp, 480, 3, 480, true);
    RtcpWriter.reception(packet, stream, 0x1234, 0x5678);
    RtcpWriter.name(packet, 0xA11CE, "abc");
    RtcpWriter.bye(packet, 0xA11CE);
    return packet.flip();
  }

  @Test
  @DisplayName("a compound packet of report, name and BYE has the octets of the RFC's figures")
  void written() {
    byte[] octets = new byte[whole().remaining()];
    whole().get(octets);
    assertThat(HexFormat.of().formatHex(octets))
        .isEqualTo(
            "81c8000c"
                + "000a11ce"
                + "0000000080000000"
                + "000001e0"
                + "00000003"
                + "000001e0"
                + "00000b0b"
                + "00ffffff"
                + "00000001"
                + "00000000"
                + "00001234"
                + "00005678"
                + "81ca0003"
                + "000a11ce"
                + "0103616263000000"
                + "81cb0001"
                + "000a11ce");
  }

  @Test
  @DisplayName("what was written is read, a loss below zero too")
  void read() {
    assertThat(RtcpReader.read(whole(), sink)).isEqualTo(RtcpVerdict.VALID);
    assertThat(said)
        .containsExactly("SR a11ce 00008000", "block b0b 0 -1 0 1234 5678", "BYE a11ce");
  }

  @Test
  @DisplayName("a receiver's report without blocks, and the longest name, fit")
  void longest() {
    ByteBuffer packet = ByteBuffer.allocate(RtcpWriter.LONGEST);
    RtcpWriter.receiverReport(packet, 1, false);
    RtcpWriter.name(packet, 1, "n".repeat(255));
    RtcpWriter.bye(packet, 1);
    assertThat(RtcpReader.read(packet.flip(), sink)).isEqualTo(RtcpVerdict.VALID);
    assertThatThrownBy(() -> RtcpWriter.name(ByteBuffer.allocate(600), 1, "n".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "80c90001, BAD_LENGTH",
    "80c90002 00000001, BAD_LENGTH",
    "81c90001 00000001, BAD_LENGTH",
    "80c90001 00000001 81cb, BAD_LENGTH",
    "80c90001 00000001 81cb0000, BAD_LENGTH",
    "00c90001 00000001, NOT_VERSION_2",
    "81cb0001 00000001, NO_REPORT_FIRST",
    "a0c90001 00000004 81cb0001 00000001, BAD_PADDING",
    "80c90001 00000001 a1cb0001 00000003, BAD_PADDING",
    "80c90001 00000001 a1cb0001 00000008, BAD_PADDING"
  })
  @DisplayName("whatever is no compound packet is told apart, and nothing of it is believed")
  void refused(String hex, RtcpVerdict verdict) {
    assertThat(RtcpReader.read(Packets.hex(hex), sink)).isEqualTo(verdict);
    assertThat(said).isEmpty();
  }

  @Test
  @DisplayName("whatever is changed in a packet, it has a verdict")
  void anything() {
    Random random = new Random(6);
    int[] verdicts = new int[RtcpVerdict.values().length];
    byte[] whole = new byte[whole().remaining()];
    whole().get(whole);
    for (int i = 0; i < 200_000; i++) {
      byte[] octets = whole.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(octets.length) : octets.length;
      verdicts[RtcpReader.read(ByteBuffer.wrap(octets).limit(length), sink).ordinal()]++;
      said.clear();
    }
    assertThat(verdicts).doesNotContain(0);
  }
}
