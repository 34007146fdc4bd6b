package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.CAROL;
import static org.ringspan.e2e.server.Company.PHONE_A;

import jakarta.json.JsonObject;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.peer.BaresipPhone;
import org.ringspan.e2e.peer.KamailioGateway;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;

/**
 * Figure 21-18 with real telephones: baresip at the desk, as phone A and as the mobile, the latter
 * two behind Kamailio.
 */
@RingspanTest
class AudioIT {
  private static final Tone FROM_PHONE_A = new Tone(400);
  private static final Tone FROM_DESK = new Tone(1000);
  private static final Tone FROM_MOBILE = new Tone(1600);
  private static final int HEARD_MILLIS = 400;
  private static final InetSocketAddress GATEWAY =
      Network.at(Network.GATEWAY, Network.GATEWAY_PORT);
  private static final InetSocketAddress PHONE_A_ADDRESS =
      Network.at(Network.BARESIP_OUTSIDE, 5090);
  private static final InetSocketAddress MOBILE_ADDRESS = Network.at(Network.BARESIP_OUTSIDE, 5094);
  private static final Path DIRECTORY =
      Path.of(System.getProperty("ringspan.test.directory", "target/servers"), "peers")
          .toAbsolutePath()
          .normalize();

  @Test
  @DisplayName("figure 21-18: answered at the desk, phone A and the desk phone hear each other")
  void desk(TestServer server) {
    try (var gateway = gateway(server);
        var desk = deskPhone(server);
        var mobile = outside("mobile", MOBILE_ADDRESS, CAROL.mobile(), FROM_MOBILE);
        var phoneA = outside("phone-a", PHONE_A_ADDRESS, PHONE_A, FROM_PHONE_A)) {
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
    try (var gateway = gateway(server);
        var desk = deskPhone(server);
        var mobile = outside("mobile", MOBILE_ADDRESS, CAROL.mobile(), FROM_MOBILE);
        var phoneA = outside("phone-a", PHONE_A_ADDRESS, PHONE_A, FROM_PHONE_A)) {
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
        var gateway = gateway(server);
        var desk = deskPhone(server);
        var mobile = outside("mobile", MOBILE_ADDRESS, CAROL.mobile(), FROM_MOBILE);
        var phoneA = outside("phone-a", PHONE_A_ADDRESS, PHONE_A, FROM_PHONE_A)) {
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
      "figures 21-19 and 21-21: keys at the mobile put phone A on hold with music and hand the call to the desk")
  void midCall(TestServer server) {
    try (var keyed = new Reconfiguration(server).change("/reach", "midCallFeatures", "true");
        var gateway = gateway(server);
        var desk = deskPhone(server);
        var mobile = outside("mobile", MOBILE_ADDRESS, CAROL.mobile(), FROM_MOBILE);
        var phoneA = outside("phone-a", PHONE_A_ADDRESS, PHONE_A, FROM_PHONE_A)) {
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

      String call = callFrom(server, PHONE_A);
      press(server, call, mobile, "*81");
      phoneA.expectHears(TestServer.MUSIC, HEARD_MILLIS);
      assertThat(mobile.heardMillis(TestServer.MUSIC)).isZero();
      press(server, call, mobile, "*83");
      int heard = phoneA.heardMillis(FROM_MOBILE);
      phoneA.expectHears(FROM_MOBILE, heard + HEARD_MILLIS);

      press(server, call, mobile, "*74");
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

  private static String callFrom(TestServer server, String caller) {
    return server
        .rest()
        .as(Company.ADMINISTRATOR)
        .get("/calls")
        .items()
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(call -> call.getJsonObject("caller").getString("number", "").equals(caller))
        .findFirst()
        .orElseThrow()
        .getString("call");
  }

  /** One key after the other: the telephone would send them at once. */
  private static void press(TestServer server, String call, BaresipPhone phone, String keys) {
    for (char key : keys.toCharArray()) {
      long before = keysOf(server, call);
      phone.press(key);
      Eventually.until(
          "a key more", Duration.ofSeconds(10), () -> keysOf(server, call), now -> now > before);
    }
  }

  private static long keysOf(TestServer server, String call) {
    return server
        .rest()
        .as(Company.ADMINISTRATOR)
        .get("/call-records/" + call + "/explanation")
        .json()
        .getJsonArray("ladder")
        .stream()
        .filter(line -> line.toString().contains("a key was pressed"))
        .count();
  }

  private static KamailioGateway gateway(TestServer server) {
    return new KamailioGateway(DIRECTORY.resolve("gateway"), GATEWAY, server.sip(), MOBILE_ADDRESS);
  }

  private static String called(TestServer server) {
    return "sip:" + CAROL.did() + "@" + server.sip().getHostString() + ":5060";
  }

  private static BaresipPhone deskPhone(TestServer server) {
    String account =
        "<sip:%s@%s;transport=udp>;auth_pass=%s;regint=600;answermode=manual"
            .formatted(CAROL.desk(), server.sip().getHostString(), Company.password(CAROL.desk()));
    var at = Network.at(Network.BARESIP_DESK, 5090);
    var desk = new BaresipPhone(DIRECTORY.resolve("desk"), at, account, FROM_DESK);
    desk.expectRegistered();
    return desk;
  }

  private static BaresipPhone outside(String name, InetSocketAddress at, String number, Tone tone) {
    String account =
        "<sip:%s@%s:%d;transport=udp>;outbound=\"sip:%s:%d\";regint=0;answermode=manual"
            .formatted(
                number,
                GATEWAY.getHostString(),
                GATEWAY.getPort(),
                GATEWAY.getHostString(),
                GATEWAY.getPort());
    return new BaresipPhone(DIRECTORY.resolve(name), at, account, tone);
  }
}
