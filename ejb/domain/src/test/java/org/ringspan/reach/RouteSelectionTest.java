package org.ringspan.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.trunk.TestTrunks.at;
import static org.ringspan.trunk.TestTrunks.peers;
import static org.ringspan.trunk.TestTrunks.unsupervised;
import static org.ringspan.trunk.TestTrunks.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.E164Number;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.Discard;
import org.ringspan.dialplan.NumberMask;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.Numbering;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.dialplan.TransformationPattern;
import org.ringspan.reach.RouteSelection.Need;
import org.ringspan.reach.RouteSelection.Selection;
import org.ringspan.reach.RouteSelection.Skipped;
import org.ringspan.reach.RouteSelection.Skipped.Why;
import org.ringspan.trunk.CallerPolicy;
import org.ringspan.trunk.DevicePool;
import org.ringspan.trunk.DigitDelivery;
import org.ringspan.trunk.NumberFormat;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Peers;
import org.ringspan.trunk.Redirection;
import org.ringspan.trunk.Region;
import org.ringspan.trunk.Rotation;
import org.ringspan.trunk.RouteGroup;
import org.ringspan.trunk.RouteGroup.Distribution;
import org.ringspan.trunk.RouteList;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkIdentity;
import org.ringspan.trunk.TrunkNumbers;
import org.ringspan.trunk.TrunkStates;
import org.ringspan.trunk.Trunks;

class RouteSelectionTest {
  private static final String MOBILE = "+14085557890";
  private static final E164Number ALICE = new E164Number("+14085551234");
  private static final RouteListName LIST = new RouteListName("out");
  private static final DevicePoolName MUNICH = new DevicePoolName("munich");
  private static final OutboundCaller STRANGER =
      new OutboundCaller(
          new CallerIdentity("Stranger", Optional.of("+14085550100"), false),
          false,
          Optional.of(ALICE),
          Optional.empty());

  private final List<Trunk> trunks = new ArrayList<>(List.of(at("a", 1), at("b", 2), at("c", 3)));
  private final List<RouteGroup> groups = new ArrayList<>();
  private final List<RouteList.Entry> entries = new ArrayList<>();
  private final List<DevicePool> pools = new ArrayList<>();
  private final Set<String> down = new HashSet<>();
  private final Rotation rotation = Rotation.counting();
  private OutboundCaller caller = STRANGER;
  private DialPlan plan = DialPlan.empty();

  @Test
  @DisplayName("The groups of a list come in their order, the trunks of a group in theirs")
  void topDown() {
    group("first", Distribution.TOP_DOWN, "c", "a");
    group("second", Distribution.TOP_DOWN, "b");

    assertThat(names(select())).containsExactly("c", "a", "b");
    assertThat(names(select())).containsExactly("c", "a", "b");
  }

