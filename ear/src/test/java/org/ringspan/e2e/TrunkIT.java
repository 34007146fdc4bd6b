package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.NINA;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.Subscriber;
import org.ringspan.e2e.ua.Digest;
import org.ringspan.e2e.ua.Gateway;
import org.ringspan.e2e.ua.OutgoingLeg;

/** Trunks as the wire shows them: who is let in, what numbers look like, who is there. */
@RingspanTest
class TrunkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String PEER = Network.BACKUP + ":" + Network.GATEWAY_PORT;

  private static Gateway backup(Stage stage) {
    return new Gateway(
        stage.agent("backup gateway", Network.at(Network.BACKUP, Network.GATEWAY_PORT)));
  }

  @Test
  @DisplayName("CC2: OPTIONS show that a gateway is gone, and that it is there again")
  void probed(Stage stage) {
    var figures = stage.server().figures();
    figures.expectPeer("backup", PEER, "DOWN", PATIENCE);

    var gateway = backup(stage);
    figures.expectPeer("backup", PEER, "UP", PATIENCE);

    var options =
        gateway
            .agent()
            .received()
            .expect("an OPTIONS", PATIENCE, arrival -> arrival.message().is("OPTIONS"))
            .message();
    assertThat(options.requestUri()).isEqualTo("sip:" + PEER);
  }

  @Test
  @DisplayName("CC2: numbers of a trunk become +E.164 by its region and prefix")
  void globalised(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    String national = GRACE.did().substring("+1".length());

    var call = backup(stage).dial("8" + national, "4085550100").start();

    var atDesk = desk.expectInvite().ring();
    assertThat(atDesk.invite().userIn("From")).isEqualTo("+14085550100");
    atDesk.answer();
    call.expectAnswer();
    call.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("CC2: calls that come in take channels of their trunk; beyond them is 503")
  void channels(Stage stage) {
    var figures = stage.server().figures();
    var grace = stage.registered(GRACE.desk());
    var bob = stage.registered(BOB.desk());
    var backup = backup(stage);
    expectChannels(stage, "backup", 0);

    var first = fromBackup(backup, GRACE);
    var atGrace = grace.expectInvite().ring().answer();
    first.expectAnswer();
    var second = fromBackup(backup, BOB);
    var atBob = bob.expectInvite().ring();
    second.expectRinging();
    assertThat(figures.channelsInUse("backup")).isEqualTo(2);

    var third = fromBackup(backup, GRACE).expectFinal().message();
    assertThat(third.status()).isEqualTo(503);
    // rfc3261#section-21.5.4: with Retry-After whoever sends it would keep other calls from us.
    assertThat(third.header("Retry-After")).isEmpty();
    assertThat(figures.channelsInUse("backup")).isEqualTo(2);

    second.cancel().expect(200);
    second.expect(487);
    atBob.expectCancel();
    expectChannels(stage, "backup", 1);
    var fourth = fromBackup(backup, BOB);
    var again = bob.expectInvite().ring().answer();
    fourth.expectAnswer();
    again.hangUp();
    fourth.expectBye();
    first.hangUp();
    atGrace.expectBye();
    expectChannels(stage, "backup", 0);
  }

  private static OutgoingLeg fromBackup(Gateway backup, Subscriber called) {
    return backup.dial("8" + called.did().substring("+1".length()), "4085550100").start();
  }

  private static void expectChannels(Stage stage, String trunk, int count) {
    Eventually.until(
        count + " channels of " + trunk,
        PATIENCE,
        () -> stage.server().figures().channelsInUse(trunk),
        taken -> taken == count);
  }

  @Test
  @DisplayName("CC2: a call that comes in by a trunk and goes out by the same takes two channels")
  void inAndOut(Stage stage) {
    var figures = stage.server().figures();
    expectChannels(stage, "pstn", 0);

    var call = stage.gateway().dial(NINA.did(), Stage.newCaller()).start();
    var atMobile = stage.gateway().expectInvite(NINA.mobile()).ring();
    call.expectRinging();
    assertThat(figures.channelsInUse("pstn")).isEqualTo(2);
    atMobile.answer();
    call.expectAnswer();
    assertThat(figures.channelsInUse("pstn")).isEqualTo(2);

    call.hangUp();
    atMobile.expectBye();
    expectChannels(stage, "pstn", 0);
  }

  @Test
  @DisplayName("CC2: a trunk that is told by digest is let in with its password, from anywhere")
  void byDigest(Stage stage) {
    var desk = stage.registered(BOB.desk());
    var agent = stage.agent("roaming carrier", Network.at(Network.BACKUP, 0));
    var credentials = new Digest(Company.ROAMING, Company.password(Company.ROAMING), "MD5");

    var call = new Gateway(agent, credentials).dial(BOB.did(), "+14085550100").start();

    var atDesk = desk.expectInvite().ring().answer();
    assertThat(atDesk.invite().userIn("From")).isEqualTo("+14085550100");
    call.expectAnswer();
    call.hangUp();
    atDesk.expectBye();

    // It is a trunk and no phone of ours: what is inside stays inside.
    assertThat(
            new Gateway(agent, credentials)
                .dial(BOB.extension(), "+14085550100")
                .start()
                .expectFinal()
                .message()
                .status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("CC2: a trunk that challenges our INVITE gets our login")
  void challenged(Stage stage) {
    String outside = "+14085550177";
    var phone = stage.registered(BOB.desk());
    var login = new Digest("ringspan", Company.password("ringspan"), "MD5");

    var call = phone.dial(outside).start();
    var refused = stage.gateway().expectInvite(outside);
    var challenge =
        refused.challenge("Digest realm=\"carrier.test\",nonce=\"n1\",qop=\"auth\",algorithm=MD5");

    var invited = stage.gateway().expectInvite(outside).ring();
    assertThat(invited.invite().callId()).isEqualTo(refused.invite().callId());
    assertThat(invited.invite().cseq()).isEqualTo(refused.invite().cseq() + 1);
    assertThat(login.isProvenBy(invited.invite(), challenge)).isTrue();
    call.expectRinging();
    invited.answer();
    call.expectAnswer();
    invited.expectAck();
    call.hangUp();
    invited.expectBye();
  }

  @Test
  @DisplayName("CC2: a login that the trunk refuses ends the leg; it isn't offered again")
  void refusedLogin(Stage stage) {
    String outside = "+14085550178";
    var phone = stage.registered(BOB.desk());
    String challenge = "Digest realm=\"carrier.test\",nonce=\"n1\",qop=\"auth\",algorithm=MD5";

    var call = phone.dial(outside).start();
    stage.gateway().expectInvite(outside).challenge(challenge);
    stage.gateway().expectInvite(outside).challenge(challenge);

    assertThat(call.expectFinal().message().status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  @DisplayName("CC2: a trunk's password doesn't register a phone")
  void noRegistration(Stage stage) {
    var phone =
        stage.phone(
            Company.ROAMING,
            Stage.Transport.UDP,
            new Digest(Company.ROAMING, Company.password(Company.ROAMING), "MD5"));

    assertThat(phone.tryRegister(List.of(phone.contact()), Duration.ofHours(1)).status())
        .isEqualTo(403);
  }

  @Test
  @DisplayName("CC2: who isn't known is challenged whatever it calls, and learns nothing else")
  void stranger(Stage stage) {
    var stranger = new Gateway(stage.agent("stranger", Network.at(Network.BACKUP, 0)));

    for (String called : List.of(BOB.did(), BOB.extension(), "+14085550199", "nobody")) {
      var answer = stranger.dial(called, "+14085550100").start().expectFinal().message();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.startLine()).isEqualTo("SIP/2.0 401 Unauthorized");
    }
  }
}
