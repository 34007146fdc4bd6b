package org.ringspan.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.oracle.PlanOracle.Plan;

/** The dial plan and an oracle that tries every pattern give the same answers. */
class DialPlanOracleTest {
  private static final int PLANS = 10_000;
  private static final int NUMBERS = 8;
  private static final int SHOWN = 5;

  @Test
  @DisplayName("10,000 generated dial plans: every number means the same to plan and oracle")
  void alike() {
    List<String> differences = new ArrayList<>();
    Map<String, Integer> kinds = new TreeMap<>();
    for (long seed = 0; seed < PLANS; seed++) {
      Plans plans = new Plans(seed);
      Plan plan = plans.plan();
      PlanProduct product = new PlanProduct(plan, Plans.PARTITIONS);
      for (int i = 0; i < NUMBERS; i++) {
        String dialled = plans.dialled(plan);
        List<String> space = plans.partitions();
        String expected = PlanOracle.answer(plan, dialled, space);
        kinds.merge(kind(expected), 1, Integer::sum);
        String actual = product.answer(dialled, space);
        if (!expected.equals(actual)) {
          differences.add(difference(seed, plan, dialled, space, expected, actual));
        }
      }
    }
    assertThat(differences.stream().limit(SHOWN))
        .withFailMessage(
            () ->
                "%d of %d numbers mean something else. The first:%n%s"
                    .formatted(
                        differences.size(),
                        PLANS * NUMBERS,
                        differences.stream().limit(SHOWN).collect(Collectors.joining("\n"))))
        .isEmpty();
    // Every answer there is has been met often: a generator that misses one proves nothing.
    assertThat(kinds.keySet())
        .containsExactlyInAnyOrder(
            "line",
            "route",
            "blocked CALL_REJECTED",
            "blocked LOOP",
            "blocked NOTHING_LEFT_TO_DIAL",
            "incomplete",
            "no match");
    assertThat(kinds.values()).allMatch(count -> count >= 20);
  }

  private static String kind(String answer) {
    return answer.startsWith("line") || answer.startsWith("route") ? answer.split(" ")[0] : answer;
  }

  private static String difference(
      long seed, Plan plan, String dialled, List<String> space, String expected, String actual) {
    return "seed %d: %s in %s%n%s%n  %s%n  outside prefix %s%n oracle: %s%n plan:   %s%n"
        .formatted(
            seed,
            dialled,
            space,
            plan.entries().stream().map(entry -> "  " + entry).collect(Collectors.joining("\n")),
            plan.spaces(),
            plan.outsidePrefix(),
            expected,
            actual);
  }
}
