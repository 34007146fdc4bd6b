package org.ringspan.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.RouteListName;
import org.ringspan.dialplan.RandomPatterns.Model;
import org.ringspan.dialplan.Resolution.Blocked;
import org.ringspan.dialplan.Resolution.Route;

/** What holds for every plan and every number, tried against a matcher that compares everything. */
class RandomPlansTest {
  private static final int PLANS = 10_000;
  private static final int NUMBERS = 20;
  private static final String[] PARTITIONS = {"p0", "p1", "p2", "p3"};

  /** What lies in a partition, as the test sees it. */
  private record Placed(
      Model model,
      int partition,
      int order,
      boolean emergency,
      boolean urgent,
      Optional<String> becomes) {}

  /** A plan twice: as the test sees it and compiled. */
  private static final class World {
    final Random random;
    final RandomPatterns patterns;
    final List<Placed> placed = new ArrayList<>();
    final List<Integer> space = new ArrayList<>();
    final Map<String, String> names = new LinkedHashMap<>();
    final String prefix = "3";
    final DialPlan plan;

    World(long seed) {
      random = new Random(seed);
      patterns = new RandomPatterns(random, "123");
      Plans plans =
          new Plans().partitions(PARTITIONS).space("own", "p1", "p2").outsidePrefix(prefix);
      Set<List<Object>> taken = new HashSet<>();
      int entries = random.nextInt(14);
      List<Placed> routes = new ArrayList<>();
      List<Placed> translations = new ArrayList<>();
      for (int i = 0; i < entries; i++) {
        boolean emergency = random.nextInt(10) == 0;
        Model model = patterns.pattern(4, !emergency);
        int partition = random.nextInt(PARTITIONS.length);
        if (!taken.add(List.of(partition, model.atoms(), model.open(), model.hash()))) {
          continue;
        }
        if (!emergency && random.nextInt(4) == 0) {
          String becomes = patterns.number(List.of(model)).replaceAll("[^0-9*#+]", "");
          translations.add(
              new Placed(
                  model,
                  partition,
                  i,
                  false,
                  true,
                  Optional.of(becomes.isEmpty() ? "1" : becomes)));
        } else {
          routes.add(
              new Placed(
                  model,
                  partition,
                  i,
                  emergency,
                  emergency || random.nextBoolean(),
                  Optional.empty()));
        }
      }
      // Route patterns come first in a plan.
      for (Placed one : routes) {
        placed.add(one);
        plans.route(route(one));
      }
      for (Placed one : translations) {
        placed.add(one);
        plans.translate(
            one.model().text(),
            PARTITIONS[one.partition()],
            random.nextBoolean() ? Optional.of("own") : Optional.empty(),
            Plans.mask(one.becomes().orElseThrow()),
            CallingChange.NONE);
      }
      for (int i = 0; i < PARTITIONS.length; i++) {
        if (random.nextInt(3) > 0) {
          space.add(i);
        }
      }
      Collections.shuffle(space, random);
      spaceOfTranslations = plans.translations.stream().map(TranslationPattern::space).toList();
      plan = plans.plan();
    }

    final List<Optional<SearchSpaceName>> spaceOfTranslations;

    private static RoutePattern route(Placed one) {
      return new RoutePattern(
          NumberPattern.of(one.model().text()),
          new PartitionName(PARTITIONS[one.partition()]),
          new RouteTarget.ToRouteList(new RouteListName("r" + one.order())),
          one.urgent(),
          one.emergency() ? CallClass.EMERGENCY : CallClass.LOCAL,
          true,
          CalledChange.NONE,
          CallingChange.NONE);
    }

    SearchSpace searchSpace() {
      return Plans.in(space.stream().map(i -> PARTITIONS[i]).toArray(String[]::new));
    }

    String number() {
      return patterns.number(placed.stream().map(Placed::model).toList());
    }

