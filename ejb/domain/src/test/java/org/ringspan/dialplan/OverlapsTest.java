package org.ringspan.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OverlapsTest {
  private static final String[] SYMBOLS = {"1", "2", "3", "X", "[12]", "[2-9]"};

  /** A plan of patterns that begin alike or not, some open, some single numbers. */
  private static List<DialPlanEntry> entries(Random random) {
    Plans plans = new Plans().emergency("112", "emergency");
    List<String> seen = new ArrayList<>(List.of("112"));
    for (int i = 0; i < 120; i++) {
      StringBuilder pattern = new StringBuilder(random.nextBoolean() ? "1212333" : "");
      int more = 1 + random.nextInt(4);
      for (int j = 0; j < more; j++) {
        pattern.append(SYMBOLS[random.nextInt(random.nextBoolean() ? 3 : SYMBOLS.length)]);
      }
      pattern.append(random.nextInt(6) == 0 ? "!" : "");
      if (!seen.contains(pattern.toString())) {
        seen.add(pattern.toString());
        plans.route(pattern.toString(), "a");
      }
    }
    return plans.plan().entries();
  }

  @Test
  @DisplayName("Rivals are those that a look at all finds; of a number those that mean no more")
  void rivals() {
    for (long seed = 0; seed < 50; seed++) {
      List<DialPlanEntry> entries = entries(new Random(seed));
      Overlaps overlaps = new Overlaps(entries);
      for (int i = 0; i < entries.size(); i++) {
        NumberPattern pattern = entries.get(i).pattern();
        int length = pattern.isOpen() ? Symbols.LONGEST_NUMBER : pattern.positions();
        boolean number = !pattern.isOpen() && !pattern.hasWildcards();
        List<Integer> expected = new ArrayList<>();
        int[] sets = PatternOverlap.atLength(pattern, length);
        for (int j = 0; j < entries.size(); j++) {
          DialPlanEntry other = entries.get(j);
          int[] others = PatternOverlap.atLength(other.pattern(), length);
          boolean emergency = other instanceof RoutePattern route && route.isEmergency();
          if (i != j
              && sets != null
              && others != null
              && PatternOverlap.meet(sets, others)
              && (!number
                  || emergency
                  || !other.pattern().isOpen() && !other.pattern().hasWildcards())) {
            expected.add(j);
          }
        }
        assertThat(overlaps.rivals(i, length)).as(seed + ": " + pattern).isEqualTo(expected);
      }
    }
  }
}
