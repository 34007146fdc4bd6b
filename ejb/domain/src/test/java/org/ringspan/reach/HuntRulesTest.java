package org.ringspan.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.HuntGroupName;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.ForwardCondition;
import org.ringspan.configuration.ForwardTarget;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.HuntGroup.Algorithm;
import org.ringspan.configuration.HuntGroup.Member;
import org.ringspan.configuration.HuntTarget;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.LineForwarding;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.VoicemailAvoidance;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.LinePlace;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.Registrations;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** Whom a call to a hunt group rings, when, and what comes then. */
class HuntRulesTest {
  private static final TrunkName PSTN = new TrunkName("pstn");
  private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
  private static final String STRANGER = "+14085550100";
  private static final String PILOT = "52000";
  private static final E164Number PILOT_DID = new E164Number("+14085552000");

  private final Team team = new Team();

  @Test
  @DisplayName("Ring all: everybody's telephones and mobiles, each after the own delay, once")
  void ringAll() {
    team.group(Algorithm.RING_ALL, 0, 1, 2);
    ReachPlan plan = team.plan(PILOT);
    assertThat(words(plan.legs()))
        .containsExactly(
            "desk0 0", "mobile0 4000", "desk1 0", "mobile1 4000", "desk2 0", "mobile2 4000");
    assertThat(plan.forward().givesUp()).isTrue();
    assertThat(plan.forward().after()).isEqualTo(HuntGroup.USUAL_RINGING);
    assertThat(plan.claims()).isEqualTo(Claims.NONE.by(PSTN));
    assertThat(plan.user()).isEmpty();
  }

  @Test
  @DisplayName("In order: a place for each member, each with the own delay, not with the sum")
  void inOrder() {
    team.group(Algorithm.IN_ORDER, 2, 0, 1);
    assertThat(places(team.plan(PILOT)))
        .containsExactly(
            List.of("desk2 0", "mobile2 4000"),
            List.of("desk0 0", "mobile0 4000"),
            List.of("desk1 0", "mobile1 4000"));
  }

  @Test
  @DisplayName(
      "Longest idle: whose last call is longest ago, who has had none first, who talks last")
  void longestIdle() {
    team.group(Algorithm.LONGEST_IDLE, 0, 1, 2, 3);
    team.idle.put(Team.line(0), NOW.minusSeconds(10));
    team.idle.put(Team.line(1), Instant.MAX);
    team.idle.put(Team.line(2), NOW.minusSeconds(60));
    assertThat(firsts(team.plan(PILOT)))
        .containsExactly("desk3 0", "desk2 0", "desk0 0", "desk1 0");
    team.idle.clear();
    assertThat(firsts(team.plan(PILOT)))
        .containsExactly("desk0 0", "desk1 0", "desk2 0", "desk3 0");
  }

  @Test
  @DisplayName("A member's own time to ring counts where members ring one after the other")
  void ownTime() {
    team.members =
        List.of(
            new Member(Team.line(0), true, Optional.of(Duration.ofSeconds(7))),
            new Member(Team.line(1)));
    team.algorithm = Algorithm.IN_ORDER;
    ReachPlan plan = team.plan(PILOT);
    assertThat(plan.forward().after()).isEqualTo(Duration.ofSeconds(7));
    assertThat(plan.forward().noAnswer().orElseThrow().next().after())
        .isEqualTo(HuntGroup.USUAL_RINGING);
  }

  @Test
  @DisplayName(
      "Who has logged out, isn't registered and has no mobile, or is at the limit, is left out at once")
  void leftOut() {
    team.group(Algorithm.IN_ORDER, 0, 1, 2, 3);
    team.members =
        List.of(
            team.members.get(0).loggedIn(false),
            team.members.get(1),
            team.members.get(2),
            team.members.get(3));
    team.registered.remove("desk1");
    team.mobiles.remove(1);
    team.busy.add(Team.line(2));
    ReachPlan plan = team.plan(PILOT);
    assertThat(words(plan.legs()))
        .containsExactly(
            "desk3 0",
            "mobile3 4000",
            "desk0 LOGGED_OUT",
            "mobile0 LOGGED_OUT",
            "desk1 NOT_REGISTERED",
            "desk2 LINE_BUSY",
            "mobile2 LINE_BUSY");
    assertThat(places(plan)).hasSize(1);
  }