    /** The answer of somebody who compares all patterns with each other. */
    String expected(String dialled) {
      List<Integer> partitions = space;
      String number = dialled;
      for (int translations = 0; ; translations++) {
        Optional<Placed> emergency = emergency(number);
        if (emergency.isPresent()) {
          return "r" + emergency.get().order();
        }
        Optional<Placed> best = best(number, partitions);
        if (best.isEmpty()) {
          return longer(number, partitions) ? "incomplete" : "none";
        }
        Placed match = best.get();
        if (match.becomes().isEmpty()) {
          return "r" + match.order();
        }
        if (translations == TranslationPattern.MOST_IN_A_CHAIN) {
          return "loop";
        }
        number = match.becomes().get();
        if (spaceOf(match).isPresent()) {
          partitions = List.of(1, 2);
        }
      }
    }

    private Optional<SearchSpaceName> spaceOf(Placed translation) {
      List<Placed> translations = placed.stream().filter(p -> p.becomes().isPresent()).toList();
      return spaceOfTranslations.get(translations.indexOf(translation));
    }

    Optional<Placed> emergency(String number) {
      List<Placed> all = placed.stream().filter(Placed::emergency).toList();
      Optional<Placed> plain =
          bestOf(all.stream().filter(p -> p.model().takes(number)).toList(), number, List.of());
      String behind = number.startsWith(prefix) ? number.substring(prefix.length()) : "";
      Optional<Placed> prefixed =
          bestOf(all.stream().filter(p -> p.model().takes(behind)).toList(), behind, List.of());
      if (plain.isEmpty() || prefixed.isEmpty()) {
        return plain.or(() -> prefixed);
      }
      boolean plainIsAsGood =
          plain
                  .get()
                  .model()
                  .numbersOf(number.length())
                  .compareTo(prefixed.get().model().numbersOf(behind.length()))
              <= 0;
      return plainIsAsGood ? plain : prefixed;
    }

    private Optional<Placed> best(String number, List<Integer> partitions) {
      return bestOf(
          placed.stream()
              .filter(p -> !p.emergency() && partitions.contains(p.partition()))
              .filter(p -> p.model().takes(number))
              .toList(),
          number,
          partitions);
    }

    private Optional<Placed> bestOf(
        List<Placed> candidates, String number, List<Integer> partitions) {
      return candidates.stream()
          .min(
              Comparator.comparing((Placed p) -> p.model().numbersOf(number.length()))
                  .thenComparing(p -> p.model().open())
                  .thenComparing(p -> partitions.indexOf(p.partition()))
                  .thenComparing(placed::indexOf));
    }

    boolean longer(String number, List<Integer> partitions) {
      for (Placed p : placed) {
        boolean prefixed =
            p.emergency()
                && (prefix.startsWith(number)
                    || (number.startsWith(prefix)
                        && p.model().takesLongerThan(number.substring(prefix.length()))));
        boolean reached = p.emergency() || partitions.contains(p.partition());
        if (prefixed || (reached && p.model().takesLongerThan(number))) {
          return true;
        }
      }
      return false;
    }

    String describe(String number) {
      return number + " in " + space + " of " + placed;
    }
  }

  private static String shown(Resolution resolution) {
    return switch (resolution) {
      case Route route -> ((RouteTarget.ToRouteList) route.way()).list().value();
      case Blocked(BlockCause cause) -> cause == BlockCause.LOOP ? "loop" : cause.name();
      case Resolution.Incomplete incomplete -> "incomplete";
      case Resolution.NoMatch none -> "none";
      case Resolution.Line line -> "line";
      case Resolution.HuntGroup group -> "hunt group";
      case Resolution.Park park -> "park number";
      case Resolution.Voicemail voicemail -> "voicemail";
    };
  }

  @Test
  @DisplayName(
      "10,000 random plans: the best match wins, emergencies come first, every search ends")
  void bestMatch() {
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (long seed = 0; seed < PLANS; seed++) {
      World world = new World(seed);
      SearchSpace space = world.searchSpace();
      for (int i = 0; i < NUMBERS; i++) {
        String number = world.number();
        String expected = world.expected(number);
        Resolution resolution = world.plan.resolve(number, space);
        if (!shown(resolution).equals(expected)) {
          fail(
              "seed "
                  + seed
                  + ": "
                  + world.describe(number)
                  + ": "
                  + resolution
                  + ", not "
                  + expected);
        }
        assertThat(world.plan.explain(number, space).resolution()).isEqualTo(resolution);
        assertThat(world.plan.resolve(number, space)).isEqualTo(resolution);
        seen.merge(expected.startsWith("r") ? "route" : expected, 1, Integer::sum);
      }
    }
    assertThat(seen)
        .as("nothing was left untried")
        .containsKeys("route", "incomplete", "none", "loop");
  }

