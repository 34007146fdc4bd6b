package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.DOMAIN;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;
import static org.ringspan.e2e.server.Company.PHONE_A;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.Gateway;

/** By which numbers and gateways remote destinations are reached. */
@RingspanTest
class WaysToDestinationsIT {
  private static final String MOBILE = "+14087770020";

  /** The second trunk writes numbers as they are dialled in the United States. */
  private static final String MOBILE_BY_THE_SECOND = "94087770020";

  private static String destination(String number) {
    return """
        [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0}]"""
        .formatted(number);
  }

  private static Reconfiguration reached(Stage stage, String number, String pattern, String way) {
    return new Reconfiguration(stage.server())
        .add("/partitions", "{\"name\": \"mobiles\"}")
        .add("/search-spaces", "{\"name\": \"mobiles\", \"partitions\": [\"mobiles\"]}")
        .add("/route-groups", "{\"name\": \"here\", \"trunks\": [\"pstn\"]}")
        .add("/route-groups", "{\"name\": \"there\", \"trunks\": [\"backup\"]}")
        .add("/route-lists", "{\"name\": \"local\", \"groups\": [\"<local>\"]}")
        .add(
            "/route-patterns",
            "{\"pattern\": \"%s\", \"partition\": \"mobiles\", %s}".formatted(pattern, way))
        .change("/users/" + HEIDI.id(), "remoteDestinations", destination(number))
        .change(
            "/users/" + HEIDI.id(),
            "remoteDestinationProfile",
            "{\"reroutingSearchSpace\": \"mobiles\"}");
  }

  private static Gateway second(Stage stage) {
    return new Gateway(
        stage.agent("second gateway", Network.at(Network.BACKUP, Network.GATEWAY_PORT)));
  }

  @Test
  @DisplayName("page 21-69: <local> leads out by the gateways of the caller's device pool")
  void local(Stage stage) {
    try (var pools = reached(stage, MOBILE, "\\\\+1408777XXXX", "\"routeList\": \"local\"")) {
      pools
          .add("/device-pools", "{\"name\": \"here\", \"localRouteGroup\": \"here\"}")
          .add("/device-pools", "{\"name\": \"there\", \"localRouteGroup\": \"there\"}")
          .change("/trunks/pstn", "devicePool", "\"here\"")
          .change("/devices/" + GRACE.desk(), "devicePool", "\"there\"");
      var second = second(stage);

      var fromOutside = stage.gateway().dial(HEIDI.did(), PHONE_A).start();
      var byFirst = stage.gateway().expectInvite(MOBILE).ring();
      var fromTelephone = stage.registered(GRACE.desk()).dial(HEIDI.extension()).start();
      var bySecond = second.expectInvite(MOBILE_BY_THE_SECOND).ring().answer();
      fromTelephone.expectAnswer();
      byFirst.answer();
      fromOutside.expectAnswer();

      assertThat(second.wasInvited(MOBILE)).isFalse();
      assertThat(stage.gateway().wasInvited(MOBILE_BY_THE_SECOND)).isFalse();
      fromTelephone.hangUp();
      bySecond.expectBye();
      fromOutside.hangUp();
      byFirst.expectBye();
    }
  }

  @Test
  @DisplayName("page 21-49: the pool of a profile is where its user's calls from the mobile start")
  void poolOfProfile(Stage stage) {
    try (var pools = reached(stage, MOBILE, "\\\\+1408777XXXX", "\"routeList\": \"local\"")) {
      pools
          .add("/device-pools", "{\"name\": \"there\", \"localRouteGroup\": \"there\"}")
          .change(
              "/users/" + ALICE.id(), "remoteDestinationProfile", "{\"devicePool\": \"there\"}");
      var second = second(stage);
      var fromMobile = stage.gateway().dial(HEIDI.did(), ALICE.mobile()).start();
      var bySecond = second.expectInvite(MOBILE_BY_THE_SECOND).ring();
      fromMobile.cancel().expect(200);
      bySecond.expectCancel();
    }
  }

  @Test
  @DisplayName(
      "page 21-67: a destination with steering digits rings without them, and is known when it calls")
  void steeringDigits(Stage stage) {
    String way = "\"trunk\": \"pstn\", \"called\": {\"discard\": \"pre-dot\", \"prefix\": \"+\"}";
    try (var dialled = reached(stage, "914087770021", "9.1408777XXXX", way)) {
      var call = stage.gateway().dial(HEIDI.did(), PHONE_A).start();
      var atMobile = stage.gateway().expectInvite("+14087770021").ring().answer();
      call.expectAnswer();
      call.hangUp();
      atMobile.expectBye();

      var bob = stage.registered(BOB.desk());
      var fromMobile = stage.gateway().dial(BOB.did(), "+14087770021").start();
      var atBob = bob.expectInvite().ring();
      assertThat(atBob.invite().userIn("From")).isEqualTo(HEIDI.extension());
      fromMobile.cancel().expect(200);
      atBob.expectCancel();
    }
  }

  @Test
  @DisplayName("UM14: a colleague dials the mobile's number: the desk rings, too, and may answer")
  void sessionControl(Stage stage) {
    try (var control =
        new Reconfiguration(stage.server()).change("/reach", "sessionControl", "true")) {
      var alice = stage.registered(ALICE.desk());
      var call = stage.registered(BOB.desk()).dial(ALICE.mobile()).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
      var atDesk = alice.expectInvite().ring();
      assertThat(atDesk.invite().userIn("From")).isEqualTo(BOB.extension());
      assertThat(atMobile.invited().since(call.invite().sentAt())).isLessThan(ALICE.delay());
      atDesk.answer();
      call.expectAnswer();
      atMobile.expectCancel(200, "Call completed elsewhere");
      call.hangUp();
      atDesk.expectBye();
    }
  }

  @Test
  @DisplayName("UM12: a mobile keeps its delay when the call was forwarded to its user")
  void delayAfterForward(Stage stage) {
    try (var forwarding =
        new Reconfiguration(stage.server())
            .change(
                "/lines/" + HEIDI.extension(),
                "forwarding",
                "{\"all\": \"%s\"}".formatted(ALICE.extension()))) {
      var desk = stage.registered(ALICE.desk());
      var call = stage.gateway().dial(HEIDI.did(), PHONE_A).start();
      var atDesk = desk.expectInvite().ring();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
      assertThat(atMobile.invited().since(call.invite().sentAt()))
          .isGreaterThanOrEqualTo(ALICE.delay());
      assertThat(atMobile.invite().headers("Diversion")).hasSize(2);
      call.cancel().expect(200);
      atDesk.expectCancel();
      atMobile.expectCancel();
    }
  }

  @Test
  @DisplayName("UM12: a mobile keeps its delay when a telephone redirected the call to its user")
  void delayAfterRedirection(Stage stage) {
    var heidi = stage.registered(HEIDI.desk());
    var desk = stage.registered(ALICE.desk());
    var call = stage.gateway().dial(HEIDI.did(), PHONE_A).start();
    heidi.expectInvite().redirect("sip:" + ALICE.extension() + "@" + DOMAIN);
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    assertThat(atMobile.invited().since(atDesk.invited()))
        .isGreaterThanOrEqualTo(ALICE.delay().minusMillis(100));
    call.cancel().expect(200);
    atDesk.expectCancel();
    atMobile.expectCancel();
  }
}
