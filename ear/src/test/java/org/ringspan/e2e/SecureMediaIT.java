package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.RealTelephones.FROM_DESK;
import static org.ringspan.e2e.RealTelephones.FROM_MOBILE;
import static org.ringspan.e2e.RealTelephones.FROM_PHONE_A;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.CAROL;
import static org.ringspan.e2e.server.Company.GRACE;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.peer.Browser;
import org.ringspan.e2e.peer.BrowserCall;
import org.ringspan.e2e.peer.Peer;
import org.ringspan.e2e.peer.Rtpengine;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.server.AtOnce;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.Sdp;

/**
 * Media that are encrypted between rtpengine and a telephone or a browser, and what becomes of
 * calls when one of two instances is killed.
 */
class SecureMediaIT {
  private static final int HEARD_MILLIS = 400;

  /** A call whose cancelled legs stay silent is let go after 35 s. */
  private static final Duration SOON = Duration.ofSeconds(45);

  private static final int CONTROL_PORT = 2223;
  private static final Tone FROM_BROWSER = new Tone(1300);
  private static final String KEY = "inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

  private static Rtpengine one;
  private static Rtpengine other;
  private static TestServer server;

  @BeforeAll
  static void start() {
    Peer.RTPENGINE.require();
    one =
        new Rtpengine(
            TestServer.directory("rtpengine-one"), Network.at(Network.RTPENGINE, CONTROL_PORT));
    other =
        new Rtpengine(
            TestServer.directory("rtpengine-other"),
            Network.at(Network.OTHER_RTPENGINE, CONTROL_PORT));
    var directory = TestServer.directory("encrypting");
    server =
        new TestServer(
            directory,
            Network.ENCRYPTING_SERVER,
            TestServer.h2(directory),
            Map.of(
                "ringspan.media.engine",
                "rtpengine",
                "ringspan.media.rtpengine",
                Network.RTPENGINE
                    + ":"
                    + CONTROL_PORT
                    + ","
                    + Network.OTHER_RTPENGINE
                    + ":"
                    + CONTROL_PORT));
    server.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (one != null) {
      one.close();
    }
    if (other != null) {
      other.close();
    }
  }

  private static Reconfiguration encrypted(String device, String how) {
    return new Reconfiguration(server)
        .change("/devices/" + device, "mediaEncryption", "\"" + how + "\"");
  }

  private static void nothingIsLeft() {
    for (String figure : new String[] {"MediaCalls", "LiveCalls"}) {
      Eventually.until(
          "no " + figure, SOON, () -> server.figures().calls(figure), left -> left == 0);
    }
  }

  private static void relays(long number) {
    Eventually.until(
        number + " relays",
        SOON,
        () -> server.figures().calls("MediaRelays"),
        answering -> answering == number);
  }

