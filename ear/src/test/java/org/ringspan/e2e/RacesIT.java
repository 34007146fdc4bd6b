package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.FRANK;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.Exchange;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.OutgoingLeg;
import org.ringspan.e2e.ua.Phone;
import org.ringspan.e2e.ua.UserAgent;

/**
 * Messages that cross on the wire. Every race is run some dozens of times with both sides put off
 * at random; {@code -Dringspan.races} says how often. Where calls don't disturb each other, several
 * ring at once and are raced one after the other.
 */
@RingspanTest
class RacesIT {
  /** {@code ringspan.races}: how often each race is run, count (default 30). */
  private static final int ROUNDS = Integer.getInteger("ringspan.races", 30);

  /** How many calls ring at once: as many as a user may have at remote destinations. */
  private static final int AT_ONCE = 2;

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Race race = new Race(Duration.ofMillis(4));
  private Stage stage;
  private Phone desk;

  /** A call that rings at the desk and at the mobile. */
  private record Ringing(OutgoingLeg caller, IncomingLeg desk, IncomingLeg mobile) {}

  /** What happens to one call. */
  private interface Round {
    void of(Ringing call);
  }

  @BeforeEach
  void register(Stage given) {
    stage = given;
    desk = stage.registered(FRANK.desk());
  }

  @AfterEach
  void end() {
    race.close();
  }

