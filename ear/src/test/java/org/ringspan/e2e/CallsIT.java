package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.Exchange;
import org.ringspan.e2e.ua.Gateway;
import org.ringspan.e2e.ua.Inbox;
import org.ringspan.e2e.ua.IncomingRequest;
import org.ringspan.e2e.ua.Leg;

/** Who may call whom, and what passes through a call that stands. */
@RingspanTest
class CallsIT {
  @Test
  @DisplayName(
      "a desk phone calls a colleague by extension; the colleague sees the caller's extension")
  void internalCall(Stage stage) {
    var alice = stage.registered(ALICE.desk());
    var bob = stage.registered(BOB.desk());
    var outgoing = alice.dial(BOB.extension()).start();
    var atBob = bob.expectInvite().ring();
    assertThat(atBob.invite().userIn("From")).isEqualTo(ALICE.extension());
    outgoing.expectRinging();
    atBob.answer();
    outgoing.expectAnswer();
    atBob.expectAck();
    atBob.hangUp();
    outgoing.expectBye();
    assertThat(
            stage.server().records().expectEnded(ALICE.extension(), BOB.extension()).answeredBy())
        .contains(BOB.desk());
  }

  @Test
  @DisplayName("a desk phone calls a number outside; the gateway sees the caller's public number")
  void outwards(Stage stage) {
    var bob = stage.registered(BOB.desk());
    var outgoing = bob.dial(PHONE_A).start();
    var atPhoneA = stage.gateway().expectInvite(PHONE_A).ring();
    assertThat(atPhoneA.invite().userIn("From")).isEqualTo(BOB.did());
    assertThat(atPhoneA.invite().required("P-Asserted-Identity")).contains(BOB.did());
    outgoing.expectRinging();
    atPhoneA.answer();
    outgoing.expectAnswer();
    outgoing.hangUp();
    atPhoneA.expectBye();
  }

  @Test
  @DisplayName("a number that nobody has: 404")
  void unknownNumber(Stage stage) {
    var bob = stage.registered(BOB.desk());
    bob.dial("59998").start().expect(404);
  }

  @Test
  @DisplayName(
      "D22: a caller that is neither the gateway nor a phone with credentials gets no call")
  void stranger(Stage stage) {
    var bob = stage.registered(BOB.desk());
    var stranger = new Gateway(stage.agent("stranger", Network.at(Network.STRANGER, 5062)));
    int refused = stranger.dial(BOB.did(), PHONE_A).start().expectFinal().message().status();
    assertThat(refused).isIn(401, 403, 407);
    int outside = stranger.dial("+18005550199", BOB.did()).start().expectFinal().message().status();
    assertThat(outside).isIn(401, 403, 407);
    bob.expectNoInvite(Duration.ofMillis(300));
    assertThat(stage.gateway().wasInvited("+18005550199")).isFalse();
  }

  @Test
  @DisplayName("D22: the gateway's address with another port is not the gateway")
  void gatewaysNeighbour(Stage stage) {
    var bob = stage.registered(BOB.desk());
    var neighbour =
        new Gateway(
            stage.agent("neighbour", Network.at(Network.GATEWAY, Network.GATEWAY_PORT + 1)));
    int refused = neighbour.dial(BOB.did(), PHONE_A).start().expectFinal().message().status();
    assertThat(refused).isIn(401, 403, 407);
    bob.expectNoInvite(Duration.ofMillis(300));
  }

  @Test
  @DisplayName(
      "toll fraud: a number from outside that isn't ours gets 404 and never leaves by the gateway again")
  void noHairpin(Stage stage) {
    stage.gateway().dial("+18005550199", PHONE_A).start().expect(404);
    stage.gateway().dial("59999", PHONE_A).start().expect(404);
    stage.gateway().expectNoInvite("+18005550199", Duration.ofMillis(300));
  }

  @Test
  @DisplayName(
      "hold and resume by re-INVITE pass through, from the caller's side and from the called")
  void hold(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();

    change(phoneA, atDesk, "sendonly", "recvonly");
    change(phoneA, atDesk, "sendrecv", "sendrecv");
    change(atDesk, phoneA, "sendonly", "recvonly");
    change(atDesk, phoneA, "sendrecv", "sendrecv");
    phoneA.hangUp();
    atDesk.expectBye();
  }

  /** The re-INVITE at the other side, or nothing when it got 491 or went astray. */
  private static Optional<IncomingRequest> arrivedOrRefused(Exchange reinvite, Leg asked) {
    long deadline = System.nanoTime() + Inbox.PATIENCE.toNanos();
    Optional<IncomingRequest> arrived;
    do {
      arrived = asked.reinviteWithin(Duration.ofMillis(50));
    } while (arrived.isEmpty() && reinvite.count(491) == 0 && System.nanoTime() < deadline);
    return arrived;
  }

  /**
   * One side asks for a direction, the other answers with its own; both see what the other said.
   */
  private static void change(Leg asking, Leg asked, String direction, String answered) {
    // The ACK of the change before may still be on its way: 491, and asked again (RFC 3261 section
    // 14.1).
    Exchange reinvite;
    Optional<IncomingRequest> arrived;
    int attempts = 0;
    do {
      reinvite = asking.reinvite(direction);
      arrived = arrivedOrRefused(reinvite, asked);
    } while (arrived.isEmpty() && reinvite.count(491) == 1 && ++attempts < 5);
    var offer = arrived.orElseThrow(() -> new AssertionError("no re-INVITE"));
    assertThat(offer.message().body()).contains("a=" + direction);
    asked.accept(offer, answered);
    assertThat(reinvite.expect(200).message().body()).contains("a=" + answered);
    asking.acknowledge(reinvite);
    asked.expectAck();
  }
}