  private static void noKeyIsLogged() {
    try {
      assertThat(Files.readString(server.log())).doesNotContain("inline:");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("RFC 4568: a desk phone with SRTP and a caller without hear each other")
  void sdes() {
    relays(2);
    try (var encrypted = encrypted(CAROL.desk(), "sdes");
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.encryptingDesk(server);
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(RealTelephones.called(server));
      desk.expectIncoming();
      desk.answer();
      desk.expectEstablished();
      phoneA.expectEstablished();
      desk.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_DESK, HEARD_MILLIS);
      desk.hangUp();
      phoneA.expectClosed();
    }
    nothingIsLeft();
    noKeyIsLogged();
  }

  @Test
  @DisplayName("RFC 4568: a desk phone with SRTP calls out to a telephone without")
  void sdesCalls() {
    relays(2);
    try (var encrypted = encrypted(CAROL.desk(), "sdes");
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.encryptingDesk(server);
        var mobile = RealTelephones.mobile()) {
      desk.dial("sip:" + CAROL.mobile() + "@" + server.sip().getHostString() + ":5060");
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      desk.expectEstablished();
      mobile.expectHears(FROM_DESK, HEARD_MILLIS);
      desk.expectHears(FROM_MOBILE, HEARD_MILLIS);
      mobile.hangUp();
      desk.expectClosed();
    }
    nothingIsLeft();
    noKeyIsLogged();
  }

  @Test
  @DisplayName("RFC 4568: who offers no key, or none that can be taken, gets 488 with a reason")
  void notInClear() {
    try (var encrypted = encrypted(GRACE.desk(), "sdes");
        var stage = server.stage()) {
      var grace = stage.registered(GRACE.desk());
      String plain = Sdp.fresh(Network.PHONES).toString();
      String secured = plain.replace("RTP/AVP", "RTP/SAVP");
      for (String offer :
          new String[] {
            plain,
            secured,
            secured + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:short\r\n",
            secured + "a=crypto:1 NULL_HMAC_SHA1_80 " + KEY + "\r\n",
            secured + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY + " UNENCRYPTED_SRTP\r\n",
            plain + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY + "\r\n"
          }) {
        var refused = grace.dial(ALICE.extension()).offering(offer).start().expectFinal().message();
        assertThat(refused.status()).isEqualTo(488);
        assertThat(refused.required("Warning")).startsWith("305 ");
      }
    }
    nothingIsLeft();
  }

  @Test
  @DisplayName("RFC 4568: a telephone that answers SRTP in clear has no call, and nobody hears it")
  void noDowngrade() {
    try (var encrypted = encrypted(GRACE.desk(), "sdes");
        var stage = server.stage()) {
      var grace = stage.registered(GRACE.desk());
      var caller = stage.gateway().dial(GRACE.did(), Stage.newCaller()).start();
      var called = grace.expectInvite();
      assertThat(called.invite().body())
          .contains(" RTP/SAVP ")
          .containsPattern("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:[A-Za-z0-9+/]{40}\r\n");
      called.answer();
      called.expectBye();
      assertThat(caller.expectFinal().message().status()).isGreaterThanOrEqualTo(400);
    }
    nothingIsLeft();
    noKeyIsLogged();
  }

  @Test
  @DisplayName("RFC 5763, RFC 8445: a browser calls a telephone by DTLS-SRTP, and hears it")
  void browserCalls() {
    relays(2);
    try (var encrypted = encrypted(GRACE.desk(), "dtls");
        var stage = server.stage();
        var desk = RealTelephones.desk(server);
        var browser = Browser.speaking()) {
      var grace = stage.registered(GRACE.desk());
      var call = BrowserCall.offering(browser, FROM_BROWSER);
      var leg = grace.dial(CAROL.extension()).offering(call.description()).start();
      desk.expectIncoming();
      desk.answer();
      call.accept(leg.expectAnswer().message().body());
      desk.expectEstablished();
      call.expectConnected();
      call.expectHears(FROM_DESK);
      desk.expectHears(FROM_BROWSER, HEARD_MILLIS);
      leg.hangUp();
      desk.expectClosed();
      call.end();
    }
    nothingIsLeft();
  }

  @Test
  @DisplayName("RFC 5763, RFC 8445: a telephone calls a browser, and both hear each other")
  void browserIsCalled() {
    relays(2);
    try (var encrypted = encrypted(GRACE.desk(), "dtls");
        var stage = server.stage();
        var desk = RealTelephones.desk(server);
        var browser = Browser.speaking()) {
      var grace = stage.registered(GRACE.desk());
      desk.dial("sip:" + GRACE.extension() + "@" + server.sip().getHostString() + ":5060");
      var leg = grace.expectInvite();
      assertThat(leg.invite().body()).contains("UDP/TLS/RTP/SAVPF", "a=fingerprint:sha-256 ");
      var call = BrowserCall.answering(browser, FROM_BROWSER, leg.invite().body());
      leg.answerDescribing(call.description()).expectAck();
      desk.expectEstablished();
      call.expectConnected();
      call.expectHears(FROM_DESK);
      desk.expectHears(FROM_BROWSER, HEARD_MILLIS);
      desk.hangUp();
      leg.expectBye();
      call.end();
    }
    nothingIsLeft();
  }

  private static void accept(Leg leg, String at) {
    var reinvite = leg.expectReinvite();
    assertThat(reinvite.message().body()).contains("c=IN IP4 " + at);
    leg.accept(reinvite, "sendrecv");
    leg.expectAck();
  }

  private static Reconfiguration anchored() {
    return new Reconfiguration(server)
        .change("/reach", "midCallFeatures", "true")
        .change(
            "/users/" + ALICE.id(),
            "remoteDestinations",
            """
            [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0}]"""
                .formatted(ALICE.mobile()));
  }

  @Test
  @DisplayName("an rtpengine is killed in mid-call: its party goes on by the other one")
  void failOver() {
    relays(2);
    try (var keyed = anchored();
        var stage = server.stage()) {
      String caller = Stage.newCaller();
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile());
      boolean mobileAtOne = atMobile.invite().body().contains("c=IN IP4 " + Network.RTPENGINE);
      atMobile.answer().expectAck();
      String answer = phoneA.expectAnswer().message().body();
      // Each instance has one of the two.
      assertThat(answer.contains("c=IN IP4 " + Network.RTPENGINE)).isNotEqualTo(mobileAtOne);

      one.kill();
      accept(mobileAtOne ? atMobile : phoneA, Network.OTHER_RTPENGINE);
      relays(1);
      // When nobody is left, both go on by the server itself.
      other.kill();
      // Whichever is told first: the other is told when that one has answered.
      AtOnce.all(
          () -> accept(phoneA, Network.ENCRYPTING_SERVER),
          () -> accept(atMobile, Network.ENCRYPTING_SERVER));
      phoneA.hangUp();
      atMobile.expectBye();
      server.records().expectEnded(caller, ALICE.did());
      one.startAgain();
      other.startAgain();
      relays(2);
    }
    nothingIsLeft();
  }

