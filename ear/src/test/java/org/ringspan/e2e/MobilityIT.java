package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.OutgoingLeg;
import org.ringspan.e2e.ua.Phone;
import org.ringspan.e2e.ua.SipMessage;

/**
 * The mobility key of desk telephones: dialled, and by REFER (RFC 3515); design guide page 21-52,
 * figure 21-20.
 */
@RingspanTest
class MobilityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String KEY = "*76";

  private static Reconfiguration mobile(Stage stage) {
    return new Reconfiguration(stage.server())
        .change(
            "/users/" + ALICE.id(),
            "remoteDestinations",
            """
            [{"number": "%s", "name": "mobile", "delayBeforeRinging": 20000, "answerTooSoon": 0,
              "mobilePhone": true}]\
            """
                .formatted(ALICE.mobile()));
  }

  private static boolean reaches(Stage stage) {
    JsonObject user = stage.server().rest().as(ADMINISTRATOR).get("/users/" + ALICE.id()).json();
    return user.getJsonArray("remoteDestinations").getJsonObject(0).getBoolean("singleNumberReach");
  }

  private static void reachBecomes(Stage stage, boolean on) {
    Eventually.until("reach is " + on, PATIENCE, () -> reaches(stage), now -> now == on);
  }

  /** Who talks at the desk goes on at the mobile. */
  private static void goesOnAtMobile(Stage stage, OutgoingLeg phoneA, IncomingLeg atDesk) {
    var atMobile = stage.gateway().expectInvite(ALICE.mobile(), PATIENCE).ring();
    atMobile.answer();
    phoneA.accept(phoneA.expectReinvite(), "sendrecv");
    atMobile.expectAck();
    phoneA.expectAck();
    atDesk.expectBye();
  }

  /** Sends a REFER in the dialog of a leg, with credentials when it is asked for them. */
  private static SipMessage refer(Phone phone, IncomingLeg at, String to) {
    SipMessage first = at.refer(to);
    SipMessage challenge = phone.agent().exchange(first).expectFinal().message();
    assertThat(challenge.status()).isEqualTo(401);
    SipMessage second =
        at.refer(to)
            .with(
                "Authorization",
                phone.credentials().answer(challenge, "REFER", first.requestUri(), 1));
    return phone.agent().exchange(second).expectFinal().message();
  }

  private static String fragment(IncomingLeg at, String word) {
    return Eventually.until(
        "NOTIFY with " + word,
        PATIENCE,
        () ->
            at.requests().stream()
                .map(it -> it.message())
                .filter(it -> it.is("NOTIFY") && it.body().contains(word))
                .map(it -> it.required("Subscription-State") + " " + it.required("Event"))
                .findFirst()
                .orElse(""),
        found -> !found.isEmpty());
  }

  @Test
  @DisplayName("UM6: dialled with a call: the mobile rings, the talk goes on, and moves there")
  void dialledInCall(Stage stage) {
    try (var on = mobile(stage)) {
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring().answer();
      atDesk.expectAck();
      phoneA.expectAnswer();
      var key = desk.dial(KEY).start();
      key.expectAnswer();
      goesOnAtMobile(stage, phoneA, atDesk);
      key.expectBye();
      assertThat(reaches(stage)).isTrue();
      phoneA.hangUp();
    }
  }

  @Test
  @DisplayName("UM8: dialled without a call: reach is off, and on again")
  void dialledWithoutCall(Stage stage) {
    try (var on = mobile(stage)) {
      var desk = stage.registered(ALICE.desk());
      for (boolean now : new boolean[] {false, true}) {
        var key = desk.dial(KEY).start();
        key.expectAnswer();
        reachBecomes(stage, now);
        key.expectBye();
      }
    }
  }

  @Test
  @DisplayName(
      "RFC 3515: REFER in the call to the mobility key: 202, sipfrag, and the mobile rings")
  void referred(Stage stage) {
    try (var on = mobile(stage)) {
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring().answer();
      atDesk.expectAck();
      phoneA.expectAnswer();
      assertThat(refer(desk, atDesk, "<sip:" + KEY + "@example.com>").status()).isEqualTo(202);
      assertThat(fragment(atDesk, "SIP/2.0 100 Trying")).startsWith("active").contains("refer;id=");
      assertThat(fragment(atDesk, "SIP/2.0 200 OK")).startsWith("terminated;reason=noresource");
      goesOnAtMobile(stage, phoneA, atDesk);
      phoneA.hangUp();
    }
  }

  @Test
  @DisplayName("RFC 3515 2.4.1: what can't be read gets 400, what isn't for the server 603")
  void refused(Stage stage) {
    try (var on = mobile(stage)) {
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring().answer();
      atDesk.expectAck();
      phoneA.expectAnswer();
      assertThat(refer(desk, atDesk, "<sip:" + "1".repeat(65) + "@example.com>").status())
          .isEqualTo(603);
      assertThat(
              refer(desk, atDesk, "<sip:" + KEY + "@example.com?Replaces=a%3Bto-tag%3Db>").status())
          .isEqualTo(400);
      assertThat(refer(desk, atDesk, "<<<").status()).isEqualTo(400);
      stage.gateway().expectNoInvite(ALICE.mobile(), Duration.ofSeconds(1));
      phoneA.hangUp();
      atDesk.expectBye();
    }
  }

  @Test
  @DisplayName("UM8: REFER outside of a call switches reach as the key does")
  void referredWithoutCall(Stage stage) {
    try (var on = mobile(stage)) {
      var desk = stage.registered(ALICE.desk());
      String callId = UUID.randomUUID().toString();
      desk.agent().setSubscribed(callId, true);
      SipMessage refer = desk.referRequest(KEY, callId, "<sip:" + KEY + "@example.com>");
      SipMessage challenge = desk.agent().exchange(refer).expectFinal().message();
      assertThat(challenge.status()).isEqualTo(401);
      assertThat(desk.authenticate(refer, challenge, 1).status()).isEqualTo(202);
      reachBecomes(stage, false);
    }
  }

  @Test
  @DisplayName("UM6: no destination is a mobile phone: the telephone is told, and the talk goes on")
  void noMobile(Stage stage) {
    try (var on =
        new Reconfiguration(stage.server())
            .change("/users/" + ALICE.id(), "remoteDestinations", "[]")) {
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring().answer();
      atDesk.expectAck();
      phoneA.expectAnswer();
      assertThat(refer(desk, atDesk, "<sip:" + KEY + "@example.com>").status()).isEqualTo(202);
      fragment(atDesk, "SIP/2.0 480");
      assertThat(Optional.of(atDesk.count("BYE"))).contains(0L);
      phoneA.hangUp();
      atDesk.expectBye();
    }
  }
}
