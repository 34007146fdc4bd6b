package org.ringspan.e2e.ua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;

/** The user agents against each other, so that a failure of a scenario is the server's. */
class UserAgentsIT {
  private static final String NETWORK = System.getProperty("ringspan.test.network", "127.0.14");

  private final Ladder ladder = new Ladder();
  private final UdpWire calledWire = new UdpWire(new InetSocketAddress(NETWORK + ".9", 0));
  private final UserAgent called = new UserAgent("called", calledWire, calledWire.local(), ladder);
  private final Gateway caller =
      new Gateway(
          new UserAgent(
              "caller",
              new UdpWire(new InetSocketAddress(NETWORK + ".8", 0)),
              calledWire.local(),
              ladder));

  @AfterEach
  void close() {
    caller.close();
    called.close();
  }

  private IncomingLeg expectInvite() {
    return called.expectInvite("INVITE", Inbox.PATIENCE, leg -> true);
  }

  @Test
  @DisplayName(
      "a call is answered, held, resumed and ended, each side seeing the other's description")
  void wholeCall() {
    var outgoing = caller.dial("+14085551234", "+14085550100").start();
    var incoming = expectInvite().ring();
    outgoing.expectRinging();
    assertThat(outgoing.sdp().describedBy(incoming.invite().body())).isTrue();
    incoming.answer();
    assertThat(incoming.sdp().describedBy(outgoing.expectAnswer().message().body())).isTrue();
    incoming.expectAck();

    var hold = outgoing.reinvite("sendonly");
    var asked = incoming.expectReinvite();
    assertThat(asked.message().body()).contains("a=sendonly");
    incoming.accept(asked, "recvonly");
    hold.expect(200);
    outgoing.acknowledge(hold);
    incoming.expectAck();

    incoming.hangUp();
    outgoing.expectBye();
    assertThat(ladder.print()).contains("INVITE sip:+14085551234@").contains("BYE");
  }

  @Test
  @DisplayName("a cancelled call is answered by 487, a declined one by its status")
  void failures() {
    var cancelled = caller.dial("+14085551234", "+14085550100").start();
    var incoming = expectInvite().ring();
    cancelled.expectRinging();
    cancelled.cancel().expect(200);
    incoming.expectCancel();
    cancelled.expect(487);
    incoming.expectAck();
    assertThat(incoming.tryAnswer()).isFalse();

    var declined = caller.dial("+14085551234", "+14085550100").start();
    expectInvite().decline(486, "Busy Here");
    declined.expect(486);
  }

  @Test
  @DisplayName("a 200 is repeated until its ACK, a retransmitted INVITE makes no second call")
  void repetitions() {
    var outgoing = caller.dial("+14085551234", "+14085550100").start();
    var incoming = expectInvite().ring().answer();
    outgoing.expect(200);
    var repeated = outgoing.expect(200);
    assertThat(repeated.since(outgoing.invite().sentAt())).isGreaterThan(Duration.ofMillis(450));
    outgoing.acknowledge();
    incoming.expectAck();
    int before = incoming.retransmissions();
    outgoing.invite().repeat();
    Eventually.until(
        "one INVITE more", Inbox.PATIENCE, incoming::retransmissions, count -> count == before + 1);
    outgoing.expect(200);
    assertThat(called.invitations()).hasSize(1);
  }

  @Test
  @DisplayName("what is missing fails with what came instead")
  void missing() {
    assertThatThrownBy(() -> called.expectInvite("an INVITE", Duration.ofMillis(20), leg -> true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("called expected an INVITE within 20 ms");
  }

  @Test
  @DisplayName(
      "digest answers are those of the examples in RFC 2617 section 3.5 and RFC 7616 section 3.9.1")
  void digest() {
    String challenge =
        "Digest realm=\"%s\", qop=\"auth\", algorithm=%s, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"";
    var request = SipMessage.request("GET", "/dir/index.html");
    var response =
        SipMessage.response(request, 401, "Unauthorized")
            .with("WWW-Authenticate", challenge.formatted("http-auth@example.org", "SHA-256"))
            .with("WWW-Authenticate", challenge.formatted("http-auth@example.org", "MD5"));
    String clientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    assertThat(
            new Digest("Mufasa", "Circle of Life", "SHA-256")
                .response(response, "GET", "/dir/index.html", "00000001", clientNonce))
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    assertThat(
            new Digest("Mufasa", "Circle of Life", "MD5")
                .response(response, "GET", "/dir/index.html", "00000001", clientNonce))
        .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
  }

  @Test
  @DisplayName("folded and compact header fields are read")
  void reading() {
    var message =
        SipMessage.parse(
            "OPTIONS sip:a@b SIP/2.0\r\nv: SIP/2.0/UDP x;branch=z9hG4bK1\r\nSubject: one\r\n two\r\nf: <sip:c@d>;tag=9\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(message.branch()).isEqualTo("z9hG4bK1");
    assertThat(message.required("Subject")).isEqualTo("one two");
    assertThat(message.userIn("From")).isEqualTo("c");
    assertThat(message.fromTag()).contains("9");
  }
}
