package org.ringspan.trunk.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.IpAddress;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Peers;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkIdentity;
import org.ringspan.trunk.TrunkNumbers;
import org.ringspan.trunk.Trunks;

class PeerLookupTest {
  private static final Peers.Domain CARRIER = new Peers.Domain("carrier.test", Optional.empty());

  private NameServer server;
  private PeerLookup lookup;

  @BeforeEach
  void start() throws IOException {
    server = new NameServer();
    lookup = new PeerLookup(DomainWatch.resolver(Optional.of(server.address())));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Peer peer(String address, int port, int priority, int weight) {
    return new Peer(new IpAddress(address), port, priority, weight);
  }

  @Test
  @DisplayName("NAPTR leads to the SRV records of the transport, they to peers (RFC 3263 4.1)")
  void naptr() throws Exception {
    server.know(
        "carrier.test NAPTR 300 10 50 \"s\" \"SIPS+D2T\" \"\" _tls.carrier.test.",
        "carrier.test NAPTR 300 20 50 \"s\" \"SIP+D2U\" \"\" _wanted.carrier.test.",
        "carrier.test NAPTR 300 30 50 \"s\" \"SIP+D2U\" \"\" _later.carrier.test.",
        "_wanted.carrier.test SRV 120 1 60 5070 a.carrier.test.",
        "_wanted.carrier.test SRV 120 2 0 5080 b.carrier.test.",
        "a.carrier.test A 60 192.0.2.1",
        "a.carrier.test AAAA 60 2001:db8::1",
        "b.carrier.test A 60 192.0.2.2");

    PeerLookup.Found found = lookup.find(CARRIER, Transport.UDP);

    assertThat(found.peers())
        .containsExactly(
            peer("192.0.2.1", 5070, 1, 60),
            peer("2001:db8::1", 5070, 1, 60),
            peer("192.0.2.2", 5080, 2, 0));
    assertThat(found.goodFor()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  @DisplayName("Without NAPTR the usual SRV name is asked, by transport")
  void srv() throws Exception {
    server.know(
        "carrier.test A 60 192.0.2.9",
        "_sip._tcp.carrier.test SRV 2 0 0 5060 a.carrier.test.",
        "_sips._tcp.carrier.test SRV 120 0 0 5061 a.carrier.test.",
        "a.carrier.test A 60 192.0.2.1");

    assertThat(lookup.find(CARRIER, Transport.TCP).peers())
        .containsExactly(peer("192.0.2.1", 5060, 0, 0));
    assertThat(lookup.find(CARRIER, Transport.TCP).goodFor()).isEqualTo(Duration.ofSeconds(5));
    assertThat(lookup.find(CARRIER, Transport.TLS).peers())
        .containsExactly(peer("192.0.2.1", 5061, 0, 0));
    assertThat(lookup.find(CARRIER, Transport.UDP).peers())
        .containsExactly(peer("192.0.2.9", 5060, 0, 0));
  }

  @Test
  @DisplayName("With a port only the addresses are asked for")
  void port() throws Exception {
    server.know(
        "carrier.test A 60 192.0.2.9",
        "_sip._udp.carrier.test SRV 120 0 0 5060 a.carrier.test.",
        "a.carrier.test A 60 192.0.2.1");

    assertThat(
            lookup.find(new Peers.Domain("carrier.test", Optional.of(5099)), Transport.UDP).peers())
        .containsExactly(peer("192.0.2.9", 5099, 0, 0));
  }

  @Test
  @DisplayName("A service that is decidedly not available has no peers (RFC 2782)")
  void notAvailable() throws Exception {
    server.know("carrier.test A 60 192.0.2.9", "_sip._udp.carrier.test SRV 120 0 0 0 .");

    assertThat(lookup.find(CARRIER, Transport.UDP).peers()).isEmpty();
  }

  @Test
  @DisplayName("What doesn't exist has no peers; a server that fails gives no answer")
  void failures() throws Exception {
    assertThat(lookup.find(CARRIER, Transport.UDP).peers()).isEmpty();
    server.fail(true);
    assertThatThrownBy(() -> lookup.find(CARRIER, Transport.UDP))
        .isInstanceOf(PeerLookup.NoAnswer.class);
  }

  @Test
  @DisplayName("A domain keeps its peers while it can't be looked up")
  void kept() throws Exception {
    server.know("carrier.test A 60 192.0.2.9");
    Trunk trunk = overDomain();
    List<Map<TrunkName, List<Peer>>> told = new ArrayList<>();
    List<Trunks> configured = new ArrayList<>(List.of(Trunks.of(trunk)));
    DomainWatch watch = new DomainWatch(configured::getLast, lookup, told::add);

    watch.lookAll();
    server.fail(true);
    watch.lookAll();

    assertThat(told).containsExactly(Map.of(trunk.name(), List.of(peer("192.0.2.9", 5060, 0, 0))));
    configured.add(Trunks.none());
    watch.lookAll();
    assertThat(told).last().isEqualTo(Map.of());
  }

  @Test
  @DisplayName("The name server is an address and port, or refused")
  void resolver() {
    for (String wrong : List.of("ns.test:53", "192.0.2.1", "192.0.2.1:x", "192.0.2.1:70000")) {
      assertThatThrownBy(() -> DomainWatch.resolver(Optional.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Trunk overDomain() {
    Trunk usual = Trunk.at(new TrunkName("sbc"), "127.0.0.1", 1, Transport.UDP);
    return new Trunk(
        usual.name(),
        CARRIER,
        Transport.UDP,
        usual.acceptance(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        true,
        usual.digits(),
        TrunkNumbers.GLOBAL,
        TrunkIdentity.USUAL,
        true);
  }
}
