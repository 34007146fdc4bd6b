package org.ringspan.dialplan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.Numbering.NumberedLine;
import org.ringspan.dialplan.PatternTrie.Slot;
import org.ringspan.dialplan.RouteTarget.ToTrunk;
import org.ringspan.dialplan.TransformationPattern.Kind;

/** The tries of a dial plan. Building it checks that everything it refers to is there. */
final class CompiledPlan {
  /**
   * An emergency pattern as it may be dialled.
   *
   * @param prefix the prefix for outside calls that is dialled before it, or empty
   */
  record Emergency(RoutePattern route, String prefix) {}

  /** The line that a name reaches, and where that line is. */
  record Named(DirectoryNumber line, PartitionName partition) {}

  private static final int SHORTEST_E164 = 3;
  private static final int LONGEST_E164 = 15;

  private final Set<PartitionName> partitions = new HashSet<>(PartitionName.SYSTEM);
  private final Map<SearchSpaceName, SearchSpace> spaces = new LinkedHashMap<>();
  private final Map<PartitionName, PatternTrie<DialPlanEntry>> tries = new HashMap<>();
  private final Map<PartitionName, PatternTrie<TransformationPattern>> calling = new HashMap<>();
  private final Map<PartitionName, PatternTrie<TransformationPattern>> called = new HashMap<>();
  private final PatternTrie<Emergency> emergency;
  private final Map<UserId, Named> names = new HashMap<>();
  private final List<DialPlanEntry> entries;

  CompiledPlan(DialPlanSettings settings, Numbering numbering) {
    PartitionName linePartition = settings.defaults().linePartition();
    for (PartitionName partition : settings.partitions()) {
      require(partitions.add(partition), () -> "partition " + partition + " is configured twice");
    }
    for (CallingSearchSpace space : settings.searchSpaces()) {
      require(
          spaces.put(space.name(), space.space()) == null,
          () -> "search space " + space.name() + " is configured twice");
      space
          .space()
          .partitions()
          .forEach(name -> requirePartition("search space ", space.name(), name));
    }
    requireDefaults(settings.defaults());
    this.entries = entries(settings, numbering, linePartition);
    this.emergency = emergencies(settings);
    compileEntries();
    compileTransformations(settings.transformationPatterns(), Kind.CALLING, calling);
    compileTransformations(settings.transformationPatterns(), Kind.CALLED, called);
    name(numbering, linePartition);
  }

  private void requireDefaults(DialPlanSettings.Defaults defaults) {
    defaults.phones().ifPresent(name -> requireSpace("the default of ", "phones", name));
    defaults.trunks().ifPresent(name -> requireSpace("the default of ", "trunks", name));
    defaults.rerouting().ifPresent(name -> requireSpace("the default of ", "rerouting", name));
    PartitionName lines = defaults.linePartition();
    require(
        lines.equals(PartitionName.LINES) || !lines.isSystem(),
        () -> "the default of lines can't be partition " + lines);
    requirePartition("the default of ", "lines", lines);
  }

