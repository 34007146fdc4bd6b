package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(Addresses.literal(address).orElseThrow(), port);
  }

  @Test
  @DisplayName("what is described is read again, RTCP at another port or address, too")
  void describes() {
    Addresses plain = new Addresses(at("192.0.2.1", 4000), at("192.0.2.1", 4001));
    Addresses apart = new Addresses(at("192.0.2.1", 4000), at("192.0.2.7", 5003));
    Addresses six = new Addresses(at("2001:db8::1", 4000), at("2001:db8::1", 4001));
    for (Addresses each : new Addresses[] {plain, apart, six}) {
      assertThat(Addresses.read(each.describe(OptionalInt.of(101), 1))).contains(each);
    }
    assertThat(plain.describe(OptionalInt.of(101), 3))
        .startsWith("v=0\r\no=- 1 3 IN IP4 192.0.2.1\r\n")
        .contains("m=audio 4000 RTP/AVP 0 8 9 101\r\n")
        .contains("a=rtpmap:101 telephone-event/8000\r\n");
    assertThat(plain.describe(OptionalInt.empty(), 3))
        .contains("m=audio 4000 RTP/AVP 0 8 9\r\n")
        .doesNotContain("telephone-event");
  }

  @Test
  @DisplayName("RTCP is at the port above where nothing else is said (RFC 3550 section 11)")
  void portAbove() {
    assertThat(Addresses.read("c=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 0\r\n"))
        .contains(new Addresses(at("192.0.2.1", 4000), at("192.0.2.1", 4001)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m=audio 4000 RTP/AVP 0\r\n",
        "c=IN IP4 192.0.2.1\r\n",
        "c=IN IP4 192.0.2.256\r\nm=audio 4000 RTP/AVP 0\r\n",
        "c=IN IP4 localhost\r\nm=audio 4000 RTP/AVP 0\r\n",
        "c=IN IP6 ::g\r\nm=audio 4000 RTP/AVP 0\r\n",
        "c=IN IP4 192.0.2.1\r\nm=audio 0 RTP/AVP 0\r\n",
        "c=IN IP4 192.0.2.1\r\nm=audio 4001 RTP/AVP 0\r\n",
        "c=IN IP4 192.0.2.1\r\nm=audio 99998 RTP/AVP 0\r\n",
        "c=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/SAVP 0\r\n",
        "c=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 0\r\na=rtcp:70000\r\n"
      })
  @DisplayName("a description that names no address and even port of plain RTP isn't taken")
  void refuses(String description) {
    assertThat(Addresses.read(description)).isEmpty();
  }
}