  @Test
  @DisplayName(
      "Where members forward counts for nothing, be it all calls, and nobody's mailbox takes the call")
  void noForwardsOfMembers() {
    team.group(Algorithm.IN_ORDER, 0, 1);
    team.forwards =
        Map.of(
            ForwardCondition.ALL, new ForwardTarget.ToNumber("51239"),
            ForwardCondition.NO_ANSWER_EXTERNAL, new ForwardTarget.ToVoicemail(),
            ForwardCondition.BUSY_EXTERNAL, new ForwardTarget.ToVoicemail());
    assertThat(places(team.plan(PILOT)))
        .containsExactly(List.of("desk0 0", "mobile0 4000"), List.of("desk1 0", "mobile1 4000"));
  }

  @Test
  @DisplayName("Mobiles only where the group rings them")
  void withoutMobiles() {
    team.group(Algorithm.RING_ALL, 0, 1);
    team.mobilesRing = false;
    assertThat(words(team.plan(PILOT).legs()))
        .containsExactly(
            "desk0 0", "desk1 0", "mobile0 NOT_FOR_HUNT_GROUPS", "mobile1 NOT_FOR_HUNT_GROUPS");
  }

  @Test
  @DisplayName("A mobile's leg shows the caller, and the pilot as the one that diverts, once")
  void diversion() {
    team.group(Algorithm.IN_ORDER, 0, 1);
    for (List<LegPlan> place : legs(team.plan(PILOT))) {
      LegPlan mobile = place.get(1);
      assertThat(mobile.shown().number()).contains(STRANGER);
      assertThat(mobile.diversions())
          .containsExactly(new Diversion(PILOT_DID, Diversion.Reason.FOLLOW_ME));
    }
    Forward next = team.plan(PILOT).forward().noAnswer().orElseThrow();
    assertThat(next.by()).as("nobody forwards between members").isEmpty();
    assertThat(next.hunting()).isTrue();
  }

  @Test
  @DisplayName("User control holds for every leg, whichever place it has")
  void confirmation() {
    for (Algorithm algorithm : Algorithm.values()) {
      team.group(algorithm, 0, 1);
      team.avoidance = VoicemailAvoidance.USER_CONTROL;
      List<LegPlan> mobiles =
          legs(team.plan(PILOT)).stream()
              .flatMap(List::stream)
              .filter(leg -> leg.target() instanceof LegTarget.Destination)
              .toList();
      assertThat(mobiles).hasSize(2).allMatch(leg -> leg.userControl().isPresent());
    }
  }

