package org.ringspan.dialplan;

import static java.util.stream.Collectors.groupingBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ringspan.dialplan.DialPlanFinding.AlwaysHidden;
import org.ringspan.dialplan.DialPlanFinding.Ambiguous;
import org.ringspan.dialplan.DialPlanFinding.EmptySearchSpace;
import org.ringspan.dialplan.DialPlanFinding.HiddenByEmergency;
import org.ringspan.dialplan.DialPlanFinding.LeadsNowhere;
import org.ringspan.dialplan.DialPlanFinding.NoEmergencyNumber;
import org.ringspan.dialplan.DialPlanFinding.TranslationLoop;
import org.ringspan.dialplan.DialPlanFinding.UnusedPartition;

/**
 * Looks through a dial plan for what is allowed and yet hardly meant. Not for the call path: its
 * cost grows with the square of the patterns that have wildcards and begin alike.
 */
public final class DialPlanFindings {
  private static final int MOST_NAMED = 3;
  private static final int MOST_AMBIGUITIES = 100;

  private final DialPlan plan;
  private final DialPlanSettings settings;
  private final List<DialPlanEntry> entries;
  private final Set<SearchSpace> spaces = new LinkedHashSet<>();
  private final List<DialPlanFinding> findings = new ArrayList<>();

  private DialPlanFindings(DialPlan plan) {
    this.plan = plan;
    this.settings = plan.settings();
    this.entries = plan.entries();
    spaces.add(plan.spaceOf(Optional.empty(), Optional.empty()));
    spaces.add(plan.spaceOfTrunk(Optional.empty()));
    settings.searchSpaces().forEach(space -> spaces.add(space.space()));
  }

  /**
   * All findings; none for a plan without a fault.
   *
   * @param isThere whether a route list or trunk is configured
   */
  public static List<DialPlanFinding> of(DialPlan plan, Predicate<RouteTarget.Way> isThere) {
    DialPlanFindings search = new DialPlanFindings(plan);
    search.emergencies();
    search.targets(isThere);
    search.partitionsAndSpaces();
    search.hidden();
    search.loops();
    search.ambiguities();
    return List.copyOf(search.findings);
  }

  private List<RoutePattern> emergencyRoutes() {
    return settings.routePatterns().stream().filter(RoutePattern::isEmergency).toList();
  }

  private void emergencies() {
    List<RoutePattern> emergencies = emergencyRoutes();
    if (emergencies.isEmpty() && !settings.routePatterns().isEmpty()) {
      findings.add(new NoEmergencyNumber());
    }
    for (RoutePattern emergency : emergencies) {
      dialledAs(emergency).forEach(dialled -> hiddenBy(emergency, dialled));
    }
  }

  private List<NumberPattern> dialledAs(RoutePattern emergency) {
    List<NumberPattern> dialled = new ArrayList<>(List.of(emergency.pattern()));
    settings
        .defaults()
        .outsidePrefix()
        .ifPresent(prefix -> dialled.add(emergency.pattern().dialledAfter(prefix)));
    return dialled;
  }

  /** Only what is as good a match would have been meant for this number. */
  private void hiddenBy(RoutePattern emergency, NumberPattern dialled) {
    int length = dialled.positions();
    int[] numbers = PatternOverlap.atLength(dialled, length);
    for (DialPlanEntry entry : entries) {
      int[] sets = PatternOverlap.atLength(entry.pattern(), length);
      if (!isEmergency(entry)
          && numbers != null
          && sets != null
          && PatternOverlap.meet(numbers, sets)
          && entry.pattern().alternativesOf(length).compareTo(dialled.alternativesOf(length))
              <= 0) {
        findings.add(new HiddenByEmergency(entry, emergency));
      }
    }
  }

  private static boolean isEmergency(DialPlanEntry entry) {
    return entry instanceof RoutePattern route && route.isEmergency();
  }

  private void targets(Predicate<RouteTarget.Way> isThere) {
    for (RoutePattern route : settings.routePatterns()) {
      if (route.target() instanceof RouteTarget.Way way && !isThere.test(way)) {
        findings.add(new LeadsNowhere(route));
      }
    }
  }

  private void partitionsAndSpaces() {
    Set<PartitionName> searched = new HashSet<>();
    spaces.forEach(space -> searched.addAll(space.partitions()));
    for (PartitionName partition : settings.partitions()) {
      boolean needed =
          entries.stream().noneMatch(entry -> entry.partition().equals(partition))
              || entries.stream()
                  .anyMatch(entry -> entry.partition().equals(partition) && !isEmergency(entry));
      if (needed && !searched.contains(partition)) {
        findings.add(new UnusedPartition(partition));
      }
    }
    for (CallingSearchSpace space : settings.searchSpaces()) {
      if (space.space().partitions().isEmpty()) {
        findings.add(new EmptySearchSpace(space.name()));
      }
    }
  }

  private void hidden() {
    Overlaps overlaps = new Overlaps(entries);
    for (int i = 0; i < entries.size(); i++) {
      DialPlanEntry entry = entries.get(i);
      if (!isEmergency(entry) && !entry.partition().equals(PartitionName.OUTSIDE)) {
        List<Integer> rivals = overlaps.rivals(i, lengthOf(entry.pattern()));
        if (!rivals.isEmpty()) {
          hidden(entry, i, rivals);
        }
      }
    }
  }

