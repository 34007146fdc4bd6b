package org.ringspan.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.dialplan.Resolution.Line;
import org.ringspan.dialplan.Resolution.Route;

/**
 * What a look-up costs in a plan of more than 10,000 patterns: counted, and measured to be read.
 */
class LargePlanTest {
  private static final int LINES = 8_000;
  private static final int CODES = 3_000;
  private static final int MOST_NODES = 200;
  private static final String[] NUMBERS = {
    "10000", "17999", "94085551234", "9011493012345678", "+14085551234", "911", "8123", "7"
  };

  private static Plans large() {
    Plans plans = new Plans().outsidePrefix("9").emergency("911", "emergency");
    for (int i = 0; i < LINES; i++) {
      plans.line(String.valueOf(10_000 + i), "internal");
    }
    for (int i = 0; i < CODES; i++) {
      plans.route("9." + (100 + i) + "[2-9]XX" + (i % 2 == 0 ? "XXXX" : "!"), "national");
    }
    plans.route("9.[2-9]XX[2-9]XXXXXX", "national").route("9.XXXXXXXXXX", "national");
    plans.route("9011.!", "international").route("9011.!#", "international");
    plans.route("\\+!", "international").route("\\+1XXXXXXXXXX", "national");
    plans.route("8XXX", "national").route("8[1-3]XX", "international");
    return plans;
  }

  private static final SearchSpace ALL = Plans.in("internal", "national", "international");

  @Test
  @DisplayName("A look-up visits nodes by the length of the number, not by the size of the plan")
  void visited() {
    DialPlan plan = large().plan();

    for (String number : NUMBERS) {
      assertThat(plan.visitedNodes(number, ALL)).as(number).isLessThan(MOST_NODES);
    }
    assertThat(plan.resolve("17999", ALL)).isInstanceOf(Line.class);
    assertThat(plan.resolve("94085551234", ALL)).isInstanceOf(Route.class);
  }

  @Test
  @DisplayName("Figure: nanoseconds a look-up (printed, not judged)")
  void measured() {
    DialPlan plan = large().plan();
    int found = 0;
    long nanos = 0;
    int rounds = 40_000;
    for (int warm = 0; warm < 4; warm++) {
      long before = System.nanoTime();
      for (int i = 0; i < rounds; i++) {
        if (plan.resolve(NUMBERS[i % NUMBERS.length], ALL) instanceof Route) {
          found++;
        }
      }
      nanos = System.nanoTime() - before;
    }
    System.out.printf(
        Locale.ROOT,
        "dial plan of %d patterns: %.2f microseconds a look-up%n",
        plan.entries().size(),
        nanos / 1000.0 / rounds);
    assertThat(found).isPositive();
  }
}