  @Test
  @DisplayName("All out: the call goes on at once to what comes then, on behalf of the pilot")
  void nobody() {
    team.group(Algorithm.RING_ALL);
    team.then = Optional.of(new HuntTarget.ToNumber("51239"));
    ReachPlan plan = team.plan(PILOT);
    assertThat(words(plan.legs())).containsExactly("desk9 0", "mobile9 4000");
    assertThat(plan.legs().getFirst().diversions())
        .containsExactly(new Diversion(PILOT_DID, Diversion.Reason.UNAVAILABLE));
    assertThat(plan.claims().lines()).containsExactly(Team.line(9));

    team.group(Algorithm.IN_ORDER, 0);
    team.members = List.of(team.members.getFirst().loggedIn(false));
    assertThat(words(team.plan(PILOT).legs()))
        .containsExactly("desk0 LOGGED_OUT", "mobile0 LOGGED_OUT", "desk9 0", "mobile9 4000");

    team.then = Optional.empty();
    assertThat(team.route(STRANGER, PILOT_DID.value()))
        .isInstanceOfSatisfying(
            Refuse.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(RoutingDecision.Why.NOBODY_IN_GROUP);
              assertThat(refused.status()).isEqualTo(480);
              assertThat(refused.considered()).hasSize(2);
            });
  }

  @Test
  @DisplayName(
      "Nobody answers: to the mailbox that the group names, a line with its forwards, or outside")
  void whatComesThen() {
    team.group(Algorithm.RING_ALL, 0);
    team.then = Optional.of(new HuntTarget.ToMailbox(Team.line(9)));
    Forward mailbox = team.plan(PILOT).forward().noAnswer().orElseThrow();
    assertThat(mailbox.by())
        .as("another system finds the mailbox by the line's number")
        .contains(new E164Number("+14085551239"));
    assertThat(mailbox.legs().getFirst().target())
        .isEqualTo(new LegTarget.MessageTaking(new UserId("user9")));

    team.then = Optional.of(new HuntTarget.ToNumber("51239"));
    Forward line = team.plan(PILOT).forward().busy().orElseThrow();
    assertThat(words(line.legs())).containsExactly("desk9 0", "mobile9 4000");
    assertThat(line.hunting()).isFalse();

    team.then = Optional.of(new HuntTarget.ToNumber("+14085550199"));
    Forward outside = team.plan(PILOT).forward().unreachable().orElseThrow();
    assertThat(outside.legs().getFirst().target()).isInstanceOf(LegTarget.OutsideNumber.class);
  }

  @Test
  @DisplayName("A group after a group, and never round in a circle")
  void groups() {
    team.group(Algorithm.RING_ALL, 0);
    team.then = Optional.of(new HuntTarget.ToNumber("52001"));
    team.others.add(team.other("52001", Optional.empty(), 1));
    Forward next = team.plan(PILOT).forward().noAnswer().orElseThrow();
    assertThat(words(next.legs())).containsExactly("desk1 0", "mobile1 4000");
    assertThat(next.legs().getFirst().seat().orElseThrow().group().value()).isEqualTo("g52001");

    team.others.clear();
    team.others.add(team.other("52001", Optional.of("52000"), 1));
    assertThatThrownBy(team::snapshot).hasMessageContaining("leads back to");

    team.others.clear();
    for (int i = 1; i <= 5; i++) {
      team.others.add(
          team.other("5200" + i, i < 5 ? Optional.of("5200" + (i + 1)) : Optional.empty(), 1));
    }
    assertThatThrownBy(team::snapshot).hasMessageContaining("more than 5 groups");
  }

  @Test
  @DisplayName("A line that forwards to the group, whose calls come back to it, ends there")
  void lineToGroup() {
    team.group(Algorithm.RING_ALL, 0);
    team.then = Optional.of(new HuntTarget.ToNumber("51239"));
    team.forwards = Map.of(ForwardCondition.ALL, new ForwardTarget.ToNumber(PILOT));
    ReachPlan plan = team.plan("51239");
    assertThat(words(plan.legs()))
        .containsExactly("desk9 FORWARDED_ALL", "mobile9 FORWARDED_ALL", "desk0 0", "mobile0 4000");
    assertThat(plan.forward().noAnswer()).isEmpty();
    assertThat(plan.forward().givesUp()).isTrue();
  }

  @Test
  @DisplayName(
      "Twenty members with four telephones each: no more ring at a time than one call bears")
  void manyTelephones() {
    team.telephones = 4;
    team.size = 20;
    team.group(Algorithm.RING_ALL, IntStream.range(0, 20).toArray());
    ReachPlan plan = team.plan(PILOT);
    assertThat(plan.legs().stream().filter(LegPlan::rings)).hasSize(HuntRules.MOST_RINGING);
    assertThat(words(plan.legs())).anyMatch(word -> word.endsWith(" TOO_MANY_TELEPHONES"));
    assertThat(plan.legs()).hasSizeLessThanOrEqualTo(60);

    team.algorithm = Algorithm.IN_ORDER;
    ReachPlan ordered = team.plan(PILOT);
    assertThat(legs(ordered)).hasSize(20);
    assertThat(ordered).isEqualTo(team.plan(PILOT)).hasSameHashCodeAs(team.plan(PILOT));
  }

  @Test
  @DisplayName("The group's number is nobody else's, and its members and mailbox are there")
  void complete() {
    team.number = "51230";
    assertThatThrownBy(team::snapshot).hasMessageContaining("is also a line");
    team.number = "59999";
    assertThatThrownBy(team::snapshot).hasMessageContaining("is also the voicemail pilot");
    team.number = PILOT;
    team.did = Optional.of(new E164Number("+14085551230"));
    assertThatThrownBy(team::snapshot).hasMessageContaining("has the public number of a line");
    team.did = Optional.of(PILOT_DID);
    team.members = List.of(new Member(new DirectoryNumber("51299")));
    assertThatThrownBy(team::snapshot).hasMessageContaining("has no line 51299");
    team.members = List.of();
    team.then = Optional.of(new HuntTarget.ToMailbox(new DirectoryNumber("51299")));
    assertThatThrownBy(team::snapshot).hasMessageContaining("has no mailbox of line 51299");
    team.then = Optional.empty();
    team.others.add(team.other(PILOT, Optional.empty()));
    assertThatThrownBy(team::snapshot).hasMessageContaining("two hunt groups have the number");
    assertThatThrownBy(() -> new Member(Team.line(0), true, Optional.of(Duration.ofSeconds(4))))
        .hasMessageContaining("5000-120000");
    assertThatThrownBy(() -> team.group(Algorithm.RING_ALL, 1, 1)).hasMessageContaining("twice");
  }

  @Test
  @DisplayName(
      "1,000 random groups: each member rings as when called directly, once, in the group's order")
  void asWhenCalledDirectly() {
    int ringing = 0;
    for (long seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      Team any = Team.random(random);
      Map<DirectoryNumber, List<String>> found = new HashMap<>();
      RoutingDecision decision = any.route(STRANGER, PILOT_DID.value());
      List<List<LegPlan>> places = decision instanceof Place(var plan) ? legs(plan) : List.of();
      List<DirectoryNumber> order = new ArrayList<>();
      for (List<LegPlan> place : places) {
        for (LegPlan leg : place) {
          HuntSeat seat = leg.seat().orElseThrow();
          found.computeIfAbsent(seat.line(), line -> new ArrayList<>()).add(plain(leg));
          if (order.isEmpty() || !order.getLast().equals(seat.line())) {
            order.add(seat.line());
          }
        }
      }
      Map<DirectoryNumber, List<String>> wanted = new HashMap<>();
      for (Member member : any.members) {
        List<String> direct = member.loggedIn() ? any.direct(member.line()) : List.of();
        if (!direct.isEmpty()) {
          wanted.put(member.line(), direct);
        }
      }
      assertThat(found).as("seed %d", seed).isEqualTo(wanted);
      assertThat(order).as("each once, seed %d", seed).doesNotHaveDuplicates();
      if (any.algorithm != Algorithm.LONGEST_IDLE) {
        assertThat(order)
            .as("seed %d", seed)
            .isSubsetOf(any.members.stream().map(Member::line).toList());
        List<DirectoryNumber> configured =
            new ArrayList<>(any.members.stream().map(Member::line).toList());
        configured.retainAll(order);
        assertThat(order).as("seed %d", seed).isEqualTo(configured);
      }
      ringing += order.size();
    }
    assertThat(ringing).as("members that rang").isGreaterThan(1000);
  }

  private List<String> findings() {
    return ConfigurationLinter.findings(team.snapshot()).stream()
        .filter(finding -> finding.where().equals("hunt group sales"))
        .map(Finding::sentence)
        .toList();
  }

  @Test
  @DisplayName(
      "The linter tells of groups that ring nobody, too short or too long, and lead nowhere")
  void linter() {
    team.group(Algorithm.RING_ALL, 0, 1);
    assertThat(findings()).isEmpty();
    team.group(Algorithm.RING_ALL);
    assertThat(findings()).containsExactly("has no members");
    team.members = List.of(new Member(Team.line(0)).loggedIn(false));
    assertThat(findings()).singleElement().asString().contains("all members have logged out");

    team.group(Algorithm.IN_ORDER, 0);
    team.delay = Duration.ofSeconds(8);
    assertThat(findings()).singleElement().asString().contains("goes on after 15000 ms");
    team.mobilesRing = false;
    assertThat(findings()).isEmpty();
    team.telephones = 0;
    assertThat(findings()).singleElement().asString().contains("has no telephone");

    team.telephones = 1;
    team.members =
        IntStream.range(0, 2)
            .mapToObj(i -> new Member(Team.line(i), true, Optional.of(Duration.ofSeconds(100))))
            .toList();
    assertThat(findings()).singleElement().asString().contains("may wait 200 s");
    team.group(Algorithm.RING_ALL, 0);
    team.then = Optional.of(new HuntTarget.ToNumber("4711"));
    assertThat(findings()).singleElement().asString().contains("which it can't dial");
    team.then = Optional.of(new HuntTarget.ToNumber("59999"));
    assertThat(findings()).singleElement().asString().contains("a group has no mailbox");
  }

  /** Everything that the member would notice: neither on whose behalf nor for which group. */
  private static String plain(LegPlan leg) {
    return leg.target()
        + " "
        + leg.decision()
        + " "
        + leg.shown()
        + " "
        + leg.window()
        + " "
        + leg.userControl()
        + " "
        + leg.midCall()
        + " "
        + leg.declinesEverywhere();
  }

  private static List<String> words(List<LegPlan> legs) {
    return legs.stream()
        .map(
            leg ->
                switch (leg.target()) {
                      case LegTarget.RegisteredDevice device -> device.device().value();
                      case LegTarget.SilentDevice device -> device.device().value();
                      case LegTarget.Destination destination -> destination.name();
                      case LegTarget other -> other.toString();
                    }
                    + " "
                    + switch (leg.decision()) {
                      case Ring(var after) -> "" + after.toMillis();
                      case DontRing(var why, var detail) -> why.name();
                    })
        .toList();
  }

  /** The legs of the group that ring, place by place. */
  private static List<List<LegPlan>> legs(ReachPlan plan) {
    List<List<LegPlan>> places = new ArrayList<>();
    places.add(plan.legs().stream().filter(LegPlan::rings).toList());
    Optional<Forward> next = plan.forward().noAnswer();
    while (next.filter(Forward::hunting).isPresent()) {
      places.add(next.get().legs().stream().filter(LegPlan::rings).toList());
      next = next.get().next().noAnswer();
    }
    return places;
  }

  private static List<List<String>> places(ReachPlan plan) {
    return legs(plan).stream().map(HuntRulesTest::words).toList();
  }

  private static List<String> firsts(ReachPlan plan) {
    return places(plan).stream().map(List::getFirst).toList();
  }

  /** People with a desk telephone and a mobile each, and a hunt group. */
  private static final class Team {
    private int size = 10;
    private int telephones = 1;
    private String number = PILOT;
    private Optional<E164Number> did = Optional.of(PILOT_DID);
    private Algorithm algorithm = Algorithm.RING_ALL;
    private List<Member> members = List.of();
    private boolean mobilesRing = true;
    private Optional<HuntTarget> then = Optional.empty();
    private final List<HuntGroup> others = new ArrayList<>();
    private Map<ForwardCondition, ForwardTarget> forwards = Map.of();
    private VoicemailAvoidance avoidance = VoicemailAvoidance.TIMER_CONTROL;
    private Duration delay = ReachTimers.DEFAULT.delayBeforeRinging();
    private final Set<String> unregistered = new HashSet<>();
    private final Registered registered = new Registered();
    private final Set<Integer> mobiles = new HashSet<>(IntStream.range(0, 20).boxed().toList());
    private final Set<DirectoryNumber> busy = new HashSet<>();
    private final Map<DirectoryNumber, Instant> idle = new HashMap<>();

    private final class Registered {
      void remove(String device) {
        unregistered.add(device);
      }
    }

    static Team random(Random random) {
      Team team = new Team();
      List<Integer> people = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
      java.util.Collections.shuffle(people, random);
      team.members =
          people.subList(0, random.nextInt(8)).stream()
              .map(who -> new Member(line(who), random.nextInt(4) > 0, Optional.empty()))
              .toList();
      team.algorithm = Algorithm.values()[random.nextInt(3)];
      team.avoidance = VoicemailAvoidance.values()[random.nextInt(2)];
      team.delay = Duration.ofMillis(random.nextInt(10) * 1000L);
      team.telephones = 1 + random.nextInt(2);
      for (int i = 0; i < 10; i++) {
        if (random.nextInt(3) == 0) {
          team.unregistered.add("desk" + i);
        }
        if (random.nextInt(3) == 0) {
          team.mobiles.remove(i);
        }
        if (random.nextBoolean()) {
          team.idle.put(line(i), NOW.minusSeconds(random.nextInt(100)));
        }
      }
      return team;
    }

    static DirectoryNumber line(int who) {
      return new DirectoryNumber("5123" + who);
    }

    void group(Algorithm how, int... who) {
      algorithm = how;
      members = IntStream.of(who).mapToObj(i -> new Member(line(i))).toList();
      var unused = group();
    }

    private HuntGroup group() {
      return new HuntGroup(
          new HuntGroupName("sales"),
          new DirectoryNumber(number),
          did,
          Optional.empty(),
          algorithm,
          members,
          HuntGroup.USUAL_RINGING,
          mobilesRing,
          then,
          Optional.empty());
    }

    HuntGroup other(String itsNumber, Optional<String> next, int... who) {
      return new HuntGroup(
          new HuntGroupName("g" + itsNumber),
          new DirectoryNumber(itsNumber),
          Optional.empty(),
          Optional.empty(),
          Algorithm.RING_ALL,
          IntStream.of(who).mapToObj(i -> new Member(line(i))).toList(),
          HuntGroup.USUAL_RINGING,
          true,
          next.map(HuntTarget.ToNumber::new),
          Optional.empty());
    }

    ReachPlan plan(String called) {
      String dialled = called.equals(PILOT) ? PILOT_DID.value() : "+1408555" + called.substring(1);
      RoutingDecision decision = route(STRANGER, dialled);
      assertThat(decision).isInstanceOf(Place.class);
      return ((Place) decision).plan();
    }

    /** What rings when the line is called itself. */
    List<String> direct(DirectoryNumber line) {
      return route(STRANGER, "+1408555" + line.digits().substring(1)) instanceof Place(var plan)
          ? plan.legs().stream()
              .filter(LegPlan::rings)
              .filter(leg -> !(leg.target() instanceof LegTarget.OwnMailbox))
              .map(HuntRulesTest::plain)
              .toList()
          : List.of();
    }

    RoutingDecision route(String caller, String called) {
      ConfigurationSnapshot snapshot = snapshot();
      Registrations phones =
          (device, at) ->
              unregistered.contains(device.value()) ? List.of() : List.of(binding(device));
      return ReachRules.route(
          snapshot,
          phones,
          TestTrunks.selection(snapshot.trunks(), snapshot.dialPlan()),
          new Occupied(Set.of(), busy),
          line -> idle.getOrDefault(line, Instant.MIN),
          new IncomingCall(
              new CallOrigin.FromTrunk(PSTN),
              called,
              new CallerIdentity("", Optional.of(caller), false)),
          NOW);
    }

    private static Binding binding(DeviceName device) {
      return new Binding(
          device,
          "sip:" + device + "@127.0.0.1:5080",
          new Flow(Transport.UDP, "127.0.0.1", 5080),
          "call-id",
          1,
          Instant.MAX);
    }

    ConfigurationSnapshot snapshot() {
      List<User> users = new ArrayList<>();
      List<Line> lines = new ArrayList<>();
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        UserId user = new UserId("user" + i);
        DirectoryNumber own = line(i);
        users.add(new User(user, "User " + i, true, destinations(i)));
        List<DeviceName> names = new ArrayList<>();
        for (int j = 0; j < telephones; j++) {
          names.add(new DeviceName(j == 0 ? "desk" + i : "desk" + i + "-" + j));
        }
        names.forEach(name -> devices.add(new Device(name, user, List.of(own))));
        lines.add(
            new Line(
                own,
                Optional.of(new E164Number("+1408555" + own.digits().substring(1))),
                user,
                names,
                true,
                new LineForwarding(
                    i == 9 || forwards.size() > 1 ? forwards : Map.of(),
                    Duration.ofSeconds(20),
                    Optional.empty()),
                Line.DEFAULT_BUSY_TRIGGER,
                LinePlace.DEFAULT));
      }
      List<HuntGroup> groups = new ArrayList<>(others);
      groups.addFirst(group());
      return new ConfigurationSnapshot(
          1,
          "ringspan.test",
          users,
          lines,
          devices,
          Trunks.of(Trunk.at(PSTN, "127.0.0.1", 5070, Transport.UDP)),
          Optional.of(Voicemail.ours(new DirectoryNumber("59999"))),
          DialPlanSettings.NONE,
          ReachSettings.DEFAULT,
          groups);
    }

    private List<RemoteDestination> destinations(int who) {
      return mobiles.contains(who)
          ? List.of(
              new RemoteDestination(
                  new DestinationNumber("+1408555789" + who),
                  "mobile" + who,
                  new RemoteDestination.ToProfile(),
                  true,
                  true,
                  new ReachTimers(
                      delay,
                      ReachTimers.DEFAULT.answerTooSoon(),
                      ReachTimers.DEFAULT.answerTooLate()),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(avoidance)))
          : List.of();
    }
  }
}
