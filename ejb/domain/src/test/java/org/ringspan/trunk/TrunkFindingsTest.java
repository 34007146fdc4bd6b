package org.ringspan.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.RouteGroup.Distribution;
import org.ringspan.trunk.TrunkFindings.Finding;

class TrunkFindingsTest {
  private static final TrunkName A = new TrunkName("a");
  private static final TrunkName B = new TrunkName("b");
  private static final RouteGroupName GROUP = new RouteGroupName("group");
  private static final RouteListName LIST = new RouteListName("list");
  private static final DevicePoolName POOL = new DevicePoolName("pool");

  private final List<Trunk> trunks =
      new ArrayList<>(List.of(TestTrunks.at("a", 1), TestTrunks.at("b", 2)));
  private final List<DevicePool> pools = new ArrayList<>();

  private List<Finding> in(List<TrunkName> group, RouteList.Entry... entries) {
    return TrunkFindings.in(
        new Trunks(
            trunks,
            List.of(new RouteGroup(GROUP, group, Distribution.TOP_DOWN)),
            List.of(new RouteList(LIST, List.of(entries))),
            pools));
  }

  @Test
  @DisplayName("Nothing is found where nothing is to be found")
  void nothing() {
    assertThat(in(List.of(A, B), new RouteList.Group(GROUP))).isEmpty();
    assertThat(TrunkFindings.in(Trunks.of(TestTrunks.at("a", 1)))).isEmpty();
    assertThat(TrunkFindings.in(Trunks.none())).isEmpty();
  }

  @Test
  @DisplayName("A trunk in no group while lists decide")
  void inNoGroup() {
    assertThat(in(List.of(A), new RouteList.Group(GROUP)))
        .containsExactly(new Finding.InNoGroup(B));
  }

  @Test
  @DisplayName("Supervision that is missing on some or all of a list")
  void supervision() {
    trunks.set(0, TestTrunks.unsupervised(trunks.get(0)));
    assertThat(in(List.of(A, B), new RouteList.Group(GROUP)))
        .containsExactly(new Finding.SomeWithoutSupervision(LIST, A));
    trunks.set(1, TestTrunks.unsupervised(trunks.get(1)));
    assertThat(in(List.of(A, B), new RouteList.Group(GROUP)))
        .containsExactly(new Finding.NoSupervision(LIST));
  }

  @Test
  @DisplayName("A trunk without digits, one that shows only our numbers, one that isn't probed")
  void ofTrunk() {
    trunks.set(0, TestTrunks.with(trunks.get(0), DigitDelivery.NONE));
    trunks.set(
        1,
        TestTrunks.with(
            trunks.get(1),
            new TrunkIdentity(CallerPolicy.OWN_ONLY, Optional.empty(), Redirection.NONE, true)));
    assertThat(in(List.of(A, B), new RouteList.Group(GROUP)))
        .containsExactly(new Finding.NoDigits(A), new Finding.NoMainNumber(B));
  }

  @Test
  @DisplayName("A list of the local group alone, and a pool that has none")
  void local() {
    pools.add(new DevicePool(POOL, Optional.empty()));
    pools.add(new DevicePool(new DevicePoolName("other"), Optional.of(GROUP)));
    assertThat(in(List.of(A, B), new RouteList.LocalRouteGroup()))
        .containsExactly(new Finding.OnlyLocal(LIST), new Finding.NoLocalRouteGroup(POOL, LIST));
  }

  @Test
  @DisplayName("Two trunks at one address")
  void sharedAddress() {
    trunks.set(1, TestTrunks.with(trunks.get(1), new Acceptance.ByAddress(false)));
    assertThat(in(List.of(A, B), new RouteList.Group(GROUP)))
        .containsExactly(new Finding.SharedAddress(A, B));
  }
}