  private List<DialPlanEntry> entries(
      DialPlanSettings settings, Numbering numbering, PartitionName linePartition) {
    List<DialPlanEntry> all = new ArrayList<>();
    for (NumberedLine line : numbering.lines()) {
      PartitionName partition = placeOf("line ", line.number(), line.partition(), linePartition);
      all.add(lineAt(line.number().digits(), partition, line.number()));
      line.did().ifPresent(did -> all.add(lineAt(did.value(), PartitionName.DIDS, line.number())));
    }
    for (NumberedLine group : numbering.huntGroups()) {
      PartitionName partition =
          placeOf("hunt group ", group.number(), group.partition(), linePartition);
      all.add(groupAt(group.number().digits(), partition, group.number()));
      group
          .did()
          .ifPresent(did -> all.add(groupAt(did.value(), PartitionName.DIDS, group.number())));
    }
    for (Numbering.ParkedNumber park : numbering.parks()) {
      PartitionName partition =
          placeOf("park number ", park.number(), park.partition(), linePartition);
      NumberPattern number = NumberPattern.literal(park.number().digits());
      NumberPattern retrieval = NumberPattern.literal(park.retrieval());
      all.add(new DialPlanEntry.ToPark(number, partition, park.number(), false));
      all.add(new DialPlanEntry.ToPark(retrieval, partition, park.number(), true));
    }
    numbering
        .voicemailPilot()
        .ifPresent(
            pilot ->
                all.add(
                    new DialPlanEntry.ToVoicemail(
                        NumberPattern.literal(pilot.digits()), linePartition, pilot)));
    numbering.defaultTrunk().ifPresent(trunk -> all.addAll(outside(trunk)));
    for (RoutePattern route : settings.routePatterns()) {
      requireOwn("route pattern ", route.pattern(), route.partition());
      all.add(route);
    }
    for (TranslationPattern translation : settings.translationPatterns()) {
      String what = "translation pattern ";
      requireOwn(what, translation.pattern(), translation.partition());
      translation.space().ifPresent(space -> requireSpace(what, translation.pattern(), space));
      all.add(translation);
    }
    return all;
  }

  private PartitionName placeOf(
      String what,
      DirectoryNumber number,
      Optional<PartitionName> own,
      PartitionName linePartition) {
    PartitionName partition = own.orElse(linePartition);
    require(
        partition.equals(PartitionName.LINES) || !partition.isSystem(),
        () -> what + number + " can't be in partition " + partition);
    requirePartition(what, number, partition);
    return partition;
  }

  private static DialPlanEntry groupAt(
      String number, PartitionName partition, DirectoryNumber group) {
    return new DialPlanEntry.ToHuntGroup(NumberPattern.literal(number), partition, group);
  }

  private static DialPlanEntry lineAt(
      String number, PartitionName partition, DirectoryNumber line) {
    return new DialPlanEntry.ToLine(NumberPattern.literal(number), partition, line);
  }

  /** Every number that {@link org.ringspan.address.E164Number} accepts, one pattern a length. */
  private static List<RoutePattern> outside(TrunkName trunk) {
    List<RoutePattern> patterns = new ArrayList<>();
    for (int digits = SHORTEST_E164; digits <= LONGEST_E164; digits++) {
      patterns.add(
          new RoutePattern(
              NumberPattern.of("\\+[1-9]" + "X".repeat(digits - 1)),
              PartitionName.OUTSIDE,
              new ToTrunk(trunk),
              false,
              CallClass.INTERNATIONAL,
              true,
              CalledChange.NONE,
              new CallingChange(true, Optional.empty(), "", Presentation.DEFAULT)));
    }
    return patterns;
  }

  private PatternTrie<Emergency> emergencies(DialPlanSettings settings) {
    List<Slot<Emergency>> slots = new ArrayList<>();
    for (RoutePattern route : settings.routePatterns()) {
      if (route.isEmergency()) {
        slots.add(
            new Slot<>(route.pattern(), route.partition(), slots.size(), new Emergency(route, "")));
      }
    }
    Optional<String> prefix = settings.defaults().outsidePrefix();
    for (RoutePattern route : settings.routePatterns()) {
      if (route.isEmergency() && prefix.isPresent()) {
        slots.add(
            new Slot<>(
                route.pattern().dialledAfter(prefix.get()),
                route.partition(),
                slots.size(),
                new Emergency(route, prefix.get())));
      }
    }
    return new PatternTrie<>(slots);
  }

