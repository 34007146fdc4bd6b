package org.ringspan.sip.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SipSettingTest {
  @ParameterizedTest
  @EnumSource
  void everySettingIsNamedAndDescribed(SipSetting setting) {
    assertThat(setting.property()).startsWith("ringspan.");
    assertThat(setting.description()).isNotBlank();
    assertThat(setting.in(new Properties())).isEqualTo(setting.fallback());
  }

  @Test
  void emptyIsOff() {
    Properties settings = new Properties();
    settings.setProperty("ringspan.sip.ws.port", " ");
    assertThat(SipSetting.WS_PORT.number(settings)).isZero();
  }

  @Test
  void aComplaintNamesTheProperty() {
    Properties settings = new Properties();
    settings.setProperty("ringspan.sip.udp.port", "-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SipSetting.UDP_PORT.number(settings))
        .withMessageContaining("ringspan.sip.udp.port");
  }
}
