package org.ringspan.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.RouteListName;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.RouteGroup.Distribution;

class TrunksTest {
  private static final Trunk PSTN = TestTrunks.at("pstn", 5070);
  private static final RouteGroupName GROUP = new RouteGroupName("group");

  @Test
  @DisplayName("A trunk over UDP is told by address and port (D22), any of its peers'")
  void byAddressAndPort() {
    Trunk two = TestTrunks.with(PSTN, TestTrunks.peers("5070/0/0", "5071/1/0"));
    Trunks trunks = Trunks.of(two);

    assertThat(trunks.trunkAt("127.0.0.1", 5071)).contains(two);
    assertThat(trunks.trunkAt("127.0.0.1", 5072)).isEmpty();
    assertThat(trunks.trunkAt("127.0.0.2", 5070)).isEmpty();
  }

  @Test
  @DisplayName("A trunk over a connection is told by address, whatever port it calls from")
  void byAddress() {
    Trunk tls = Trunk.at(new TrunkName("sbc"), "192.0.2.1", 5061, Transport.TLS);
    Trunks trunks = Trunks.of(PSTN, tls);

    assertThat(trunks.trunkAt("192.0.2.1", 49152)).contains(tls);
  }

  @Test
  @DisplayName("Address and port counts before the address alone")
  void exactFirst() {
    Trunk any = TestTrunks.with(TestTrunks.at("any", 5080), new Acceptance.ByAddress(false));
    Trunks trunks = Trunks.of(any, PSTN);

    assertThat(trunks.trunkAt("127.0.0.1", 5070)).contains(PSTN);
    assertThat(trunks.trunkAt("127.0.0.1", 5071)).contains(any);
  }

  @Test
  @DisplayName("A trunk told by its certificate or by digest isn't told by its address")
  void byOther() {
    Trunk digest = TestTrunks.with(PSTN, new Acceptance.ByDigest("carrier"));
    Trunks trunks = Trunks.of(digest);

    assertThat(trunks.trunkAt("127.0.0.1", 5070)).isEmpty();
    assertThat(trunks.trunkByUsername("carrier")).contains(digest);
    assertThat(trunks.trunkByUsername("other")).isEmpty();
    assertThat(trunks.trunkByTlsNames(List.of("carrier"))).isEmpty();
  }

  private static Trunk certified(String trunk, int port, String name) {
    return TestTrunks.with(
        Trunk.at(new TrunkName(trunk), "192.0.2.1", port, Transport.TLS),
        new Acceptance.ByTlsName(name));
  }

  @Test
  @DisplayName("A trunk is told by a whole name of a certificate, of several by the first")
  void byTlsName() {
    Trunk one = certified("one", 5061, "One.Carrier.Test");
    Trunk two = certified("two", 5062, "two.carrier.test");
    Trunks trunks = Trunks.of(one, two);

    assertThat(trunks.trunkByTlsNames(List.of("other.test", "one.carrier.test"))).contains(one);
    assertThat(trunks.trunkByTlsNames(List.of("two.carrier.test", "one.carrier.test")))
        .contains(two);
    assertThat(
            trunks.trunkByTlsNames(
                List.of("carrier.test", "sbc.one.carrier.test", "*.carrier.test")))
        .isEmpty();
    assertThat(trunks.trunkByTlsNames(List.of())).isEmpty();
    assertThat(trunks.tlsNamesAt("192.0.2.1", 5061, TrunkStates.NOTHING_KNOWN))
        .containsExactly("one.carrier.test");
    assertThat(trunks.tlsNamesAt("192.0.2.1", 5063, TrunkStates.NOTHING_KNOWN)).isEmpty();
    assertThat(trunks.trunkAt("192.0.2.1", 5061)).isEmpty();
  }

  @Test
  @DisplayName("Only a trunk over TLS is told by a certificate, and no wildcard is a name")
  void certificates() {
    assertThatThrownBy(
            () -> TestTrunks.with(TestTrunks.at("udp", 5060), new Acceptance.ByTlsName("a.test")))
        .hasMessage("only a trunk over tls shows a certificate");
    assertThatThrownBy(() -> new Acceptance.ByTlsName("*.carrier.test"))
        .hasMessage("not a domain name");
  }

  @Test
  @DisplayName("Two trunks that can't be told from each other are refused")
  void ambiguous() {
    assertThatThrownBy(() -> Trunks.of(PSTN, TestTrunks.at("other", 5070)))
        .hasMessage("trunks pstn and other are both told by 127.0.0.1:5070");
    assertThatThrownBy(
            () ->
                Trunks.of(
                    TestTrunks.with(PSTN, new Acceptance.ByDigest("x")),
                    TestTrunks.with(TestTrunks.at("other", 5071), new Acceptance.ByDigest("x"))))
        .hasMessageContaining("both told by user x");
    assertThatThrownBy(
            () -> Trunks.of(certified("one", 5061, "a.test"), certified("two", 5062, "A.Test")))
        .hasMessage("trunks one and two are both told by certificate a.test");
  }

  @Test
  @DisplayName("What refers to something missing, or has a name twice, is refused")
  void whole() {
    RouteGroup group = new RouteGroup(GROUP, List.of(new TrunkName("gone")), Distribution.TOP_DOWN);
    assertThatThrownBy(() -> new Trunks(List.of(PSTN), List.of(group), List.of(), List.of()))
        .hasMessage("route group group has no trunk gone");
    RouteList list =
        new RouteList(
            new RouteListName("list"),
            List.of(new RouteList.LocalRouteGroup(), new RouteList.Group(GROUP)));
    assertThatThrownBy(() -> new Trunks(List.of(PSTN), List.of(), List.of(list), List.of()))
        .hasMessage("route list list has no route group group");
    DevicePoolName pool = new DevicePoolName("pool");
    assertThatThrownBy(
            () ->
                new Trunks(
                    List.of(PSTN),
                    List.of(),
                    List.of(),
                    List.of(new DevicePool(pool, Optional.of(GROUP)))))
        .hasMessage("device pool pool has no route group group");
    assertThatThrownBy(() -> Trunks.of(TestTrunks.in(PSTN, pool)))
        .hasMessage("trunk pstn has no device pool pool");
    assertThatThrownBy(() -> Trunks.of(PSTN, PSTN)).hasMessage("trunk pstn is configured twice");
  }
}
