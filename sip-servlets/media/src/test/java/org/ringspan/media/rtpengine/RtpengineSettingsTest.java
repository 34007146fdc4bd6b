package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.media.rtpengine.RtpengineSettings.Interfaces;
import org.ringspan.media.rtpengine.RtpengineSettings.Member;

class RtpengineSettingsTest {

  private static Member member(String address, int port, int weight) {
    return new Member(
        new InetSocketAddress(Addresses.literal(address).orElseThrow(), port), weight);
  }

  @Test
  @DisplayName("addresses with ports, weights where they are given, and two names of networks")
  void parses() {
    assertThat(RtpengineSettings.parse("192.0.2.1:2223", ""))
        .isEqualTo(
            new RtpengineSettings(List.of(member("192.0.2.1", 2223, 1)), Interfaces.DEFAULT));
    RtpengineSettings two =
        RtpengineSettings.parse(
            "192.0.2.1:2223;weight=3, [2001:db8::1]:22222", " internal , external ");
    assertThat(two.members())
        .containsExactly(member("192.0.2.1", 2223, 3), member("2001:db8::1", 22_222, 1));
    assertThat(two.interfaces()).isEqualTo(new Interfaces("internal", "external"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''|named by address:port",
        "192.0.2.1|''|named by address:port",
        "192.0.2.1:0|''|port",
        "192.0.2.1:65536|''|port",
        "relay.example:2223|''|no IP address",
        "192.0.2.1:2223;weight=0|''|weight",
        "192.0.2.1:2223;weight=101|''|weight",
        "192.0.2.1:2223;weight=x|''|named by address:port",
        "192.0.2.1:2223,|''|named by address:port",
        "192.0.2.1:2223,192.0.2.1:2223|''|twice",
        "192.0.2.1:2223|internal|two names",
        "192.0.2.1:2223|internal,|two names",
        "192.0.2.1:2223|a,b,c|two names",
        "192.0.2.1:2223|a b,c|two names"
      })
  @DisplayName("what can't be understood is refused, and the refusal says what it is")
  void refuses(String members, String interfaces, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RtpengineSettings.parse(members, interfaces))
        .withMessageContaining(words);
  }
}
