package org.ringspan.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.dialplan.Plans.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.dialplan.DialPlanFinding.AlwaysHidden;

/** What is hardly meant in a plan. */
class DialPlanFindingsTest {
  private static List<String> findings(Plans plans) {
    return DialPlanFindings.of(plans.plan(), way -> true).stream()
        .map(DialPlanFinding::sentence)
        .toList();
  }

  private static Plans sound() {
    return new Plans().emergency("911", "emergency").route("9.!", "out").space("all", "out");
  }

  @Test
  @DisplayName("A plan without a fault has no findings, nor has no plan")
  void none() {
    assertThat(findings(sound())).isEmpty();
    assertThat(findings(new Plans().line("alice", "51234", "+14085551234"))).isEmpty();
  }

  @Test
  @DisplayName("A pattern whose numbers others take together is never reached")
  void hidden() {
    assertThat(
            findings(sound().route("5[0-4]X", "out").route("5[5-9]X", "out").route("5XX", "out")))
        .containsExactly(
            "Pattern 5XX in partition out is never reached: all its numbers are taken by"
                + " 5[0-4]X, 5[5-9]X.");
    assertThat(
            findings(sound().route("5[0-4]X", "out").route("5[5-8]X", "out").route("5XX", "out")))
        .isEmpty();
  }

  @Test
  @DisplayName("A pattern is hidden only if it is in every search space that reaches it")
  void everySpace() {
    Plans one = sound().route("5XX", "a").route("5XX", "b").space("both", "a", "b");
    assertThat(findings(one))
        .containsExactly(
            "Pattern 5XX in partition b is never reached: all its numbers are taken by 5XX.");
    assertThat(findings(one.space("only b", "b"))).isEmpty();
  }

  @Test
  @DisplayName("An open pattern is hidden by an equal open one, not by fixed ones")
  void open() {
    assertThat(findings(sound().route("8!", "a").route("8!", "b").space("both", "a", "b")))
        .containsExactly(
            "Pattern 8! in partition b is never reached: all its numbers are taken by 8!.");
    assertThat(findings(sound().route("8X", "out").route("8!", "out"))).isEmpty();
  }

  @Test
  @DisplayName("What would hide an emergency number, with the outside prefix too")
  void emergency() {
    assertThat(
            findings(
                sound()
                    .outsidePrefix("9")
                    .block("911", "out", BlockCause.CALL_REJECTED)
                    .translate("9911", "out", Optional.empty(), mask("5"), CallingChange.NONE)))
        .contains(
            "Pattern 911 in partition out would hide emergency pattern 911:"
                + " the emergency call is placed instead.",
            "Pattern 9911 in partition out would hide emergency pattern 911:"
                + " the emergency call is placed instead.");
  }

  @Test
  @DisplayName("A plan with routes and without emergency numbers")
  void noEmergency() {
    assertThat(findings(new Plans().route("9.!", "out").space("all", "out")))
        .containsExactly("No pattern is of class emergency: emergency numbers can't be relied on.");
  }

  @Test
  @DisplayName("Partitions in no search space, and search spaces without partitions")
  void loose() {
    assertThat(findings(sound().route("7X", "lost").partitions("bare").space("none")))
        .containsExactly(
            "Partition lost is in no search space: nobody reaches its patterns.",
            "Partition bare is in no search space: nobody reaches its patterns.",
            "Search space none has no partition: only emergency numbers can be dialled.");
  }

  @Test
  @DisplayName("Route lists and trunks that aren't there, loudest for emergencies")
  void missing() {
    assertThat(
            DialPlanFindings.of(sound().plan(), way -> false).stream()
                .map(DialPlanFinding::sentence))
        .containsExactly(
            "EMERGENCY pattern 911 in partition emergency leads to route list emergency, which"
                + " isn't there: its calls fail.",
            "Pattern 9.! in partition out leads to route list out, which isn't there: its calls"
                + " fail.");
  }

  @Test
  @DisplayName("Translations that go round in a circle")
  void loops() {
    assertThat(
            findings(
                sound()
                    .translate("7[0-8]", "out", Optional.empty(), mask("79"), CallingChange.NONE)
                    .translate("79", "out", "all", mask("75"))))
        .containsExactly(
            "Translation pattern 7[0-8] in partition out goes round in a circle, for example with"
                + " 70.",
            "Translation pattern 79 in partition out goes round in a circle, for example with 79.");
  }

  @Test
  @DisplayName("Equally good patterns of one partition")
  void ambiguous() {
    assertThat(findings(sound().route("7[1-3]X", "out").route("7[3-5]X", "out")))
        .containsExactly(
            "Patterns 7[1-3]X and 7[3-5]X in partition out are equally good for some numbers;"
                + " 7[1-3]X wins because it is configured first.");
    assertThat(findings(sound().route("7[1-3]X", "out").route("7[4-6]X", "out"))).isEmpty();
  }

  @Test
  @DisplayName("300 random plans: hidden is what no number of three digits finds, and nothing else")
  void hiddenExactly() {
    int hidden = 0;
    for (long seed = 0; seed < 300; seed++) {
      Plans plans = randomPlan(new Random(seed));
      DialPlan plan = plans.plan();
      List<DialPlanEntry> claimed = new ArrayList<>();
      for (DialPlanFinding finding : DialPlanFindings.of(plan, way -> true)) {
        if (finding instanceof AlwaysHidden found) {
          claimed.add(found.entry());
        }
      }
      List<RoutePattern> never = new ArrayList<>(plans.routes);
      for (int number = 0; number < 1000; number++) {
        Explanation explanation = plan.explain("%03d".formatted(number), Plans.in("a", "b"));
        for (Step step : explanation.steps()) {
          if (step instanceof Step.Matched matched) {
            never.remove(matched.entry());
          }
        }
      }
      hidden += never.size();
      assertThat(claimed).as("seed %d: %s", seed, plans.routes).containsExactlyElementsOf(never);
    }
    assertThat(hidden).isPositive();
  }

  private static Plans randomPlan(Random random) {
    Plans plans = new Plans().partitions("a", "b").space("s", "a", "b");
    String[] atoms = {"X", "[0-4]", "[5-9]", "[^5]", "5", "[1-8]"};
    for (int i = 0; i < 8; i++) {
      String text =
          atoms[random.nextInt(atoms.length)] + atoms[random.nextInt(2)] + atoms[random.nextInt(3)];
      String partition = random.nextBoolean() ? "a" : "b";
      boolean there =
          plans.routes.stream()
              .anyMatch(
                  route ->
                      route.partition().value().equals(partition)
                          && route.pattern().equals(NumberPattern.of(text)));
      if (!there) {
        plans.route(text, partition);
      }
    }
    return plans;
  }
}