  @Test
  @DisplayName("an rtpengine is killed in mid-call: who refuses another way has no call any more")
  void refusesFailOver() {
    relays(2);
    try (var keyed = anchored();
        var stage = server.stage()) {
      String caller = Stage.newCaller();
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile());
      boolean mobileAtOne = atMobile.invite().body().contains("c=IN IP4 " + Network.RTPENGINE);
      atMobile.answer().expectAck();
      phoneA.expectAnswer();
      one.kill();
      Leg moved = mobileAtOne ? atMobile : phoneA;
      moved.expectReinvite().reply(488, "Not Acceptable Here");
      phoneA.expectBye();
      atMobile.expectBye();
      server.records().expectEnded(caller, ALICE.did());
      one.startAgain();
      relays(2);
    }
    nothingIsLeft();
  }

  @Test
  @DisplayName("real telephones hear each other again after an rtpengine was killed in mid-call")
  void failOverIsHeard() {
    relays(2);
    try (var keyed = new Reconfiguration(server).change("/reach", "midCallFeatures", "true");
        var gateway = RealTelephones.gateway(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(RealTelephones.called(server));
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      phoneA.expectEstablished();
      mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_MOBILE, HEARD_MILLIS);
      one.kill();
      relays(1);
      int atMobile = mobile.heardMillis(FROM_PHONE_A);
      int atPhoneA = phoneA.heardMillis(FROM_MOBILE);
      mobile.expectHears(FROM_PHONE_A, atMobile + 5 * HEARD_MILLIS);
      phoneA.expectHears(FROM_MOBILE, atPhoneA + 5 * HEARD_MILLIS);
      mobile.hangUp();
      phoneA.expectClosed();
      one.startAgain();
      relays(2);
    }
    nothingIsLeft();
  }
}
