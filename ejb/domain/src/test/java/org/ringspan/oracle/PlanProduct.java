package org.ringspan.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.RouteListName;
import org.ringspan.dialplan.BlockCause;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.CallingChange;
import org.ringspan.dialplan.CallingNumber;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.DialPlanSettings.Defaults;
import org.ringspan.dialplan.Discard;
import org.ringspan.dialplan.NumberMask;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.Numbering;
import org.ringspan.dialplan.Numbering.NumberedLine;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.Resolution;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.dialplan.TranslationPattern;
import org.ringspan.oracle.PlanOracle.Entry;
import org.ringspan.oracle.PlanOracle.Plan;

/** Puts a dialled number to the product's dial plan and writes its answer as the oracle does. */
final class PlanProduct {
  private static final CallingNumber CALLER =
      new CallingNumber(
          Optional.of(PlanOracle.CALLER),
          Optional.of(PlanOracle.CALLER_OUTSIDE),
          Presentation.DEFAULT);

  private final DialPlan plan;

  PlanProduct(Plan plan, List<String> partitions) {
    List<RoutePattern> routes = new ArrayList<>();
    List<TranslationPattern> translations = new ArrayList<>();
    List<NumberedLine> lines = new ArrayList<>();
    for (Entry entry : plan.entries()) {
      switch (entry.kind()) {
        case "line" ->
            lines.add(
                new NumberedLine(
                    new DirectoryNumber(entry.pattern()),
                    Optional.empty(),
                    Optional.of(new PartitionName(entry.partition()))));
        case "translation" -> translations.add(translation(entry));
        default -> routes.add(route(entry));
      }
    }
    DialPlanSettings settings =
        new DialPlanSettings(
            partitions.stream().map(PartitionName::new).toList(),
            plan.spaces().stream()
                .map(
                    space ->
                        new CallingSearchSpace(
                            new SearchSpaceName(space.name()), space(space.partitions())))
                .toList(),
            routes,
            translations,
            List.of(),
            List.of(),
            new Defaults(
                plan.outsidePrefix(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PartitionName.LINES));
    this.plan =
        DialPlan.compile(
            settings, new Numbering(lines, Map.of(), Optional.empty(), Optional.empty()));
  }

  String answer(String dialled, List<String> space) {
    Resolution resolution = plan.resolve(dialled, space(space));
    String from = " from " + resolution.calling(CALLER).number().orElse("-");
    return switch (resolution) {
      case Resolution.Line line -> "line " + line.number() + from;
      case Resolution.HuntGroup group -> "hunt group " + group.number() + from;
      case Resolution.Park park -> "park number " + park.number() + from;
      case Resolution.Voicemail voicemail -> "voicemail " + voicemail.pilot() + from;
      case Resolution.Route route ->
          "route "
              + ((RouteTarget.ToRouteList) route.way()).list().value()
              + " "
              + route.called()
              + from;
      case Resolution.Blocked blocked -> "blocked " + blocked.cause();
      case Resolution.NoMatch none -> "no match";
      case Resolution.Incomplete incomplete -> "incomplete";
    };
  }

  private static SearchSpace space(List<String> partitions) {
    return new SearchSpace(partitions.stream().map(PartitionName::new).toList());
  }

  private static RoutePattern route(Entry entry) {
    boolean emergency = entry.kind().equals("emergency");
    return new RoutePattern(
        NumberPattern.of(entry.pattern()),
        new PartitionName(entry.partition()),
        entry.kind().equals("block")
            ? new RouteTarget.Block(BlockCause.valueOf(entry.target()))
            : new RouteTarget.ToRouteList(new RouteListName(entry.target())),
        emergency,
        emergency ? CallClass.EMERGENCY : CallClass.NATIONAL,
        true,
        called(entry),
        calling(entry));
  }

  private static TranslationPattern translation(Entry entry) {
    return new TranslationPattern(
        NumberPattern.of(entry.pattern()),
        new PartitionName(entry.partition()),
        entry.target().isEmpty()
            ? Optional.empty()
            : Optional.of(new SearchSpaceName(entry.target())),
        true,
        called(entry),
        calling(entry));
  }

  private static CalledChange called(Entry entry) {
    Discard discard =
        switch (entry.discard()) {
          case "dot" -> Discard.PRE_DOT;
          case "hash" -> Discard.TRAILING_HASH;
          case "both" -> Discard.PRE_DOT_TRAILING_HASH;
          default -> Discard.NONE;
        };
    return new CalledChange(discard, mask(entry.mask()), entry.prefix());
  }

  private static CallingChange calling(Entry entry) {
    return new CallingChange(
        entry.external(), mask(entry.callingMask()), entry.callingPrefix(), Presentation.DEFAULT);
  }

  private static Optional<NumberMask> mask(String mask) {
    return mask.isEmpty() ? Optional.empty() : Optional.of(new NumberMask(mask));
  }
}
