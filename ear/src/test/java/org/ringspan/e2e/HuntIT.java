package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.DAVE;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;
import static org.ringspan.e2e.server.Company.MIKE;
import static org.ringspan.e2e.server.Company.PHONE_A;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.Subscriber;
import org.ringspan.e2e.ua.IncomingLeg;

/** Calls to hunt groups, and what users of other products complain about there. */
@RingspanTest
class HuntIT {
  private static final String PILOT = "52000";
  private static final String PILOT_DID = "+14085552000";
  private static final Duration RINGS = Duration.ofSeconds(5);

  /** What a timer of the server may be late on a busy machine. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private static Reconfiguration group(
      Stage stage, String algorithm, String more, Subscriber... members) {
    return new Reconfiguration(stage.server())
        .add("/hunt-groups", json(PILOT, algorithm, more, members));
  }

  private static String json(String number, String algorithm, String more, Subscriber... members) {
    return """
        {"name": "sales", "number": "%s", "did": "%s", "algorithm": "%s", "ringFor": %d,
         "members": [%s]%s}"""
        .formatted(
            number,
            PILOT_DID,
            algorithm,
            RINGS.toMillis(),
            List.of(members).stream()
                .map(member -> "{\"line\": \"" + member.extension() + "\"}")
                .collect(Collectors.joining(", ")),
            more);
  }

  private static void isCleared(IncomingLeg leg, boolean answered) {
    if (answered) {
      leg.expectBye();
    } else {
      leg.expectCancel(200, "Call completed elsewhere");
    }
  }

  @Test
  @DisplayName("Ring all: everybody rings, two answer at the same moment, and one has the call")
  void ringAll(Stage stage) {
    String caller = Stage.newCaller();
    try (var group = group(stage, "ring-all", "", GRACE, HEIDI)) {
      var grace = stage.registered(GRACE.desk());
      var heidi = stage.registered(HEIDI.desk());
      var call = stage.gateway().dial(PILOT_DID, caller).start();
      var atGrace = grace.expectInvite().ring();
      var atHeidi = heidi.expectInvite().ring();
      assertThat(atGrace.invite().userIn("From")).isEqualTo(caller);

      boolean one = atGrace.tryAnswer();
      boolean other = atHeidi.tryAnswer();
      call.expectAnswer();
      call.hangUp();
      isCleared(atGrace, one);
      isCleared(atHeidi, other);

      assertThat(call.count(200)).isEqualTo(1);
      var record = stage.server().records().expectEnded(caller, PILOT_DID);
      assertThat(record.outcome()).isEqualTo("ANSWERED");
      assertThat(record.answeredBy().orElseThrow()).isIn(GRACE.desk(), HEIDI.desk());
      String id = stage.server().records().ids(caller, PILOT_DID).getLast();
      assertThat(
              stage
                  .server()
                  .rest()
                  .as(ADMINISTRATOR)
                  .get("/call-records/" + id + "/explanation")
                  .toString())
          .contains("hunt group sales, member grace")
          .contains("hunt group sales, member heidi");
    }
  }

  private static JsonObject historyOf(Stage stage, Subscriber member, String call) {
    return Eventually.until(
            "the call " + call + " in the history of " + member.id(),
            LATE.multipliedBy(5),
            () ->
                stage
                    .server()
                    .rest()
                    .as(member.id())
                    .get("/me/calls")
                    .items()
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .filter(entry -> entry.getString("call").equals(call))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  @DisplayName(
      "CC7: both members find the call in their history, with the group and who took it; nobody else does")
  void histories(Stage stage) {
    String caller = Stage.newCaller();
    try (var group = group(stage, "ring-all", "", GRACE, HEIDI)) {
      var grace = stage.registered(GRACE.desk());
      var heidi = stage.registered(HEIDI.desk());
      var call = stage.gateway().dial(PILOT_DID, caller).start();
      var atGrace = grace.expectInvite().ring();
      heidi.expectInvite().ring();
      atGrace.answer();
      call.expectAnswer();
      call.hangUp();
      atGrace.expectBye();
      stage.server().records().expectEnded(caller, PILOT_DID);
      String id = stage.server().records().ids(caller, PILOT_DID).getLast();
      for (Subscriber member : List.of(GRACE, HEIDI)) {
        JsonObject entry = historyOf(stage, member, id);
        assertThat(entry.getString("outcome")).isEqualTo("answered");
        assertThat(entry.getJsonObject("group").getString("name")).isEqualTo("sales");
        assertThat(entry.getJsonObject("group").getString("answeredBy")).isEqualTo(GRACE.id());
      }
      assertThat(stage.server().rest().as(BOB.id()).get("/me/calls").toString()).doesNotContain(id);
      assertThat(
              stage.server().rest().as(HEIDI.id()).get("/me/calls/" + id + "/explanation").status())
          .as("where colleagues rang isn't told")
          .isEqualTo(404);
    }
  }

  @Test
  @DisplayName(
      "In order: a busy member is passed over at once, one who doesn't answer after the time")
  void inOrder(Stage stage) {
    String caller = Stage.newCaller();
    try (var group = group(stage, "in-order", "", MIKE, GRACE, HEIDI)) {
      var mike = stage.registered(MIKE.desk());
      var grace = stage.registered(GRACE.desk());
      var heidi = stage.registered(HEIDI.desk());
      var busy = stage.gateway().dial(MIKE.did(), PHONE_A).start();
      var atMike = mike.expectInvite().ring().answer();
      busy.expectAnswer();

      var call = stage.gateway().dial(PILOT_DID, caller).start();
      var atGrace = grace.expectInvite().ring();
      assertThat(atGrace.invited().since(call.invite().sentAt())).isLessThan(RINGS);
      mike.expectNoInvite(Duration.ofMillis(200));
      var atHeidi = heidi.expectInvite(RINGS.plus(LATE)).ring();
      assertThat(atGrace.expectCancel().message().required("Reason")).contains("No answer");
      assertThat(atHeidi.invited().since(atGrace.invited()))
          .isBetween(RINGS.minusMillis(50), RINGS.plus(LATE));
      atHeidi.answer();
      call.expectAnswer();
      call.hangUp();
      atHeidi.expectBye();
      busy.hangUp();
      atMike.expectBye();
      assertThat(stage.server().records().expectEnded(caller, PILOT_DID).answeredBy())
          .contains(HEIDI.desk());
    }
  }

  @Test
  @DisplayName("Nobody answers and nothing comes then: the caller is told after the last member")
  void nobodyAnswers(Stage stage) {
    try (var group = group(stage, "in-order", "", GRACE)) {
      var grace = stage.registered(GRACE.desk());
      var call = stage.registered(BOB.desk()).dial(PILOT).start();
      var atGrace = grace.expectInvite().ring();
      call.expect(480, RINGS.plus(LATE));
      atGrace.expectCancel();
    }
  }

  @Test
  @DisplayName("A member who declines, or is busy at the telephone, doesn't break the group")
  void declines(Stage stage) {
    try (var group = group(stage, "ring-all", "", GRACE, HEIDI, BOB)) {
      var grace = stage.registered(GRACE.desk());
      var heidi = stage.registered(HEIDI.desk());
      var bob = stage.registered(BOB.desk());
      var call = stage.gateway().dial(PILOT_DID, PHONE_A).start();
      grace.expectInvite().ring().decline(603, "Decline");
      bob.expectInvite().ring().decline(486, "Busy Here");
      var atHeidi = heidi.expectInvite().ring().undisturbedFor(Duration.ofMillis(350)).answer();
      call.expectAnswer();
      call.hangUp();
      atHeidi.expectBye();
    }
  }

  @Test
  @DisplayName("Longest idle: who has had a call comes last")
  void longestIdle(Stage stage) {
    try (var group = group(stage, "longest-idle", "", GRACE, HEIDI)) {
      var grace = stage.registered(GRACE.desk());
      var heidi = stage.registered(HEIDI.desk());
      // Whoever has had calls before, Grace is the last to have had one now.
      var direct = stage.gateway().dial(GRACE.did(), PHONE_A).start();
      var atGrace = grace.expectInvite().ring().answer();
      direct.expectAnswer();
      direct.hangUp();
      atGrace.expectBye();

      for (var next : List.of(heidi, grace, heidi)) {
        var other = next == heidi ? grace : heidi;
        String caller = Stage.newCaller();
        var call = stage.gateway().dial(PILOT_DID, caller).start();
        var answered = next.expectInvite().ring().answer();
        call.expectAnswer();
        other.expectNoInvite(Duration.ofMillis(100));
        call.hangUp();
        answered.expectBye();
        stage.server().records().expectEnded(caller, PILOT_DID);
      }
    }
  }

  @Test
  @DisplayName("A member's mobile rings after its delay, once, counted from when the member rings")
  void delayOnce(Stage stage) {
    try (var group = group(stage, "in-order", "", HEIDI, DAVE)) {
      group.change("/hunt-groups/sales", "ringFor", "9000");
      var heidi = stage.registered(HEIDI.desk());
      var dave = stage.registered(DAVE.desk());
      var call = stage.gateway().dial(PILOT_DID, PHONE_A).start();
      heidi.expectInvite().ring().decline(486, "Busy Here");
      var atDave = dave.expectInvite().ring();
      var atMobile = stage.gateway().expectInvite(DAVE.mobile(), DAVE.delay().plus(LATE)).ring();
      assertThat(atMobile.invited().since(atDave.invited()))
          .isBetween(DAVE.delay().minusMillis(100), DAVE.delay().plus(LATE));
      assertThat(atMobile.invite().headers("Diversion"))
          .singleElement()
          .asString()
          .contains(PILOT_DID);
      assertThat(atMobile.invite().userIn("From")).isEqualTo(PHONE_A);
      call.cancel().expect(200);
      atDave.expectCancel();
      atMobile.expectCancel();
    }
  }

  @Test
  @DisplayName("Who answers at a mobile by way of the group is asked for a key all the same")
  void confirmation(Stage stage) {
    String caller = Stage.newCaller();
    try (var group = group(stage, "in-order", "", HEIDI, ALICE)) {
      group.change(
          "/users/" + ALICE.id(),
          "remoteDestinations",
          """
          [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0,
            "voicemailAvoidance": "user-control"}]"""
              .formatted(ALICE.mobile()));
      group.change("/hunt-groups/sales", "ringFor", "20000");
      var heidi = stage.registered(HEIDI.desk());
      var call = stage.gateway().dial(PILOT_DID, caller).start();
      heidi.expectInvite().ring().decline(486, "Busy Here");
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).answer();
      atMobile.expectAck();
      call.expectNoResponse(200, Duration.ofSeconds(1));
      atMobile.info("application/dtmf-relay", "Signal=1\r\nDuration=160\r\n").expect(200);
      atMobile.accept(atMobile.expectReinvite(), "sendrecv");
      call.expectAnswer();
      atMobile.expectAck();
      call.hangUp();
      atMobile.expectBye();
      assertThat(stage.server().records().expectEnded(caller, PILOT_DID).answeredBy())
          .contains(ALICE.mobile());
    }
  }

  @Test
  @DisplayName("All have logged out: the call goes on at once to what comes then")
  void loggedOut(Stage stage) {
    try (var group =
        group(stage, "ring-all", ", \"forwardTo\": \"" + BOB.extension() + "\"", GRACE)) {
      group.change(
          "/hunt-groups/sales",
          "members",
          "[{\"line\": \"%s\", \"loggedIn\": false}]".formatted(GRACE.extension()));
      var grace = stage.registered(GRACE.desk());
      var bob = stage.registered(BOB.desk());
      var call = stage.gateway().dial(PILOT_DID, PHONE_A).start();
      var atBob = bob.expectInvite().ring().answer();
      assertThat(atBob.invited().since(call.invite().sentAt())).isLessThan(RINGS);
      call.expectAnswer();
      grace.expectNoInvite(Duration.ofMillis(100));
      call.hangUp();
      atBob.expectBye();
    }
  }

  @Test
  @DisplayName(
      "A member logs out by herself, and the next member rings; nobody else's group is hers")
  void selfCare(Stage stage) {
    try (var group = group(stage, "in-order", "", GRACE, HEIDI)) {
      var asGrace = stage.server().rest().as(GRACE.id());
      String out = "{\"loggedIn\": false}";
      assertThat(asGrace.send("PUT", "/me/hunt-groups/sales", out, Map.of()).status())
          .isEqualTo(204);
      assertThat(asGrace.get("/me/hunt-groups").items().getJsonObject(0).getBoolean("loggedIn"))
          .isFalse();
      var asBob = stage.server().rest().as(BOB.id());
      assertThat(asBob.get("/me/hunt-groups").items()).isEmpty();
      assertThat(asBob.send("PUT", "/me/hunt-groups/sales", out, Map.of()).status()).isEqualTo(404);

      var grace = stage.registered(GRACE.desk());
      var heidi = stage.registered(HEIDI.desk());
      var call = stage.gateway().dial(PILOT_DID, PHONE_A).start();
      var atHeidi = heidi.expectInvite().ring();
      grace.expectNoInvite(Duration.ofMillis(100));
      call.cancel().expect(200);
      atHeidi.expectCancel();
    }
  }

  @Test
  @DisplayName("A number that is somebody's, and a line that isn't there, are refused")
  void refused(Stage stage) {
    var administrator = stage.server().rest().as(ADMINISTRATOR);
    assertThat(administrator.post("/hunt-groups", json(BOB.extension(), "ring-all", "")).status())
        .isEqualTo(422);
    try (var group = group(stage, "ring-all", "", GRACE)) {
      assertThat(
              administrator
                  .post("/hunt-groups", json("52001", "ring-all", "").replace("sales", "others"))
                  .status())
          .as("the public number is taken")
          .isEqualTo(422);
      assertThat(administrator.get("/hunt-groups").json().getJsonArray("items")).hasSize(1);
      var line = administrator.get("/lines/" + GRACE.extension());
      assertThat(administrator.delete("/lines/" + GRACE.extension(), line.tag()).status())
          .as("a member's line is in use")
          .isEqualTo(409);
    }
  }
}
