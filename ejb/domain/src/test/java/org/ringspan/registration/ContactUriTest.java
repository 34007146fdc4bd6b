package org.ringspan.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 3261 section 19.1.4. */
class ContactUriTest {
  @ParameterizedTest
  @CsvSource({
    "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp",
    "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5",
    "sip:carol@chicago.com, sip:carol@chicago.com;security=on",
    "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com,"
        + "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
    "sip:alice@atlanta.com?subject=project%20x&priority=urgent,"
        + "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
    "sip:a@[2001:DB8::1]:5060, sip:a@[2001:db8::1]:5060"
  })
  @DisplayName("Equivalent")
  void same(String one, String other) {
    assertThat(matches(one, other)).isTrue();
    assertThat(matches(other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP",
    "sip:bob@biloxi.com, sip:bob@biloxi.com:5060",
    "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp",
    "sip:bob@biloxi.com, sip:bob@biloxi.com:6000;transport=tcp",
    "sip:carol@chicago.com, sip:carol@chicago.com?Subject=next%20meeting",
    "sip:bob@phone21.boxesbybob.com, sip:bob@192.0.2.4",
    "sip:carol@chicago.com;security=off, sip:carol@chicago.com;security=on",
    "sip:carol@chicago.com, sips:carol@chicago.com"
  })
  @DisplayName("Not equivalent")
  void different(String one, String other) {
    assertThat(matches(one, other)).isFalse();
    assertThat(matches(other, one)).isFalse();
  }

  private static boolean matches(String one, String other) {
    return ContactUri.in(one).orElseThrow().matches(ContactUri.in(other).orElseThrow());
  }
}
