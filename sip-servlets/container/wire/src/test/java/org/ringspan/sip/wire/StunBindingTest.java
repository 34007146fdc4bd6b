package org.ringspan.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("STUN on the SIP port")
class StunBindingTest {
  /** The transaction ID and the addresses of the test vectors of RFC 5769. */
  private static final String TRANSACTION = "b7e7a701bc34d686fa87dfae";

  private static byte[] request(String attributes) {
    byte[] body = HexFormat.of().parseHex(attributes);
    return HexFormat.of()
        .parseHex("0001%04x2112a442%s%s".formatted(body.length, TRANSACTION, attributes));
  }

  private static String answer(byte[] request, String source) throws Exception {
    return StunBinding.answer(request, 0, request.length, InetAddress.getByName(source), 32853)
        .map(HexFormat.of()::formatHex)
        .orElse("");
  }

  @Test
  @DisplayName("the mapped address is that of RFC 5769's test vectors, IPv4 and IPv6")
  void mappedAddress() throws Exception {
    assertThat(answer(request(""), "192.0.2.1"))
        .isEqualTo("0101000c2112a442" + TRANSACTION + "002000080001a147e112a643");
    assertThat(answer(request(""), "2001:db8:1234:5678:11:2233:4455:6677"))
        .isEqualTo(
            "010100182112a442" + TRANSACTION + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
  }

  @Test
  @DisplayName("known attributes change nothing, unknown ones that matter are refused with 420")
  void attributes() throws Exception {
    String software = "80220004" + "74657374";
    assertThat(answer(request(software), "192.0.2.1")).startsWith("0101");
    assertThat(answer(request("00030004" + "00000006" + software), "192.0.2.1"))
        .isEqualTo("011100102112a442" + TRANSACTION + "0009000400000414" + "000a000200030000");
  }

  @Test
  @DisplayName("what is no binding request is not answered")
  void noRequest() throws Exception {
    byte[] indication = request("");
    indication[1] = 0x11;
    assertThat(answer(indication, "192.0.2.1")).isEmpty();
    byte[] longer = request("");
    longer[3] = 4;
    assertThat(answer(longer, "192.0.2.1")).isEmpty();
    assertThat(answer(request("80220010" + "74657374"), "192.0.2.1")).isEmpty();
  }

  @Test
  @DisplayName("SIP is never taken for STUN")
  void sip() {
    byte[] sip =
        "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(StunBinding.isStun(sip, 0, sip.length)).isFalse();
    assertThat(StunBinding.isStun(new byte[20], 0, 20)).isFalse();
    byte[] stun = request("");
    assertThat(StunBinding.isStun(stun, 0, stun.length)).isTrue();
    assertThat(StunBinding.isStun(stun, 0, 19)).isFalse();
  }

  @Test
  @DisplayName("whatever a datagram holds, it is answered or not, without a failure")
  void anything() throws Exception {
    Random random = new Random(11);
    InetAddress source = InetAddress.getByName("192.0.2.1");
    int answered = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] octets = new byte[20 + random.nextInt(60)];
      random.nextBytes(octets);
      ByteBuffer.wrap(octets)
          .putShort(0, (short) 1)
          .putShort(2, (short) (octets.length - 20))
          .putInt(4, 0x2112A442);
      if (random.nextBoolean() && octets.length >= 24) {
        ByteBuffer.wrap(octets).putShort(22, (short) (octets.length - 24));
      }
      answered += StunBinding.answer(octets, 0, octets.length, source, 9).isPresent() ? 1 : 0;
    }
    assertThat(answered).isPositive();
  }
}