  private void compileEntries() {
    Map<PartitionName, List<Slot<DialPlanEntry>>> slots = new HashMap<>();
    partitions.forEach(partition -> slots.put(partition, new ArrayList<>()));
    Set<Object> seen = HashSet.newHashSet(entries.size());
    for (int order = 0; order < entries.size(); order++) {
      DialPlanEntry entry = entries.get(order);
      requireOnce(seen, entry.pattern(), entry.partition());
      if (!(entry instanceof RoutePattern route && route.isEmergency())) {
        slotsOf(slots, entry.partition())
            .add(new Slot<>(entry.pattern(), entry.partition(), order, entry));
      }
    }
    slots.forEach((partition, list) -> tries.put(partition, new PatternTrie<>(list)));
  }

  private void compileTransformations(
      List<TransformationPattern> patterns,
      Kind kind,
      Map<PartitionName, PatternTrie<TransformationPattern>> into) {
    Map<PartitionName, List<Slot<TransformationPattern>>> slots = new HashMap<>();
    Set<Object> seen = new HashSet<>();
    for (TransformationPattern pattern : patterns) {
      if (pattern.kind() == kind) {
        requireOwn("transformation pattern ", pattern.pattern(), pattern.partition());
        requireOnce(seen, pattern.pattern(), pattern.partition());
        slots
            .computeIfAbsent(pattern.partition(), partition -> new ArrayList<>())
            .add(new Slot<>(pattern.pattern(), pattern.partition(), seen.size(), pattern));
      }
    }
    slots.forEach((partition, list) -> into.put(partition, new PatternTrie<>(list)));
  }

  private void name(Numbering numbering, PartitionName linePartition) {
    Map<DirectoryNumber, PartitionName> partitionOf = HashMap.newHashMap(numbering.lines().size());
    for (NumberedLine line : numbering.lines()) {
      partitionOf.put(line.number(), line.partition().orElse(linePartition));
    }
    numbering
        .primaryLines()
        .forEach(
            (user, line) -> {
              PartitionName partition = partitionOf.get(line);
              require(partition != null, () -> "user " + user + " has no line " + line);
              if (partition != null) {
                names.put(user, new Named(line, partition));
              }
            });
  }

  private static List<Slot<DialPlanEntry>> slotsOf(
      Map<PartitionName, List<Slot<DialPlanEntry>>> slots, PartitionName partition) {
    return slots.computeIfAbsent(partition, name -> new ArrayList<>());
  }

  private static void requireOnce(
      Set<Object> seen, NumberPattern pattern, PartitionName partition) {
    record Place(PartitionName partition, NumberPattern.Meaning meaning) {}
    require(
        seen.add(new Place(partition, pattern.meaning())),
        () -> "pattern " + pattern + " is twice in partition " + partition);
  }

  private void requireOwn(String what, Object which, PartitionName partition) {
    require(!partition.isSystem(), () -> what + which + " can't be in partition " + partition);
    requirePartition(what, which, partition);
  }

  private void requirePartition(String what, Object which, PartitionName partition) {
    require(
        partitions.contains(partition),
        () -> what + which + " names no partition that is there: " + partition);
  }

  private void requireSpace(String what, Object which, SearchSpaceName name) {
    require(
        spaces.containsKey(name),
        () -> what + which + " names no search space that is there: " + name);
  }

  /** The message is made when it is needed: in a large company that is what takes the time. */
  private static void require(boolean condition, Supplier<String> otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise.get());
    }
  }

  PatternTrie<Emergency> emergency() {
    return emergency;
  }

  @Nullable PatternTrie<DialPlanEntry> entriesOf(PartitionName partition) {
    return tries.get(partition);
  }

  @Nullable PatternTrie<TransformationPattern> transformationsOf(
      PartitionName partition, Kind kind) {
    return (kind == Kind.CALLING ? calling : called).get(partition);
  }

  @Nullable SearchSpace space(SearchSpaceName name) {
    return spaces.get(name);
  }

  @Nullable Named named(UserId user) {
    return names.get(user);
  }

  /** All entries in the order that decides between equals. */
  List<DialPlanEntry> entries() {
    return entries;
  }
}
