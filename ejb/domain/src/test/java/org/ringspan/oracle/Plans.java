package org.ringspan.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ringspan.oracle.PlanOracle.Entry;
import org.ringspan.oracle.PlanOracle.Plan;
import org.ringspan.oracle.PlanOracle.Space;

/** Makes dial plans and dialled numbers from a seed; few digits are used, so patterns overlap. */
final class Plans {
  static final List<String> PARTITIONS = List.of("p0", "p1", "p2", "p3");
  private static final List<String> SPACES = List.of("s0", "s1", "s2");
  private static final List<String> TOKENS =
      List.of("1", "2", "3", "X", "X", "X", "[12]", "[1-3]", "[^1]", "[^2-9]", "[*#]", "*");

  private final Random random;

  Plans(long seed) {
    random = new Random(seed);
  }

  Plan plan() {
    List<Space> spaces = new ArrayList<>();
    for (String name : SPACES) {
      spaces.add(new Space(name, partitions()));
    }
    Set<String> taken = new HashSet<>();
    List<Entry> lines = new ArrayList<>();
    List<Entry> routes = new ArrayList<>();
    List<Entry> translations = new ArrayList<>();
    for (int i = 0; i < 4 + random.nextInt(16); i++) {
      String partition = one(PARTITIONS);
      switch (random.nextInt(10)) {
        case 0, 1 -> {
          String number = "5" + digits(1 + random.nextInt(3));
          if (taken.add(number)) {
            lines.add(entry("line", number, partition, number, "none"));
          }
        }
        case 2, 3, 4 -> {
          String pattern = pattern();
          if (taken.add(partition + meaning(pattern))) {
            String space = chance(70) ? one(SPACES) : "";
            translations.add(entry("translation", pattern, partition, space, discard(pattern)));
          }
        }
        default -> {
          String pattern = chance(10) ? emergency() : pattern();
          boolean open = pattern.contains("!");
          String kind = !open && chance(15) ? "emergency" : chance(12) ? "block" : "route";
          if (taken.add(partition + meaning(pattern))) {
            String target = kind.equals("block") ? "CALL_REJECTED" : "list" + i;
            routes.add(entry(kind, pattern, partition, target, discard(pattern)));
          }
        }
      }
    }
    List<Entry> all = new ArrayList<>(lines);
    all.addAll(routes);
    all.addAll(translations);
    return new Plan(
        all, spaces, chance(40) ? Optional.of(one(List.of("1", "12"))) : Optional.empty());
  }

  /** Two patterns with the same numbers in one partition are refused, wherever their dots are. */
  private static String meaning(String pattern) {
    return PlanOracle.tokens(pattern).toString();
  }

  List<String> partitions() {
    List<String> all = new ArrayList<>(PARTITIONS);
    Collections.shuffle(all, random);
    if (chance(60)) {
      return List.copyOf(all);
    }
    return List.copyOf(all.subList(0, random.nextInt(all.size() + 1)));
  }

  private Entry entry(
      String kind, String pattern, String partition, String target, String discard) {
    boolean line = kind.equals("line");
    return new Entry(
        kind,
        pattern,
        partition,
        target,
        discard,
        !line && chance(15) ? one(List.of("XX", "2XXX", "5X", "123XX")) : "",
        !line && chance(35) ? one(List.of("1", "2", "5", "+1", "*3", "12")) : "",
        !line && chance(20),
        !line && chance(15) ? one(List.of("XX", "408555XXXX", "9")) : "",
        !line && chance(15) ? one(List.of("7", "+1")) : "");
  }

  private String emergency() {
    return one(List.of("11", "112", "33", "2.33"));
  }

  private String pattern() {
    StringBuilder pattern = new StringBuilder();
    int length = 1 + random.nextInt(3);
    int dot = chance(35) ? 1 + random.nextInt(length) : -1;
    if (chance(15)) {
      pattern.append("\\+");
    }
    for (int i = 0; i < length; i++) {
      if (i == dot) {
        pattern.append('.');
      }
      pattern.append(one(TOKENS));
    }
    if (chance(20)) {
      pattern.append('!').append(chance(30) ? "#" : "");
    }
    return pattern.toString();
  }

  private String discard(String pattern) {
    boolean dot = pattern.contains(".");
    return switch (random.nextInt(4)) {
      case 0 -> dot ? "dot" : "none";
      case 1 -> "hash";
      case 2 -> dot ? "both" : "none";
      default -> "none";
    };
  }

  /** Something to dial: mostly digits that patterns begin with, now and then what none may hold. */
  String dialled(Plan plan) {
    if (chance(3)) {
      return one(List.of("", "alice", "1+2", "+", "12a", "1".repeat(49), "1".repeat(48)));
    }
    String outside = plan.outsidePrefix().filter(prefix -> chance(15)).orElse("");
    String plus = chance(12) ? "+" : "";
    String body = chance(15) ? "5" + digits(random.nextInt(4)) : digits(1 + random.nextInt(3));
    return outside + plus + body + (chance(8) ? "#" : "");
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(one(List.of("1", "2", "3", "1", "2", "3", "4", "*")));
    }
    return digits.toString().replace('*', '3');
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
