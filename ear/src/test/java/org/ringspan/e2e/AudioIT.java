package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.RealTelephones.FROM_DESK;
import static org.ringspan.e2e.RealTelephones.FROM_MOBILE;
import static org.ringspan.e2e.RealTelephones.FROM_PHONE_A;
import static org.ringspan.e2e.RealTelephones.called;
import static org.ringspan.e2e.server.Company.CAROL;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;

/**
 * Figure 21-18 with real telephones: baresip at the desk, as phone A and as the mobile, the latter
 * two behind Kamailio.
 */
@RingspanTest
class AudioIT {
  private static final int HEARD_MILLIS = 400;

  @Test
  @DisplayName("figure 21-18: answered at the desk, phone A and the desk phone hear each other")
  void desk(TestServer server) {
    try (var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(called(server));
      desk.expectIncoming();
      desk.answer();
      desk.expectEstablished();
      phoneA.expectEstablished();
      desk.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_DESK, HEARD_MILLIS);
      assertThat(mobile.heardMillis(FROM_PHONE_A)).isZero();
      desk.hangUp();
      phoneA.expectClosed();
    }
  }

  @Test
  @DisplayName(
      "figure 21-18: answered at the mobile, phone A and the mobile hear each other, the desk falls silent")
  void mobile(TestServer server) {
    try (var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(called(server));
      desk.expectIncoming();
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      phoneA.expectEstablished();
      desk.expectClosed();
      mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_MOBILE, HEARD_MILLIS);
      assertThat(phoneA.heardMillis(FROM_DESK)).isZero();
      mobile.hangUp();
      phoneA.expectClosed();
    }
  }

  @Test
  @DisplayName(
      "UM3: the mobile hears the prompt and the caller doesn't; a key joins them, telephone events go by media")
  void userControl(TestServer server) {
    try (var asks =
            new Reconfiguration(server)
                .change("/reach", "voicemailAvoidance", "\"user-control\"")
                .change("/reach", "confirmWithin", "30000");
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(called(server));
      desk.expectIncoming();
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      mobile.expectHears(TestServer.PROMPT, HEARD_MILLIS);
      assertThat(phoneA.heardMillis(FROM_MOBILE)).isZero();
      assertThat(mobile.heardMillis(FROM_PHONE_A)).isZero();

      mobile.press('1');
      phoneA.expectEstablished();
      desk.expectClosed();
      mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_MOBILE, HEARD_MILLIS);
      assertThat(phoneA.heardMillis(TestServer.PROMPT)).isZero();
      mobile.hangUp();
      phoneA.expectClosed();
    }
  }

  @Test
  @DisplayName(
      "UM3: who has chosen German is asked for a key in German, by a recording of the company's")
  void promptInGerman(TestServer server) {
    try (var asks =
            new Reconfiguration(server)
                .change("/reach", "voicemailAvoidance", "\"user-control\"")
                .change("/reach", "confirmWithin", "30000");
        var gateway = RealTelephones.gateway(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      var chosen =
          server
              .rest()
              .as(CAROL.id())
              .send("PATCH", "/me", "{\"language\": \"de\"}", Map.of("If-Match", "*"));
      assertThat(chosen.status()).as("%s", chosen).isEqualTo(200);
      phoneA.dial(called(server));
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      mobile.expectHears(TestServer.GERMAN_PROMPT, HEARD_MILLIS);
      assertThat(mobile.heardMillis(TestServer.PROMPT)).isZero();
      mobile.press('1');
      phoneA.expectEstablished();
      mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      mobile.hangUp();
      phoneA.expectClosed();
    }
  }

  @Test
  @DisplayName(
      "figures 21-19 and 21-21: keys at the mobile put phone A on hold with music and hand the call to the desk")
  void midCall(TestServer server) {
    try (var keyed = RealTelephones.keyed(server);
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(called(server));
      desk.expectIncoming();
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      phoneA.expectEstablished();
      desk.expectClosed();
      mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_MOBILE, HEARD_MILLIS);
      assertThat(phoneA.heardMillis(TestServer.MUSIC)).isZero();

      String call = RealTelephones.callFrom(server, PHONE_A);
      RealTelephones.press(server, call, mobile, "*81");
      phoneA.expectHears(TestServer.MUSIC, HEARD_MILLIS);
      assertThat(mobile.heardMillis(TestServer.MUSIC)).isZero();
      RealTelephones.press(server, call, mobile, "*83");
      int heard = phoneA.heardMillis(FROM_MOBILE);
      phoneA.expectHears(FROM_MOBILE, heard + HEARD_MILLIS);

      RealTelephones.press(server, call, mobile, "*74");
      desk.expectIncoming();
      desk.answer();
      desk.expectEstablished();
      mobile.expectClosed();
      desk.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_DESK, HEARD_MILLIS);
      desk.hangUp();
      phoneA.expectClosed();
    }
  }
}
