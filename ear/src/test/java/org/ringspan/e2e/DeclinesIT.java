package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.PHONE_A;
import static org.ringspan.e2e.server.Company.VOICEMAIL;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/**
 * What one telephone's refusal means for the others (D16), and whose early media the caller hears
 * (D17).
 */
@RingspanTest
class DeclinesIT {
  private static final Duration LONG_ENOUGH = Duration.ofMillis(350);

  /** When an answer of the mobile counts, however late a timer of the server runs out. */
  private static final Duration NOT_TOO_SOON = ALICE.tooSoon().plusSeconds(1);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "486, Busy Here",
    "480, Temporarily Unavailable",
    "603, Decline",
    "500, Server Internal Error"
  })
  @DisplayName("D16: a refusal of the desk ends that leg only; the mobile rings on and answers")
  void deskDeclines(int status, String reason, Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    desk.expectInvite().ring().decline(status, reason);
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    atMobile.undisturbedFor(NOT_TOO_SOON).answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atMobile.expectBye();
  }

  @Test
  @DisplayName("D16: the mobile's refusal ends that leg only; the desk rings on and answers")
  void mobileDeclines(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    stage.gateway().expectInvite(ALICE.mobile()).ring().decline(486, "Busy Here");
    atDesk.undisturbedFor(LONG_ENOUGH).answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("D16: when everybody has declined the call is forwarded to the mailbox")
  void everybodyDeclines(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    desk.expectInvite().ring().decline(486, "Busy Here");
    stage.gateway().expectInvite(ALICE.mobile()).ring().decline(486, "Busy Here");
    var atMailbox = stage.gateway().expectInvite(VOICEMAIL);
    assertThat(atMailbox.invited().since(phoneA.invite().sentAt()))
        .isLessThan(ALICE.forwardNoAnswer());
    assertThat(atMailbox.invite().required("Diversion")).contains("user-busy");
    atMailbox.answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atMailbox.expectBye();
  }

  @Test
  @DisplayName(
      "D16: when everybody has declined and there is no mailbox, the caller gets the refusal")
  void everybodyDeclinesWithoutMailbox(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), caller).start();
    desk.expectInvite().ring().decline(486, "Busy Here");
    phoneA.expect(486);
    assertThat(stage.server().records().expectEnded(caller, GRACE.did()).outcome())
        .isEqualTo("DECLINED");
  }

  @Test
  @DisplayName("D16: who has chosen so declines at one telephone for all, and the mailbox answers")
  void declinesEverywhere(Stage stage) {
    choose(stage, true);
    try {
      var desk = stage.registered(BOB.desk());
      var laptop = stage.registered(BOB.laptop());
      var phoneA = stage.gateway().dial(BOB.did(), PHONE_A).start();
      var atLaptop = laptop.expectInvite().ring();
      desk.expectInvite().ring().decline(603, "Decline");
      atLaptop.expectCancel(603, "Declined");
      var atMailbox = stage.gateway().expectInvite(VOICEMAIL);
      assertThat(atMailbox.invite().required("Diversion")).contains("user-busy");
      atMailbox.answer();
      phoneA.expectAnswer();
      phoneA.hangUp();
      atMailbox.expectBye();
    } finally {
      choose(stage, false);
    }
  }

  @ParameterizedTest
  @CsvSource({"486", "603"})
  @DisplayName("D16: who hasn't declines at one telephone; the line's other one rings on")
  void otherTelephone(int status, Stage stage) {
    var desk = stage.registered(BOB.desk());
    var laptop = stage.registered(BOB.laptop());
    var phoneA = stage.gateway().dial(BOB.did(), PHONE_A).start();
    var atLaptop = laptop.expectInvite().ring();
    desk.expectInvite().ring().decline(status, "Not now");
    atLaptop.undisturbedFor(LONG_ENOUGH).answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atLaptop.expectBye();
  }

  private static void choose(Stage stage, boolean everywhere) {
    var changed =
        stage
            .server()
            .rest()
            .as(BOB.id())
            .send(
                "PATCH",
                "/me",
                "{\"declinesEverywhere\": " + everywhere + "}",
                Map.of("If-Match", "*"));
    assertThat(changed.status()).as("%s", changed).isEqualTo(200);
  }

  @Test
  @DisplayName("D17: while several ring, the caller gets 180 without a description")
  void severalRing(Stage stage) {
    var desk = stage.registered(BOB.desk());
    var laptop = stage.registered(BOB.laptop());
    var phoneA = stage.gateway().dial(BOB.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().playEarlyMedia();
    var atLaptop = laptop.expectInvite().ring();
    assertThat(phoneA.expectRinging().message().hasSdp()).isFalse();
    phoneA.expectNoResponse(183, LONG_ENOUGH);
    assertThat(phoneA.responses()).allMatch(response -> !response.message().hasSdp());

    atLaptop.answer();
    var answer = phoneA.expectAnswer();
    assertThat(atLaptop.sdp().describedBy(answer.message().body())).isTrue();
    atDesk.expectCancel(200, "Call completed elsewhere");
    phoneA.hangUp();
    atLaptop.expectBye();
  }

  @Test
  @DisplayName("D17: the early media of the only telephone that rings is passed on")
  void onlyOneRings(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().playEarlyMedia();
    var early = phoneA.expect(183);
    assertThat(atDesk.sdp().describedBy(early.message().body())).isTrue();
    atDesk.answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atDesk.expectBye();
  }
}
