package org.ringspan.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.CallerMatching;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.User;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.reach.CallOrigin.FromTrunk;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** As many destinations as the design guide allows in a cluster (page 21-76). */
@DisplayName("With 40,000 remote destinations")
class LargeCompanyTest {
  private static final int USERS = 40_000;
  private static final int TRIED = 300;
  private static final long SEED = 2176;
  private static final TrunkName PSTN = new TrunkName("pstn");
  private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

  private static ConfigurationSnapshot complete;
  private static ConfigurationSnapshot partial;

  @BeforeAll
  static void company() {
    List<User> users = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      users.add(user(i));
      lines.add(
          new Line(
              new DirectoryNumber(extension(i)),
              Optional.of(new E164Number("+1408" + extension(i))),
              new UserId("u" + i),
              List.of(),
              false,
              Duration.ofSeconds(20)));
    }
    complete = snapshot(users, lines, new CallerMatching.Complete());
    partial = snapshot(users, lines, new CallerMatching.Partial(10));
  }

  private static ConfigurationSnapshot snapshot(
      List<User> users, List<Line> lines, CallerMatching matching) {
    return new ConfigurationSnapshot(
        1,
        "ringspan.test",
        users,
        lines,
        List.of(),
        Trunks.of(Trunk.at(PSTN, "127.0.0.1", 5070, Transport.UDP)),
        Optional.empty(),
        DialPlanSettings.NONE,
        new ReachSettings(matching, ReachSettings.InboundSpace.TRUNK, 2));
  }

  private static User user(int i) {
    return new User(
        new UserId("u" + i),
        "User " + i,
        true,
        false,
        Optional.of(RemoteDestinationProfile.OF_ALL_LINES),
        List.of(
            new RemoteDestination(
                new DestinationNumber(mobile(i)),
                "mobile",
                new RemoteDestination.ToProfile(),
                true,
                true,
                ReachTimers.DEFAULT,
                Optional.empty(),
                Optional.empty())));
  }

  private static String extension(int i) {
    return "%07d".formatted(5_000_000 + i);
  }

  private static String mobile(int i) {
    // Neighbours differ in digits on both sides of the last four.
    return "+1669%07d".formatted(2_000_000 + i * 199);
  }

  static List<Integer> tried() {
    return new Random(SEED).ints(TRIED, 0, USERS).boxed().toList();
  }

  private static ReachPlan plan(ConfigurationSnapshot company, String caller, String called) {
    RoutingDecision decision =
        ReachRules.route(
            company,
            (device, at) -> List.of(),
            TestTrunks.selection(company.trunks(), company.dialPlan()),
            Occupied.NOBODY,
            new IncomingCall(
                new FromTrunk(PSTN), called, new CallerIdentity("", Optional.of(caller), false)),
            NOW);
    assertThat(decision).isInstanceOf(Place.class);
    return ((Place) decision).plan();
  }

  @ParameterizedTest
  @MethodSource("tried")
  @DisplayName("each user's own rings, and is known when it calls, completely and by ten digits")
  void found(int user) {
    int colleague = (user + 1) % USERS;
    for (ConfigurationSnapshot company : List.of(complete, partial)) {
      ReachPlan plan = plan(company, mobile(colleague), "+1408" + extension(user));
      assertThat(plan.legs())
          .extracting(LegPlan::target)
          .singleElement()
          .isInstanceOfSatisfying(
              LegTarget.Destination.class,
              destination -> {
                assertThat(destination.user()).isEqualTo(new UserId("u" + user));
                assertThat(destination.number().value()).isEqualTo(mobile(user));
              });
      assertThat(plan.anchoring())
          .isEqualTo(
              new Anchoring.Anchored(
                  new UserId("u" + colleague), new DestinationNumber(mobile(colleague))));
    }
    String national = mobile(colleague).substring(2);
    assertThat(plan(partial, national, "+1408" + extension(user)).anchoring())
        .isInstanceOf(Anchoring.Anchored.class);
    assertThat(plan(complete, national, "+1408" + extension(user)).anchoring())
        .isInstanceOf(Anchoring.NotAnchored.class);
  }
}