  /** The longest numbers of an open pattern meet no pattern of a fixed length. */
  private static int lengthOf(NumberPattern pattern) {
    return pattern.isOpen() ? Symbols.LONGEST_NUMBER : pattern.positions();
  }

  private void hidden(DialPlanEntry entry, int order, List<Integer> rivals) {
    Set<NumberPattern> by = new LinkedHashSet<>();
    boolean reached = false;
    boolean searched = false;
    for (SearchSpace space : spaces) {
      if (space.partitions().contains(entry.partition())) {
        searched = true;
        List<DialPlanEntry> better = hiding(entry, order, rivals, space);
        reached |= better.isEmpty();
        better.stream().limit(MOST_NAMED).forEach(other -> by.add(other.pattern()));
      }
    }
    if (searched && !reached) {
      findings.add(new AlwaysHidden(entry, by.stream().limit(MOST_NAMED).toList()));
    }
  }

  /** Those that together take all numbers of the entry in this space; none when some are left. */
  private List<DialPlanEntry> hiding(
      DialPlanEntry entry, int order, List<Integer> rivals, SearchSpace space) {
    int length = lengthOf(entry.pattern());
    int[] numbers = PatternOverlap.atLength(entry.pattern(), length);
    List<DialPlanEntry> better = new ArrayList<>();
    List<int[]> taken = new ArrayList<>();
    for (int i : rivals) {
      DialPlanEntry other = entries.get(i);
      int[] sets = PatternOverlap.atLength(other.pattern(), length);
      if (sets != null && wins(other, i, entry, order, space, length)) {
        better.add(other);
        taken.add(sets);
      }
    }
    return numbers != null && PatternOverlap.covered(numbers, taken) ? better : List.of();
  }

  /** The rules of {@link PatternSearch}, for two patterns. */
  private static boolean wins(
      DialPlanEntry one,
      int order,
      DialPlanEntry other,
      int otherOrder,
      SearchSpace space,
      int length) {
    int rank = space.partitions().indexOf(one.partition());
    if (isEmergency(one) || rank < 0) {
      return isEmergency(one);
    }
    BigInteger numbers = one.pattern().alternativesOf(length);
    int compared = numbers.compareTo(other.pattern().alternativesOf(length));
    if (compared != 0) {
      return compared < 0;
    }
    if (one.pattern().isOpen() != other.pattern().isOpen()) {
      return other.pattern().isOpen();
    }
    int otherRank = space.partitions().indexOf(other.partition());
    return rank != otherRank ? rank < otherRank : order < otherOrder;
  }

  /** Tries up to ten numbers of each translation pattern, in every space that reaches it. */
  private void loops() {
    for (TranslationPattern translation : settings.translationPatterns()) {
      loopOf(translation).ifPresent(findings::add);
    }
  }

  private Optional<DialPlanFinding> loopOf(TranslationPattern translation) {
    Resolution loop = new Resolution.Blocked(BlockCause.LOOP);
    for (SearchSpace space : spaces) {
      if (space.partitions().contains(translation.partition())) {
        for (int digit = 0; digit <= 9; digit++) {
          String number = example(translation.pattern(), digit);
          if (plan.resolve(number, space).equals(loop)) {
            return Optional.of(new TranslationLoop(translation, number));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A number of the pattern, with {@code digit} wherever it may stand. */
  private static String example(NumberPattern pattern, int digit) {
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < pattern.positions(); i++) {
      int set = pattern.set(i);
      boolean fits = (set & (1 << digit)) != 0;
      number.append(Symbols.symbol(fits ? digit : Integer.numberOfTrailingZeros(set)));
    }
    if (pattern.isOpen()) {
      number.append(digit).append(pattern.isTerminated() ? "#" : "");
    }
    return number.toString();
  }

  private void ambiguities() {
    record Alike(
        PartitionName partition,
        int positions,
        boolean open,
        boolean terminated,
        BigInteger numbers) {}
    Map<Alike, List<DialPlanEntry>> alike =
        entries.stream()
            .filter(entry -> !isEmergency(entry))
            .filter(entry -> entry.pattern().isOpen() || entry.pattern().hasWildcards())
            .collect(
                groupingBy(
                    entry -> {
                      NumberPattern pattern = entry.pattern();
                      int length = pattern.positions() + (pattern.isTerminated() ? 2 : 1);
                      return new Alike(
                          entry.partition(),
                          pattern.positions(),
                          pattern.isOpen(),
                          pattern.isTerminated(),
                          pattern.alternativesOf(length));
                    },
                    LinkedHashMap::new,
                    java.util.stream.Collectors.toList()));
    int found = 0;
    for (Collection<DialPlanEntry> group : alike.values()) {
      List<DialPlanEntry> patterns = List.copyOf(group);
      for (int i = 0; i < patterns.size(); i++) {
        for (int j = i + 1; j < patterns.size() && found < MOST_AMBIGUITIES; j++) {
          if (patterns.get(i).pattern().meets(patterns.get(j).pattern())) {
            findings.add(new Ambiguous(patterns.get(i), patterns.get(j)));
            found++;
          }
        }
      }
    }
  }
}
