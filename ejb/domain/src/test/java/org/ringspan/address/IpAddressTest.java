package org.ringspan.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @DisplayName("An address has one spelling, that of sockets")
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "255.255.255.255, 255.255.255.255",
    "0.0.0.0, 0.0.0.0",
    "::1, 0:0:0:0:0:0:0:1",
    "2001:DB8::00a1, 2001:db8:0:0:0:0:0:a1",
    "fe80::, fe80:0:0:0:0:0:0:0",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
  })
  void canonical(String given, String written) {
    assertThat(new IpAddress(given).value()).isEqualTo(written);
    assertThat(new IpAddress(written)).isEqualTo(new IpAddress(given));
  }

  @ParameterizedTest
  @DisplayName("Names and broken addresses are none")
  @ValueSource(
      strings = {
        "",
        "localhost",
        "127.0.0",
        "127.0.0.1.",
        "127.0.0.256",
        "1.2.3.4.5",
        "01.2.3.4",
        "::1::",
        "1:2:3",
        "1:2:3:4:5:6:7:8:9",
        "g::",
        ":1",
        "1:2:3:4:5:6:7::8",
        "127.0.0.1 "
      })
  void refused(String text) {
    assertThat(IpAddress.in(text)).isEmpty();
  }
}
