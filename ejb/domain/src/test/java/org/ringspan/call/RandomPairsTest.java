package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two calls of one telephone that it joins, each hearing of the other only by events. */
@DisplayName("ADR 89: two calls that are joined by REFER with Replaces")
class RandomPairsTest {
  private static final int PAIRS = 20_000;
  private static final int LONGEST = 40;

  @Test
  @DisplayName(
      "20,000 random pairs: both end, no leg is left, each record is written once, who transfers is"
          + " told how it ended")
  void bothEndWell() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < PAIRS; seed++) {
      int steps = (int) (seed % LONGEST);
      try {
        PairWorld world = new PairWorld(seed, false);
        world.live(steps);
        seen.addAll(world.seen());
      } catch (RuntimeException | AssertionError e) {
        fail(shortest(seed, steps), e);
      }
    }
    assertThat(seen)
        .as("nothing was left untried")
        .contains(
            "Transferring",
            "Replacing",
            "Asking",
            "AskingInVain",
            "Offered",
            "Returning",
            "joined",
            "refused",
            "wants the place of who wants its own",
            "is transferred on",
            "talks through the other call",
            "Clearing",
            "Ended");
  }

  /** The same seed with fewer steps is the beginning of the same story. */
  private static String shortest(long seed, int steps) {
    for (int fewer = 0; fewer <= steps; fewer++) {
      PairWorld world = new PairWorld(seed, true);
      try {
        world.live(fewer);
      } catch (RuntimeException | AssertionError e) {
        List<String> story = world.story();
        return "seed %d, %d steps: %s%n%s"
            .formatted(seed, fewer, e.getMessage(), String.join("\n", story));
      }
    }
    return "seed %d fails by chance of the test itself".formatted(seed);
  }
}
