package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.DOMAIN;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.OutgoingLeg;
import org.ringspan.e2e.ua.SipMessage;

/** Reliable ringing, UPDATE, INFO, redirections and unknown methods on the wire. */
@RingspanTest
class InDialogIT {
  @Test
  @DisplayName(
      "RFC 3262: a caller that requires it hears of the ringing reliably, and acknowledges")
  void reliableRinging(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).header("Require", "100rel").start();
    var atDesk = desk.expectInvite().ring();
    var ringing = phoneA.expectRinging();
    assertThat(ringing.message().required("Require")).isEqualTo("100rel");
    phoneA.acknowledgeProgress(ringing);
    atDesk.answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("RFC 3262: the answer waits until reliable early media have been acknowledged")
  void answerWaitsForAcknowledgement(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).header("Require", "100rel").start();
    var atDesk = desk.expectInvite().playEarlyMedia();
    var progress = phoneA.expect(183);
    atDesk.answer();
    atDesk.expectAck();
    assertThat(phoneA.count(200)).isZero();
    phoneA.acknowledgeProgress(progress);
    assertThat(phoneA.expectAnswer().message().hasSdp()).isFalse();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("RFC 3262: a telephone's reliable early media are acknowledged and passed on")
  void reliableEarlyMedia(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().playEarlyMediaReliably(17);
    assertThat(atDesk.expect("PRACK").message().required("RAck")).startsWith("17 ");
    assertThat(atDesk.sdp().describedBy(phoneA.expect(183).message().body())).isTrue();
    atDesk.answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("RFC 6086: digits by INFO reach the other party, and its answer comes back")
  void info(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = talking(phoneA, desk.expectInvite());
    var info = phoneA.info("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n");
    assertThat(atDesk.expect("INFO").message().body()).contains("Signal=5");
    info.expect(200);
    atDesk.info("application/dtmf-relay", "Signal=#\r\nDuration=160\r\n").expect(200);
    assertThat(phoneA.expect("INFO").message().body()).contains("Signal=#");
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("RFC 3311: hold by UPDATE is passed on; without an offer it is answered")
  void update(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = talking(phoneA, desk.expectInvite());
    var update = phoneA.request("UPDATE", Optional.of(phoneA.sdp().directed("sendonly")));
    atDesk.accept(atDesk.expectReinvite(), "recvonly");
    assertThat(update.expect(200).message().body()).contains("a=recvonly");
    atDesk.request("UPDATE", Optional.empty()).expect(200);
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("A re-INVITE or UPDATE that the network lets overtake the ACK is not refused")
  void offerBeforeAck(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    atDesk.answer();
    phoneA.expect(200);
    var reinvite = phoneA.reinvite("sendonly");
    phoneA.acknowledge();
    atDesk.accept(atDesk.expectReinvite(), "recvonly");
    assertThat(reinvite.expectFinal().message().status()).isEqualTo(200);
    phoneA.acknowledge(reinvite);
    phoneA.hangUp();
    atDesk.expectBye();

    var phoneB = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var again = desk.expectInvite().ring();
    again.answer();
    phoneB.expect(200);
    var update = phoneB.request("UPDATE", Optional.of(phoneB.sdp().directed("sendonly")));
    phoneB.acknowledge();
    again.accept(again.expectReinvite(), "recvonly");
    assertThat(update.expectFinal().message().status()).isEqualTo(200);
    phoneB.hangUp();
    again.expectBye();
  }

  @Test
  @DisplayName("A method that nobody knows gets 501, one that is not allowed 405")
  void unknownMethods(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = talking(phoneA, desk.expectInvite());
    assertThat(phoneA.request("PUBLISH", Optional.empty()).expectFinal().message().status())
        .isEqualTo(405);
    assertThat(phoneA.request("JUGGLE", Optional.empty()).expectFinal().message().status())
        .isEqualTo(501);
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("302 of a desk phone: whom it names rings instead")
  void redirected(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var bobs = stage.registered(BOB.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    desk.expectInvite().redirect("sip:" + BOB.extension() + "@" + DOMAIN);
    var atBobs = talking(phoneA, bobs.expectInvite());
    phoneA.hangUp();
    atBobs.expectBye();
  }

  private static IncomingLeg talking(OutgoingLeg caller, IncomingLeg called) {
    called.ring().answer();
    caller.expectAnswer();
    called.expectAck();
    return called;
  }

  @Test
  @DisplayName("A request that belongs to nothing is refused, and its credentials aren't logged")
  void refusedWithoutTrace(Stage stage) throws IOException {
    var server = stage.server();
    String secret = "0a4f113b" + UUID.randomUUID().toString().replace("-", "");
    try (var socket = new TortureSocket(Network.address(Network.TORTURE))) {
      for (var method : List.of("BYE", "NOTIFY", "REFER", "UPDATE", "INVITE", "CANCEL", "PRACK")) {
        String id = UUID.randomUUID().toString();
        var request =
            SipMessage.request(method, "sip:" + BOB.desk() + "@" + DOMAIN)
                .with("Via", "SIP/2.0/UDP %s:5060;branch=z9hG4bK%s".formatted(Network.TORTURE, id))
                .with("Max-Forwards", "70")
                .with("From", "<sip:stranger@%s>;tag=1".formatted(Network.TORTURE))
                .with("To", "<sip:%s@%s>;tag=nobodys".formatted(BOB.desk(), DOMAIN))
                .with("Call-ID", id)
                .with("CSeq", "7 " + method)
                .with("Contact", "<sip:stranger@%s>".formatted(Network.TORTURE))
                .with("Event", "presence")
                .with("Subscription-State", "active")
                .with("Refer-To", "<sip:%s@%s>".formatted(BOB.extension(), DOMAIN))
                .with("RAck", "1 7 INVITE")
                .with(
                    "Authorization",
                    "Digest username=\"bob\", realm=\"%s\", nonce=\"n\", uri=\"sip:%s\", response=\"%s\""
                        .formatted(DOMAIN, DOMAIN, secret));
        var answer =
            socket.ask(
                TortureSocket.Via.UDP, server, request.toBytes(), id, Duration.ofSeconds(10));
        assertThat(answer.map(SipMessage::status).orElse(0)).as(method).isGreaterThanOrEqualTo(400);
      }
    }
    assertThat(Files.readString(server.log())).doesNotContain(secret);
  }
}
