package org.ringspan.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.oracle.World.Call;

/** The reach rules and the oracle give the same answers. */
class ReachOracleTest {
  private static final int COMPANIES = 10_000;
  private static final int CALLS = 3;
  private static final int SHOWN = 5;

  @Test
  @DisplayName("10,000 generated companies: rules and oracle decide every call alike")
  void alike() {
    List<String> differences = new ArrayList<>();
    Map<String, Integer> kinds = new TreeMap<>();
    for (long seed = 0; seed < COMPANIES; seed++) {
      Worlds worlds = new Worlds(seed);
      World world = worlds.world();
      Product product = new Product(world);
      for (int i = 0; i < CALLS; i++) {
        Call call = worlds.call(world);
        List<String> expected = Oracle.answer(world, call);
        List<String> actual = product.answer(call);
        expected.forEach(line -> kinds.merge(kind(line), 1, Integer::sum));
        if (!expected.equals(actual)) {
          differences.add(difference(seed, world, call, expected, actual));
        }
      }
    }
    assertThat(differences.stream().limit(SHOWN))
        .withFailMessage(
            () ->
                "%d of %d calls are decided otherwise. The first:%n%s"
                    .formatted(
                        differences.size(),
                        COMPANIES * CALLS,
                        String.join(
                            "\n", differences.subList(0, Math.min(SHOWN, differences.size())))))
        .isEmpty();
    // Every decision there is has been met often: a generator that misses one proves nothing.
    assertThat(kinds.keySet())
        .contains(
            "refuse NO_SUCH_NUMBER",
            "refuse NOT_A_NUMBER_OF_OURS",
            "refuse NO_TRUNK",
            "phone ring",
            "phone IS_THE_CALLER",
            "phone NOT_REGISTERED",
            "mobile ring",
            "mobile MOBILITY_DISABLED",
            "mobile REACH_SWITCHED_OFF",
            "mobile CALLER_IS_THE_DESTINATION",
            "mobile OUTSIDE_RING_SCHEDULE",
            "mobile CALLER_NOT_ALLOWED",
            "mobile NO_TRUNK",
            "outside ring",
            "mailbox ring",
            "forward mailbox",
            "forward nowhere");
    assertThat(kinds.values()).allMatch(count -> count >= 20);
  }

  /** The first word of a line and what was decided. */
  private static String kind(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0]) {
      case "place" -> "place";
      case "refuse", "forward" -> words[0] + " " + words[1];
      default -> words[0] + " " + (line.contains(" ring ") ? "ring" : words[words.length - 1]);
    };
  }

  private static String difference(
      long seed, World world, Call call, List<String> expected, List<String> actual) {
    return "seed %d%n%s%n  %s%n oracle:%n  %s%n rules:%n  %s%n"
        .formatted(
            seed,
            world.inWords(),
            call,
            String.join("\n  ", expected),
            String.join("\n  ", actual));
  }
}
