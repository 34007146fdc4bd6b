package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.Digest;
import org.ringspan.e2e.ua.Phone;

/** Registration of desk phones (RFC 3261 section 10, RFC 8760). */
@RingspanTest
class RegistrationIT {
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "UDP, MD5",
    "UDP, SHA-256",
    "TCP, MD5",
    "TCP, SHA-256",
    "TLS, SHA-256",
    "WS, MD5",
    "WS, SHA-256",
    "WSS, SHA-256"
  })
  @DisplayName("a phone registers, is called over its own connection, talks, and is unregistered")
  void everyTransport(Stage.Transport transport, String algorithm, Stage stage) {
    var desk = stage.register(stage.phone(GRACE.desk(), transport, algorithm));
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    phoneA.expectRinging();
    atDesk.answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    atDesk.hangUp();
    phoneA.expectBye();
    assertThat(Phone.contactsIn(desk.unregister())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"UDP", "TCP", "TLS", "WS", "WSS"})
  @DisplayName("a phone calls out over its own connection and hangs up")
  void callsOut(Stage.Transport transport, Stage stage) {
    var desk = stage.register(stage.phone(GRACE.desk(), transport, "SHA-256"));
    var outgoing = desk.dial(PHONE_A).start();
    var atPhoneA = stage.gateway().expectInvite(PHONE_A).ring();
    outgoing.expectRinging();
    atPhoneA.answer();
    outgoing.expectAnswer();
    outgoing.hangUp();
    atPhoneA.expectBye();
  }

  @Test
  @DisplayName("a wrong password is refused and registers nothing")
  void wrongPassword(Stage stage) {
    var desk = stage.phone(BOB.desk(), Stage.Transport.UDP, new Digest(BOB.desk(), "wrong", "MD5"));
    var refused = desk.tryRegister(List.of(desk.contact()), HOUR);
    assertThat(refused.status()).isIn(401, 403);
    var honest = stage.phone(BOB.desk());
    assertThat(Phone.contactsIn(honest.registered(List.of(), HOUR))).isEmpty();
  }

  @Test
  @DisplayName(
      "a device that doesn't exist is refused like one with a wrong password, so that names can't be found out")
  void unknownDevice(Stage stage) {
    var nobody = stage.phone("nobody", Stage.Transport.UDP, new Digest("nobody", "guess", "MD5"));
    var unknown = nobody.tryRegister(List.of(nobody.contact()), HOUR);
    var bob = stage.phone(BOB.desk(), Stage.Transport.UDP, new Digest(BOB.desk(), "guess", "MD5"));
    var wrong = bob.tryRegister(List.of(bob.contact()), HOUR);
    assertThat(unknown.status()).isEqualTo(wrong.status());
  }

  @Test
  @DisplayName("a phone can't register as another device with its own password")
  void otherDevice(Stage stage) {
    var bob = stage.phone(BOB.desk());
    var asGrace = new Phone(bob.agent(), "ringspan.test", GRACE.desk(), bob.credentials());
    assertThat(asGrace.tryRegister(List.of(asGrace.contact()), HOUR).status()).isIn(401, 403);
  }

  @Test
  @DisplayName(
      "a nonce with a count that was used before is refused: a recorded REGISTER can't be played again")
  void nonceReplay(Stage stage) {
    var desk = stage.register(stage.phone(BOB.desk()));
    var first = desk.registerRequest(List.of(desk.contact()), HOUR);
    var challenge = desk.agent().exchange(first).expectFinal().message();
    assertThat(challenge.status()).isEqualTo(401);
    var accepted = desk.authenticated(first, challenge, 1);
    assertThat(desk.agent().exchange(accepted).expectFinal().message().status()).isEqualTo(200);
    var replayed =
        accepted
            .replacing(
                "Via",
                accepted.required("Via").replaceFirst("branch=z9hG4bK", "branch=z9hG4bKreplayed"))
            .replacing("CSeq", (accepted.cseq() + 1) + " REGISTER");
    assertThat(desk.agent().exchange(replayed).expectFinal().message().status()).isEqualTo(401);
  }

  @Test
  @DisplayName("several contacts of one device all ring")
  void severalContacts(Stage stage) {
    var one = stage.registered(GRACE.desk());
    var two = stage.phone(GRACE.desk());
    var registered = stage.register(two).registered(List.of(), HOUR);
    assertThat(Phone.contactsIn(registered)).hasSize(2);
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atOne = one.expectInvite().ring();
    var atTwo = two.expectInvite().ring();
    atTwo.answer();
    phoneA.expectAnswer();
    atOne.expectCancel(200, "Call completed elsewhere");
    phoneA.hangUp();
    atTwo.expectBye();
  }

  @Test
  @DisplayName("a binding says when it expires; an unregistered one is gone and rings no more")
  void unregistered(Stage stage) {
    var desk = stage.phone(GRACE.desk());
    var contacts = Phone.contactsIn(desk.register());
    assertThat(contacts).hasSize(1);
    assertThat(contacts.getFirst()).containsPattern("expires=(3600|35\\d\\d)");
    assertThat(Phone.contactsIn(desk.unregister())).isEmpty();
    stage.gateway().dial(GRACE.did(), PHONE_A).start().expect(480);
    desk.expectNoInvite(Duration.ofMillis(300));
  }

  @Test
  @DisplayName("a star with Expires 0 removes every contact")
  void removeAll(Stage stage) {
    var desk = stage.phone(GRACE.desk());
    desk.registered(List.of(desk.contact(), "<sip:grace@127.0.0.1:9>"), HOUR);
    assertThat(Phone.contactsIn(desk.registered(List.of("*"), Duration.ZERO))).isEmpty();
  }
}
