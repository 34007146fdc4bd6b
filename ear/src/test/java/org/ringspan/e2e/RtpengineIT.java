package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.RealTelephones.FROM_MOBILE;
import static org.ringspan.e2e.RealTelephones.FROM_PHONE_A;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.peer.Peer;
import org.ringspan.e2e.peer.Rtpengine;
import org.ringspan.e2e.server.AtOnce;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Leg;

/** A server whose media pass rtpengine, and what becomes of calls when that is killed. */
class RtpengineIT {
  private static final int HEARD_MILLIS = 400;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int CONTROL_PORT = 2223;

  private static Rtpengine rtpengine;
  private static TestServer server;

  @BeforeAll
  static void start() {
    Peer.RTPENGINE.require();
    var directory = TestServer.directory("relayed");
    var control = Network.at(Network.RTPENGINE, CONTROL_PORT);
    rtpengine = new Rtpengine(TestServer.directory("rtpengine"), control);
    server =
        new TestServer(
            directory,
            Network.RELAYED_SERVER,
            TestServer.h2(directory),
            Map.of(
                "ringspan.media.engine",
                "rtpengine",
                "ringspan.media.rtpengine",
                Network.RTPENGINE + ":" + CONTROL_PORT));
    server.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (rtpengine != null) {
      rtpengine.close();
    }
  }

  private static void nothingIsLeft() {
    for (String figure : new String[] {"MediaCalls", "LiveCalls"}) {
      Eventually.until(
          "no " + figure, SOON, () -> server.figures().calls(figure), left -> left == 0);
    }
  }

  private static void goesOnBy(Leg leg, String address) {
    var reinvite = leg.expectReinvite();
    assertThat(reinvite.message().body()).contains("c=IN IP4 " + address);
    leg.accept(reinvite, "sendrecv");
    leg.expectAck();
  }

  private static void relays(long number) {
    Eventually.until(
        number + " relays",
        SOON,
        () -> server.figures().calls("MediaRelays"),
        answering -> answering == number);
  }

  @Test
  @DisplayName("UM3: the mobile hears the prompt by way of rtpengine, and a key joins them")
  void userControl() {
    relays(1);
    try (var asks =
            new Reconfiguration(server)
                .change("/reach", "voicemailAvoidance", "\"user-control\"")
                .change("/reach", "confirmWithin", "30000");
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(RealTelephones.called(server));
      desk.expectIncoming();
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      mobile.expectHears(TestServer.PROMPT, HEARD_MILLIS);
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
    nothingIsLeft();
  }

  @Test
  @DisplayName("UM7: keys at the mobile put phone A on hold with music, all by way of rtpengine")
  void holdMusic() {
    relays(1);
    try (var keyed = RealTelephones.keyed(server);
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(RealTelephones.called(server));
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      phoneA.expectEstablished();
      mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_MOBILE, HEARD_MILLIS);

      String call = RealTelephones.callFrom(server, PHONE_A);
      RealTelephones.press(server, call, mobile, "*81");
      phoneA.expectHears(TestServer.MUSIC, HEARD_MILLIS);
      assertThat(mobile.heardMillis(TestServer.MUSIC)).isZero();
      RealTelephones.press(server, call, mobile, "*83");
      int heard = phoneA.heardMillis(FROM_MOBILE);
      phoneA.expectHears(FROM_MOBILE, heard + HEARD_MILLIS);
      mobile.hangUp();
      phoneA.expectClosed();
    }
    nothingIsLeft();
  }

  @Test
  @DisplayName(
      "rtpengine is killed in mid-call: both go on by the server itself, nothing is left, and its next life is used")
  void killed() {
    relays(1);
    try (var keyed =
            new Reconfiguration(server)
                .change("/reach", "midCallFeatures", "true")
                .change(
                    "/users/" + ALICE.id(),
                    "remoteDestinations",
                    """
                    [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0}]"""
                        .formatted(ALICE.mobile()));
        var stage = server.stage()) {
      String caller = Stage.newCaller();
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile());
      assertThat(atMobile.invite().body()).contains("c=IN IP4 " + Network.RTPENGINE);
      atMobile.answer().expectAck();
      assertThat(phoneA.expectAnswer().message().body()).contains("c=IN IP4 " + Network.RTPENGINE);

      rtpengine.kill();
      // Whichever is told first: the other is told when that one has answered.
      AtOnce.all(
          () -> goesOnBy(phoneA, Network.RELAYED_SERVER),
          () -> goesOnBy(atMobile, Network.RELAYED_SERVER));
      phoneA.hangUp();
      atMobile.expectBye();
      server.records().expectEnded(caller, ALICE.did());
      nothingIsLeft();
      relays(0);

      rtpengine.startAgain();
      relays(1);
      String next = Stage.newCaller();
      var again = stage.gateway().dial(ALICE.did(), next).start();
      var answering = stage.gateway().expectInvite(ALICE.mobile());
      assertThat(answering.invite().body()).contains("c=IN IP4 " + Network.RTPENGINE);
      answering.answer().expectAck();
      again.expectAnswer();
      again.hangUp();
      answering.expectBye();
    }
    nothingIsLeft();
  }
}
