package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.SessionTerms.Refresher;

/** Session-Expires and Min-SE as they come, also from those who mean no good. */
class SessionHeadersTest {
  @Test
  @DisplayName("RFC 4028 section 4: delta-seconds and parameters; what is malformed says nothing")
  void seconds() {
    assertThat(SessionHeaders.seconds("1800;refresher=uac")).hasValue(1800);
    assertThat(SessionHeaders.seconds(" 0090 ; lr")).hasValue(90);
    assertThat(SessionHeaders.seconds("999999999")).hasValue(999_999_999);
    for (String malformed : new String[] {"", "0", "-1", "4294967296", "ninety", "90 91", "9;\n"}) {
      assertThat(SessionHeaders.seconds(malformed)).as(malformed).isEmpty();
    }
    assertThat(SessionHeaders.seconds(null)).isEmpty();
  }

  @Test
  @DisplayName("RFC 4028 section 4: the refresher, whatever stands around it")
  void refresher() {
    assertThat(SessionHeaders.refresher("1800;refresher=uac")).hasValue(Refresher.UAC);
    assertThat(SessionHeaders.refresher("1800 ; x=y ; Refresher = UAS;z")).hasValue(Refresher.UAS);
    assertThat(SessionHeaders.refresher("1800;refresher=uax")).isEmpty();
    assertThat(SessionHeaders.refresher("1800;refresher=uac2")).isEmpty();
    assertThat(SessionHeaders.refresher("1800")).isEmpty();
    assertThat(SessionHeaders.refresher(null)).isEmpty();
  }
}