  private Ringing ringing() {
    var caller = stage.gateway().dial(FRANK.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(FRANK.mobile()).ring();
    caller.expectRinging();
    return new Ringing(caller, atDesk, atMobile);
  }

  /** So many calls that ring at the same time, each from a number of its own. */
  private List<Ringing> ringing(int calls) {
    Map<String, OutgoingLeg> callers = new LinkedHashMap<>();
    for (int i = 0; i < calls; i++) {
      String number = "+1408555%04d".formatted(2000 + i);
      callers.put(number, stage.gateway().dial(FRANK.did(), number).start());
    }
    List<Ringing> all = new ArrayList<>();
    callers.forEach(
        (number, caller) -> {
          var atDesk = expectCallOf(number, desk.agent(), FRANK.extension()).ring();
          var atMobile = expectCallOf(number, stage.gateway().agent(), FRANK.mobile()).ring();
          caller.expectRinging();
          all.add(new Ringing(caller, atDesk, atMobile));
        });
    return all;
  }

  private static IncomingLeg expectCallOf(String caller, UserAgent agent, String name) {
    return agent.expectInvite(
        "the call of %s to %s".formatted(caller, name),
        SOON,
        leg -> leg.invite().required("From").contains(caller));
  }

  /**
   * Races all rounds, {@link #AT_ONCE} calls at a time, and sees after each lot that none is left.
   */
  private void rounds(Round first, Round then) {
    for (int round = 0; round < ROUNDS; round += AT_ONCE) {
      stage.ladder().note("rounds from " + round);
      var calls = ringing(Math.min(AT_ONCE, ROUNDS - round));
      calls.forEach(first::of);
      calls.forEach(then::of);
      stage.server().figures().expectNoCalls(SOON);
    }
  }

  /**
   * A leg that answered and lost is acknowledged and ended; one that didn't answer was cancelled.
   */
  private static void expectLost(IncomingLeg loser) {
    if (loser.isAnswered()) {
      loser.expectAck();
      loser.expectBye();
    } else {
      loser.expectCancel();
    }
  }

  @Test
  @DisplayName(
      "the caller's CANCEL crosses the 200 of the desk: either a call that stands or nothing left")
  void callersCancelCrossesAnswer() {
    var answered = new AtomicInteger();
    rounds(
        call -> race.run(call.caller()::cancel, call.desk()::tryAnswer),
        call -> {
          int status = call.caller().expectFinal().message().status();
          if (status == 200) {
            answered.incrementAndGet();
            call.caller().acknowledge();
            call.desk().expectAck();
            call.caller().hangUp();
            call.desk().expectBye();
          } else {
            assertThat(status).isEqualTo(487);
            expectLost(call.desk());
          }
          expectLost(call.mobile());
          // One answer, however often it is repeated until the ACK has been read.
          assertThat(call.caller().responses())
              .extracting(response -> response.message().status())
              .filteredOn(answer -> answer >= 200)
              .containsOnly(status);
        });
    System.out.println(
        "caller's CANCEL against answer: " + answered + " of " + ROUNDS + " calls stood");
  }

  @Test
  @DisplayName("two answers at the same instant: one wins, the other is acknowledged and ended")
  void twoAnswers() {
    var deskWon = new AtomicInteger();
    rounds(
        call -> race.run(call.desk()::tryAnswer, call.mobile()::tryAnswer),
        call -> {
          var answer = call.caller().expectAnswer();
          boolean deskIsWinner = call.desk().sdp().describedBy(answer.message().body());
          var winner = deskIsWinner ? call.desk() : call.mobile();
          var loser = deskIsWinner ? call.mobile() : call.desk();
          assertThat(winner.sdp().describedBy(answer.message().body())).isTrue();
          deskWon.addAndGet(deskIsWinner ? 1 : 0);
          winner.expectAck();
          expectLost(loser);
          assertThat(winner.count("BYE")).isZero();
          call.caller().hangUp();
          winner.expectBye();
        });
    System.out.println("two answers: the desk won " + deskWon + " of " + ROUNDS);
  }

  @Test
  @DisplayName(
      "a leg's 200 crosses its CANCEL: acknowledged and ended, whichever answer the CANCEL gets")
  void answerCrossesCancel() {
    for (int round = 0; round < ROUNDS; round++) {
      stage.ladder().note("round " + round);
      var call = ringing();
      call.mobile().leavingCancelToTest();
      call.desk().answer();
      call.caller().expectAnswer();
      var cancel = call.mobile().expect("CANCEL");
      if (round % 2 == 0) {
        assertThat(call.mobile().tryAnswer()).isTrue();
        cancel.reply(200, "OK");
      } else {
        cancel.reply(481, "Call/Transaction Does Not Exist");
        assertThat(call.mobile().tryAnswer()).isTrue();
      }
      call.mobile().expectAck();
      call.mobile().expectBye();
      assertThat(call.desk().count("BYE")).isZero();
      call.caller().hangUp();
      call.desk().expectBye();
      stage.server().figures().expectNoCalls(SOON);
    }
  }

  @Test
  @DisplayName("BYE of the called side crosses a re-INVITE of the caller: both sides end")
  void byeCrossesReinvite() {
    for (int round = 0; round < ROUNDS; round++) {
      stage.ladder().note("round " + round);
      var call = talking();
      var finish = race.run(() -> call.caller().reinvite("sendonly"), call.desk()::bye);
      assertThat(finish.second().expectFinal().message().status()).isIn(200, 481);
      call.caller().expectBye();
      expectRefused(finish.first(), call.caller());
      stage.server().figures().expectNoCalls(SOON);
    }
  }

  private static void expectRefused(Exchange reinvite, OutgoingLeg caller) {
    int status = reinvite.expectFinal().message().status();
    assertThat(status).isGreaterThanOrEqualTo(400);
    assertThat(caller.count("BYE")).isOne();
  }

  @Test
  @DisplayName("BYE from both ends at once: both are answered, nothing is left")
  void byeFromBothEnds() {
    for (int round = 0; round < ROUNDS; round++) {
      stage.ladder().note("round " + round);
      var call = talking();
      var finish = race.run(call.caller()::bye, call.desk()::bye);
      assertThat(finish.first().expectFinal().message().status()).isIn(200, 481);
      assertThat(finish.second().expectFinal().message().status()).isIn(200, 481);
      stage.server().figures().expectNoCalls(SOON);
    }
  }

  @Test
  @DisplayName(
      "re-INVITE from both ends at once: each gets an answer, by 200 or 491, and the call stands")
  void glare() {
    for (int round = 0; round < ROUNDS; round++) {
      stage.ladder().note("round " + round);
      var call = talking();
      var finish =
          race.run(
              () -> call.caller().reinvite("sendrecv"), () -> call.desk().reinvite("sendrecv"));
      int callers = settle(call.caller(), finish.first(), call.desk());
      int desks = settle(call.desk(), finish.second(), call.caller());
      assertThat(callers).isIn(200, 491);
      assertThat(desks).isIn(200, 491);
      call.caller().hangUp();
      call.desk().expectBye();
      stage.server().figures().expectNoCalls(SOON);
    }
  }

  /**
   * Plays both parts of a re-INVITE that may be refused on its way, and returns its final status.
   */
  private static int settle(Leg asking, Exchange reinvite, Leg asked) {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (reinvite.responses().stream().noneMatch(r -> r.message().status() >= 200)) {
      assertThat(System.nanoTime()).as("a final response in time").isLessThan(deadline);
      asked
          .reinviteWithin(Duration.ofMillis(50))
          .ifPresent(offer -> asked.accept(offer, "sendrecv"));
      asking
          .reinviteWithin(Duration.ofMillis(1))
          .ifPresent(offer -> asking.accept(offer, "sendrecv"));
    }
    int status = reinvite.expectFinal().message().status();
    if (status == 200) {
      asking.acknowledge(reinvite);
    }
    return status;
  }

  @Test
  @DisplayName(
      "a retransmitted INVITE of the caller rings nobody twice and gets the same answer again")
  void retransmittedInvite() {
    for (int round = 0; round < ROUNDS; round++) {
      stage.ladder().note("round " + round);
      var caller = stage.gateway().dial(FRANK.did(), PHONE_A).start();
      race.run(
          () -> {
            caller.invite().repeat();
            return true;
          },
          () -> {
            caller.invite().repeat();
            return true;
          });
      var atDesk = desk.expectInvite().ring();
      var atMobile = stage.gateway().expectInvite(FRANK.mobile()).ring();
      caller.invite().repeat();
      atDesk.answer();
      caller.expectAnswer();
      atMobile.expectCancel(200, "Call completed elsewhere");
      caller.hangUp();
      atDesk.expectBye();
      stage.server().figures().expectNoCalls(SOON);
    }
    assertThat(desk.agent().invitations()).hasSize(ROUNDS);
  }

  @Test
  @DisplayName(
      "a leg that has answered nothing yet is cancelled as soon as it answers something (RFC 3261 section 9.1)")
  void cancelWaitsForProvisional() {
    stage.gateway().agent().setTrying(false);
    for (int round = 0; round < ROUNDS; round++) {
      stage.ladder().note("round " + round);
      var caller = stage.gateway().dial(FRANK.did(), PHONE_A).start();
      var atDesk = desk.expectInvite();
      var atMobile = stage.gateway().expectInvite(FRANK.mobile());
      atDesk.answer();
      caller.expectAnswer();
      assertThat(atMobile.count("CANCEL")).isZero();
      atMobile.ring();
      atMobile.expectCancel(200, "Call completed elsewhere");
      caller.hangUp();
      atDesk.expectBye();
      stage.server().figures().expectNoCalls(SOON);
    }
  }

  /** A call between the caller and the desk, the mobile cancelled. */
  private Ringing talking() {
    var call = ringing();
    call.desk().answer();
    call.caller().expectAnswer();
    call.desk().expectAck();
    call.mobile().expectCancel();
    return call;
  }
}
