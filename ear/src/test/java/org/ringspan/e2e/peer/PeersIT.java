package org.ringspan.e2e.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.e2e.ua.Inbox;
import org.ringspan.e2e.ua.Ladder;
import org.ringspan.e2e.ua.UdpWire;
import org.ringspan.e2e.ua.UserAgent;

/** The peers against each other, so that a failure of a scenario is the server's. */
class PeersIT {
  private static final String NETWORK = System.getProperty("ringspan.test.network", "127.0.14");

  @Test
  @DisplayName("two baresip phones hear each other's tone and not their own")
  void baresip(@TempDir Path directory) {
    var low = new Tone(400);
    var high = new Tone(1000);
    try (var one = phone(directory.resolve("one"), ".8", low);
        var two = phone(directory.resolve("two"), ".9", high)) {
      one.dial("sip:ua@" + NETWORK + ".9:5090");
      two.expectIncoming();
      two.answer();
      one.expectEstablished();
      two.expectEstablished();
      one.expectHears(high, 300);
      two.expectHears(low, 300);
      assertThat(one.heardMillis(low)).isZero();
      one.hangUp();
      two.expectClosed();
    }
  }

  @Test
  @DisplayName(
      "Kamailio as the gateway stays in the dialog between a telephone outside and the server")
  void kamailio(@TempDir Path directory) {
    var server = new InetSocketAddress(NETWORK + ".9", 5060);
    var gateway = new InetSocketAddress(NETWORK + ".8", 5070);
    var ladder = new Ladder();
    try (var running = new KamailioGateway(directory.resolve("gateway"), gateway, server, server);
        var agent = new UserAgent("server", new UdpWire(server), gateway, ladder);
        var phone =
            new BaresipPhone(
                directory.resolve("phone"),
                new InetSocketAddress(NETWORK + ".8", 5090),
                "<sip:+14085550100@%1$s.8:5070>;outbound=\"sip:%1$s.8:5070\";regint=0"
                    .formatted(NETWORK),
                new Tone(400))) {
      phone.dial("sip:+14085551234@" + NETWORK + ".9:5060");
      var leg = agent.expectInvite("an INVITE", Inbox.PATIENCE, invited -> true);
      assertThat(leg.invited().from()).isEqualTo(gateway);
      leg.ring().answer();
      leg.expectAck();
      phone.expectEstablished();
      leg.hangUp();
      phone.expectClosed();
    }
  }

  private static BaresipPhone phone(Path directory, String host, Tone tone) {
    var local = new InetSocketAddress(NETWORK + host, 5090);
    String account =
        "<sip:ua@%s:5090;transport=udp>;regint=0;answermode=manual".formatted(NETWORK + host);
    return new BaresipPhone(directory, local, account, tone);
  }
}