  @Test
  @DisplayName("A circular group begins with the next trunk at each call, by itself")
  void circular() {
    group("first", Distribution.CIRCULAR, "a", "b");
    group("second", Distribution.CIRCULAR, "c");

    assertThat(names(select())).containsExactly("a", "b", "c");
    assertThat(names(select())).containsExactly("b", "a", "c");
    assertThat(names(select())).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("A trunk that comes again in a later group is tried once")
  void once() {
    group("first", Distribution.TOP_DOWN, "a", "b");
    group("second", Distribution.TOP_DOWN, "b", "c");

    assertThat(names(select())).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("What is down is left out while something else is up")
  void down() {
    group("first", Distribution.TOP_DOWN, "a", "b");
    down.add("a");

    Selection selection = select();

    assertThat(names(selection)).containsExactly("b");
    assertThat(selection.skipped()).containsExactly(new Skipped("a 127.0.0.1:1", Why.DOWN));
  }

  @Test
  @DisplayName("When everything is down everything is tried, as configured")
  void allDown() {
    group("first", Distribution.TOP_DOWN, "b", "a");
    down.addAll(List.of("a", "b"));

    Selection selection = select();

    assertThat(names(selection)).containsExactly("b", "a");
    assertThat(selection.skipped()).isEmpty();
  }

  @Test
  @DisplayName("A call that needs supervision or digits is not sent where there are none")
  void needs() {
    trunks.set(0, unsupervised(at("a", 1)));
    trunks.set(1, with(at("b", 2), DigitDelivery.NONE));
    group("first", Distribution.TOP_DOWN, "a", "b", "c");

    Selection selection = select(Need.SUPERVISION, Need.DIGITS);

    assertThat(names(selection)).containsExactly("c");
    assertThat(selection.skipped())
        .containsExactly(new Skipped("a", Why.NO_SUPERVISION), new Skipped("b", Why.NO_DIGITS));
    assertThat(names(select())).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("The local route group is that of the caller's device pool")
  void local() {
    group("germany", Distribution.TOP_DOWN, "b");
    entries.clear();
    entries.add(new RouteList.LocalRouteGroup());
    pools.add(new DevicePool(MUNICH, Optional.of(new RouteGroupName("germany"))));
    caller = OutboundCaller.ofOurs(STRANGER.identity(), Optional.of(MUNICH));

    assertThat(names(select())).containsExactly("b");
  }

  @Test
  @DisplayName("Without a local route group the list goes on, and says why it was passed over")
  void noLocalGroup() {
    entries.add(new RouteList.LocalRouteGroup());
    group("first", Distribution.TOP_DOWN, "a");
    pools.add(new DevicePool(MUNICH, Optional.empty()));
    caller = OutboundCaller.ofOurs(STRANGER.identity(), Optional.of(MUNICH));

    Selection selection = select();

    assertThat(names(selection)).containsExactly("a");
    assertThat(selection.skipped())
        .containsExactly(new Skipped("munich", Why.NO_LOCAL_ROUTE_GROUP));
  }

  @Test
  @DisplayName("Peers of a trunk come by priority; one that is down makes way for the next")
  void peersByPriority() {
    trunks.set(0, with(at("a", 1), peers("21/2/0", "20/1/0")));
    group("first", Distribution.TOP_DOWN, "a");

    assertThat(ports(select())).containsExactly(20, 21);
    down.add("127.0.0.1:20");
    assertThat(ports(select())).containsExactly(21);
  }

  @Test
  @DisplayName("Peers of one priority share the calls by weight (RFC 2782)")
  void peersByWeight() {
    trunks.set(0, with(at("a", 1), peers("20/0/3", "21/0/1", "22/0/0", "23/5/9")));
    group("first", Distribution.TOP_DOWN, "a");

    int[] first = new int[24];
    for (int i = 0; i < 40; i++) {
      List<Integer> ports = ports(select());
      first[ports.getFirst()]++;
      assertThat(ports).containsExactlyInAnyOrder(20, 21, 22, 23).endsWith(23);
    }

    assertThat(Arrays.copyOfRange(first, 20, 24)).containsExactly(30, 10, 0, 0);
  }

  @Test
  @DisplayName("A trunk whose domain hasn't been found is no way out")
  void notFound() {
    trunks.set(0, with(at("a", 1), new Peers.Domain("carrier.test", Optional.empty())));

    Selection selection = selection().byTrunk(new TrunkName("a"), MOBILE, caller, Set.of());

    assertThat(selection.routes()).isEmpty();
    assertThat(selection.skipped()).containsExactly(new Skipped("a", Why.NOT_FOUND));
  }

  @Test
  @DisplayName("Each trunk gets the numbers in its own form")
  void formats() {
    trunks.set(
        0,
        with(
            at("a", 1),
            new TrunkNumbers(
                new NumberFormat(NumberFormat.Kind.NATIONAL, Optional.of(new Region("US")), "9"),
                new NumberFormat(NumberFormat.Kind.E164_WITHOUT_PLUS, Optional.empty(), ""),
                Optional.empty(),
                "")));
    group("first", Distribution.TOP_DOWN, "a", "b");

    List<TrunkRoute> routes = select().routes();

    assertThat(routes.get(0).called()).isEqualTo("94085557890");
    assertThat(routes.get(0).shown().number()).contains("14085550100");
    assertThat(routes.get(1).called()).isEqualTo(MOBILE);
    assertThat(routes.get(1).shown()).isEqualTo(STRANGER.identity());
  }

  private static final SearchSpaceName SPACE = new SearchSpaceName("outgoing");

  private static TransformationPattern transformation(
      TransformationPattern.Kind kind, String pattern, String mask, Presentation presentation) {
    return new TransformationPattern(
        kind,
        NumberPattern.of(pattern),
        new PartitionName("outgoing"),
        new CalledChange(
            Discard.NONE,
            mask.isEmpty() ? Optional.empty() : Optional.of(new NumberMask(mask)),
            ""),
        presentation);
  }

  private void transformations(TransformationPattern... patterns) {
    PartitionName partition = new PartitionName("outgoing");
    plan =
        DialPlan.compile(
            new DialPlanSettings(
                List.of(partition),
                List.of(new CallingSearchSpace(SPACE, new SearchSpace(List.of(partition)))),
                List.of(),
                List.of(),
                List.of(patterns),
                List.of(),
                DialPlanSettings.Defaults.NONE),
            Numbering.NONE);
    trunks.set(
        0,
        with(
            at("a", 1),
            new TrunkNumbers(
                new NumberFormat(NumberFormat.Kind.NATIONAL, Optional.of(new Region("US")), "9"),
                NumberFormat.PLAIN,
                Optional.empty(),
                "",
                Optional.of(SPACE),
                Optional.of(SPACE))));
  }

  @Test
  @DisplayName(
      "A trunk's patterns change both numbers before they are written, other trunks' don't")
  void transformed() {
    transformations(
        transformation(
            TransformationPattern.Kind.CALLED,
            "\\+1408555789X",
            "+1212777XXXX",
            Presentation.DEFAULT),
        transformation(
            TransformationPattern.Kind.CALLING,
            "\\+1408555XXXX",
            "+14085550000",
            Presentation.DEFAULT));
    group("first", Distribution.TOP_DOWN, "a", "b");
    List<TrunkRoute> routes = select().routes();
    assertThat(routes.get(0).called()).isEqualTo("92127777890");
    assertThat(routes.get(0).shown())
        .isEqualTo(new CallerIdentity("Stranger", Optional.of("+14085550000"), false));
    assertThat(routes.get(1).called()).isEqualTo(MOBILE);
    assertThat(routes.get(1).shown()).isEqualTo(STRANGER.identity());
  }

  @Test
  @DisplayName("A pattern can hide the caller's number, and never shows one that is withheld")
  void hidden() {
    group("first", Distribution.TOP_DOWN, "a");
    transformations(
        transformation(TransformationPattern.Kind.CALLING, "\\+!", "", Presentation.RESTRICTED));
    assertThat(select().routes().getFirst().shown().isPrivate()).isTrue();
    transformations(
        transformation(TransformationPattern.Kind.CALLING, "\\+!", "", Presentation.ALLOWED));
    caller =
        new OutboundCaller(
            new CallerIdentity("Stranger", Optional.of("+14085550100"), true),
            false,
            Optional.of(ALICE),
            Optional.empty());
    assertThat(select().routes().getFirst().shown()).isEqualTo(caller.identity());
  }

  @Test
  @DisplayName("A carrier that refuses other people's numbers is shown the user's own")
  void ownNumbersOnly() {
    trunks.set(0, with(at("a", 1), ownOnly(Optional.empty())));
    group("first", Distribution.TOP_DOWN, "a");

    assertThat(select().routes().getFirst().shown())
        .isEqualTo(new CallerIdentity("Stranger", Optional.of(ALICE.value()), false));

    caller =
        OutboundCaller.ofOurs(
            new CallerIdentity("Bob", Optional.of("+14085551235"), false), Optional.empty());
    assertThat(select().routes().getFirst().shown()).isEqualTo(caller.identity());
  }

  @Test
  @DisplayName("Without a user's number it is shown the main number, or the call isn't sent there")
  void mainNumber() {
    trunks.set(0, with(at("a", 1), ownOnly(Optional.of(new E164Number("+14085551000")))));
    trunks.set(1, with(at("b", 2), ownOnly(Optional.empty())));
    group("first", Distribution.TOP_DOWN, "a", "b");
    caller =
        OutboundCaller.ofOurs(
            new CallerIdentity("Lobby", Optional.empty(), false), Optional.empty());

    Selection selection = select();

    assertThat(selection.routes().getFirst().shown().number()).contains("+14085551000");
    assertThat(names(selection)).containsExactly("a");
    assertThat(selection.skipped()).containsExactly(new Skipped("b", Why.NO_NUMBER_TO_SHOW));
  }

  @Test
  @DisplayName("What has been deleted since is named")
  void gone() {
    assertThat(selection().byTrunk(new TrunkName("x"), MOBILE, caller, Set.of()).skipped())
        .containsExactly(new Skipped("x", Why.GONE));
    assertThat(selection().byList(new RouteListName("x"), MOBILE, caller, Set.of()).skipped())
        .containsExactly(new Skipped("x", Why.GONE));
  }

  private static TrunkIdentity ownOnly(Optional<E164Number> mainNumber) {
    return new TrunkIdentity(CallerPolicy.OWN_ONLY, mainNumber, Redirection.NONE, true);
  }

  private void group(String name, Distribution distribution, String... members) {
    RouteGroupName group = new RouteGroupName(name);
    groups.add(
        new RouteGroup(group, Arrays.stream(members).map(TrunkName::new).toList(), distribution));
    entries.add(new RouteList.Group(group));
  }

  private RouteSelection selection() {
    List<RouteList> lists = entries.isEmpty() ? List.of() : List.of(new RouteList(LIST, entries));
    TrunkStates states =
        new TrunkStates() {
          @Override
          public List<Peer> peersOf(Trunk trunk) {
            return trunk.fixedPeers();
          }

          @Override
          public boolean isDown(TrunkName trunk, Peer peer) {
            return down.contains(trunk.value()) || down.contains(peer.toString());
          }
        };
    return new RouteSelection(
        new Trunks(trunks, groups, lists, pools), states, rotation, TestTrunks.PLAN, plan);
  }

  private Selection select(Need... needs) {
    return selection().byList(LIST, MOBILE, caller, Set.of(needs));
  }

  private static List<String> names(Selection selection) {
    return selection.routes().stream().map(route -> route.trunk().value()).toList();
  }

  private static List<Integer> ports(Selection selection) {
    return selection.routes().stream().map(route -> route.peer().orElseThrow().port()).toList();
  }
}