  @Test
  @DisplayName("10,000 random plans: an emergency number is one from every search space")
  void emergencies() {
    int found = 0;
    for (long seed = 0; seed < PLANS; seed++) {
      World world = new World(seed);
      for (int i = 0; i < NUMBERS; i++) {
        String number = world.number();
        Optional<Placed> emergency = world.emergency(number);
        if (emergency.isPresent()) {
          found++;
          for (SearchSpace space :
              List.of(world.searchSpace(), SearchSpace.NONE, Plans.in(PARTITIONS))) {
            assertThat(world.plan.resolve(number, space))
                .as(() -> world.describe(number))
                .isInstanceOfSatisfying(
                    Route.class,
                    route -> assertThat(route.callClass()).isEqualTo(CallClass.EMERGENCY));
            assertThat(world.plan.progress(number, space)).isInstanceOf(Progress.RouteNow.class);
          }
        }
      }
    }
    assertThat(found).isGreaterThan(PLANS / 10);
  }

  @Test
  @DisplayName(
      "10,000 random plans: digit by digit ends where the whole number leads, or waits with reason")
  void digitByDigit() {
    for (long seed = 0; seed < PLANS; seed++) {
      World world = new World(seed);
      SearchSpace space = world.searchSpace();
      String number = world.number();
      for (int length = 1; length <= number.length(); length++) {
        String digits = number.substring(0, length);
        boolean longer = world.longer(digits, world.space);
        boolean matches =
            world.emergency(digits).isPresent() || world.best(digits, world.space).isPresent();
        long from = seed;
        Supplier<String> as = () -> "seed " + from + ": " + world.describe(digits);
        switch (world.plan.progress(digits, space)) {
          case Progress.RouteNow(Resolution resolution) -> {
            assertThat(resolution).as(as).isEqualTo(world.plan.resolve(digits, space));
            assertThat(matches).as(as).isTrue();
          }
          case Progress.MoreDigits(boolean complete) -> {
            assertThat(longer).as(as).isTrue();
            assertThat(complete).as(as).isEqualTo(matches);
            if (matches) {
              assertThat(world.best(digits, world.space).orElseThrow().urgent()).as(as).isFalse();
            }
          }
          case Progress.NotPossible none -> assertThat(matches || longer).as(as).isFalse();
        }
      }
    }
  }

  @Test
  @DisplayName("100,000 random patterns: what is written is what is read, and takes what it says")
  void patterns() {
    RandomPatterns patterns = new RandomPatterns(new Random(1), "0123456789");
    for (int i = 0; i < 100_000; i++) {
      Model model = patterns.pattern(12, true);
      NumberPattern pattern = NumberPattern.of(model.text());
      assertThat(NumberPattern.of(pattern.toString())).isEqualTo(pattern);
      for (int n = 0; n < 3; n++) {
        String number = patterns.number(List.of(model));
        assertThat(pattern.matches(number))
            .as("%s and %s", model, number)
            .isEqualTo(model.takes(number));
        if (model.takes(number)) {
          assertThat(pattern.alternativesOf(number.length()))
              .isEqualTo(model.numbersOf(number.length()));
        }
      }
    }
  }

  @Test
  @DisplayName("100,000 random texts: a pattern is read or refused with a reason")
  void anyText() {
    Random random = new Random(2);
    String symbols = "0123456789*#+X[]^-.!\\x@? é";
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(9); n > 0; n--) {
        text.append(symbols.charAt(random.nextInt(symbols.length())));
      }
      try {
        assertThat(NumberPattern.of(text.toString())).hasToString(text.toString());
        read++;
      } catch (IllegalArgumentException e) {
        assertThat(e)
            .hasMessageStartingWith(text.isEmpty() ? "a pattern is" : "pattern, character ");
      }
    }
    assertThat(read).isPositive();
  }
}
