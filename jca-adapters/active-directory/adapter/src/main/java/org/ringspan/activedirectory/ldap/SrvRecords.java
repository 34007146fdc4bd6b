package org.ringspan.activedirectory.ldap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The order in which servers of a service are to be taken (RFC 2782). */
final class SrvRecords {
  private SrvRecords() {}

  /**
   * A record of DNS.
   *
   * @param priority the lower comes first
   * @param weight the higher comes first more often among those of a priority
   */
  record Srv(int priority, int weight, int port, String target) {}

  /** Reads {@code 0 100 389 dc1.example.org.}; empty when it isn't one, or says there is none. */
  static Optional<Srv> parse(String text) {
    var words = text.strip().split("\\s+");
    if (words.length != 4 || words[3].equals(".")) {
      return Optional.empty();
    }
    try {
      var target = words[3].endsWith(".") ? words[3].substring(0, words[3].length() - 1) : words[3];
      var srv = new Srv(number(words[0]), number(words[1]), number(words[2]), target);
      return srv.port() == 0 ? Optional.empty() : Optional.of(srv);
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static int number(String word) {
    var number = Integer.parseInt(word);
    if (number < 0 || number > 65_535) {
      throw new NumberFormatException("of 16 bits");
    }
    return number;
  }

  /** Orders by priority, and at random by weight within one. */
  static List<Srv> ordered(List<Srv> records, RandomGenerator random) {
    var byPriority = new TreeMap<Integer, List<Srv>>();
    for (var srv : records) {
      byPriority.computeIfAbsent(srv.priority(), p -> new ArrayList<>()).add(srv);
    }
    var ordered = new ArrayList<Srv>(records.size());
    for (var same : byPriority.values()) {
      // rfc2782: "the records with weight 0 […] placed at the beginning of the list"
      same.sort(Comparator.comparingInt(Srv::weight));
      while (!same.isEmpty()) {
        var sum = same.stream().mapToInt(Srv::weight).sum();
        var mark = random.nextInt(sum + 1);
        var running = 0;
        var chosen = same.getLast();
        for (var srv : same) {
          running += srv.weight();
          if (running >= mark) {
            chosen = srv;
            break;
          }
        }
        same.remove(chosen);
        ordered.add(chosen);
      }
    }
    return ordered;
  }
}
