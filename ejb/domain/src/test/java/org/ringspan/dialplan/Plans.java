package org.ringspan.dialplan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.DialPlanSettings.Defaults;
import org.ringspan.dialplan.Numbering.NumberedLine;

/** Writes dial plans in few words. Partitions are there as soon as something is put into them. */
final class Plans {
  static final TrunkName PSTN = new TrunkName("pstn");

  final Set<PartitionName> partitions = new LinkedHashSet<>();
  final List<CallingSearchSpace> spaces = new ArrayList<>();
  final List<RoutePattern> routes = new ArrayList<>();
  final List<TranslationPattern> translations = new ArrayList<>();
  final List<TransformationPattern> transformations = new ArrayList<>();
  final List<ApplicationDialRule> rules = new ArrayList<>();
  final List<NumberedLine> lines = new ArrayList<>();
  final Map<UserId, DirectoryNumber> names = new HashMap<>();
  Defaults defaults = Defaults.NONE;
  Optional<DirectoryNumber> pilot = Optional.empty();

  static PartitionName partition(String name) {
    return new PartitionName(name);
  }

  static SearchSpace in(String... partitions) {
    return new SearchSpace(Arrays.stream(partitions).map(PartitionName::new).toList());
  }

  static RouteTarget list(String name) {
    return new RouteTarget.ToRouteList(new RouteListName(name));
  }

  private PartitionName put(String partition) {
    PartitionName name = new PartitionName(partition);
    if (!name.isSystem()) {
      partitions.add(name);
    }
    return name;
  }

  Plans partitions(String... names) {
    Arrays.stream(names).forEach(this::put);
    return this;
  }

  Plans space(String name, String... partitions) {
    spaces.add(new CallingSearchSpace(new SearchSpaceName(name), in(partitions)));
    return this;
  }

  Plans route(RoutePattern route) {
    routes.add(route);
    return this;
  }

  /** A route to the list named like the pattern's partition. */
  Plans route(String pattern, String partition) {
    return route(pattern, partition, false, CallClass.NATIONAL, CalledChange.NONE);
  }

  Plans urgent(String pattern, String partition) {
    return route(pattern, partition, true, CallClass.NATIONAL, CalledChange.NONE);
  }

  Plans emergency(String pattern, String partition) {
    return route(pattern, partition, true, CallClass.EMERGENCY, CalledChange.NONE);
  }

  Plans route(
      String pattern, String partition, boolean urgent, CallClass callClass, CalledChange called) {
    return route(
        new RoutePattern(
            NumberPattern.of(pattern),
            put(partition),
            list(partition),
            urgent,
            callClass,
            true,
            called,
            CallingChange.NONE));
  }

  Plans block(String pattern, String partition, BlockCause cause) {
    return route(
        new RoutePattern(
            NumberPattern.of(pattern),
            put(partition),
            new RouteTarget.Block(cause),
            true,
            CallClass.NATIONAL,
            true,
            CalledChange.NONE,
            CallingChange.NONE));
  }

  Plans translate(String pattern, String partition, String space, CalledChange called) {
    return translate(pattern, partition, Optional.of(space), called, CallingChange.NONE);
  }

  Plans translate(
      String pattern,
      String partition,
      Optional<String> space,
      CalledChange called,
      CallingChange calling) {
    translations.add(
        new TranslationPattern(
            NumberPattern.of(pattern),
            put(partition),
            space.map(SearchSpaceName::new),
            true,
            called,
            calling));
    return this;
  }

  Plans transform(
      TransformationPattern.Kind kind, String pattern, String partition, CalledChange change) {
    transformations.add(
        new TransformationPattern(
            kind, NumberPattern.of(pattern), put(partition), change, Presentation.DEFAULT));
    return this;
  }

  Plans line(String number, String partition) {
    lines.add(
        new NumberedLine(
            new DirectoryNumber(number), Optional.empty(), Optional.of(put(partition))));
    return this;
  }

  Plans line(String user, String number, String did) {
    lines.add(
        new NumberedLine(
            new DirectoryNumber(number), Optional.of(new E164Number(did)), Optional.empty()));
    names.put(new UserId(user), new DirectoryNumber(number));
    return this;
  }

  Plans outsidePrefix(String prefix) {
    defaults =
        new Defaults(
            Optional.of(prefix),
            defaults.phones(),
            defaults.trunks(),
            defaults.rerouting(),
            defaults.linePartition());
    return this;
  }

  DialPlanSettings settings() {
    return new DialPlanSettings(
        List.copyOf(partitions), spaces, routes, translations, transformations, rules, defaults);
  }

  Numbering numbering() {
    return new Numbering(lines, names, pilot, Optional.of(PSTN));
  }

  DialPlan plan() {
    return DialPlan.compile(settings(), numbering());
  }

  static CalledChange preDot(String prefix) {
    return new CalledChange(Discard.PRE_DOT, Optional.empty(), prefix);
  }

  static CalledChange prefix(String prefix) {
    return new CalledChange(Discard.NONE, Optional.empty(), prefix);
  }

  static CalledChange mask(String mask) {
    return new CalledChange(Discard.NONE, Optional.of(new NumberMask(mask)), "");
  }
}
