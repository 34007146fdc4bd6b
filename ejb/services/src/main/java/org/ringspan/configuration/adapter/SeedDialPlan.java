package org.ringspan.configuration.adapter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.ApplicationDialRule;
import org.ringspan.dialplan.BlockCause;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.CallingChange;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.DialPlanSettings.Defaults;
import org.ringspan.dialplan.Discard;
import org.ringspan.dialplan.LinePlace;
import org.ringspan.dialplan.NumberMask;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.dialplan.TransformationPattern;
import org.ringspan.dialplan.TranslationPattern;

/** Reads the part {@code dialPlan} of a seed document, and what lines and devices say of it. */
final class SeedDialPlan {
  private SeedDialPlan() {}

  /** The dial plan of the whole document; without the part there is none. */
  static DialPlanSettings read(StrictObject document) {
    return document
        .optionalObject("dialPlan")
        .map(
            json -> {
              DialPlanSettings settings = json.checked(SeedDialPlan::settings);
              json.nothingElse();
              return settings;
            })
        .orElse(DialPlanSettings.NONE);
  }

  /** Where a line stands. */
  static LinePlace place(StrictObject line) {
    return new LinePlace(
        line.optionalValue("partition", PartitionName::new),
        line.optionalValue("searchSpace", SearchSpaceName::new));
  }

  private static DialPlanSettings settings(StrictObject json) {
    return new DialPlanSettings(
        json.texts("partitions", SeedDialPlan::ownPartition),
        json.objects("searchSpaces", SeedDialPlan::searchSpace),
        json.objects("routePatterns", SeedDialPlan::routePattern),
        json.objects("translationPatterns", SeedDialPlan::translationPattern),
        json.objects("transformationPatterns", SeedDialPlan::transformationPattern),
        json.objects("applicationDialRules", SeedDialPlan::applicationDialRule),
        defaults(json));
  }

  /** What holds where nothing else is said. */
  static Defaults defaults(StrictObject json) {
    return new Defaults(
        json.optionalText("outsidePrefix"),
        json.optionalValue("phoneSearchSpace", SearchSpaceName::new),
        json.optionalValue("trunkSearchSpace", SearchSpaceName::new),
        json.optionalValue("reroutingSearchSpace", SearchSpaceName::new),
        json.optionalValue("linePartition", PartitionName::new).orElse(PartitionName.LINES));
  }

  static PartitionName ownPartition(String text) {
    PartitionName name = new PartitionName(text);
    if (name.isSystem()) {
      throw new IllegalArgumentException("this partition is always there");
    }
    return name;
  }

  static CallingSearchSpace searchSpace(StrictObject json) {
    return new CallingSearchSpace(
        json.value("name", SearchSpaceName::new),
        new SearchSpace(json.texts("partitions", PartitionName::new)));
  }

  static RoutePattern routePattern(StrictObject json) {
    boolean offNet = json.flag("offNet", true);
    return new RoutePattern(
        json.value("pattern", NumberPattern::of),
        json.value("partition", PartitionName::new),
        target(json),
        json.flag("urgent", false),
        json.optionalValue("class", text -> constant(CallClass.values(), text))
            .orElse(CallClass.NATIONAL),
        offNet,
        called(json, "called"),
        calling(json, offNet));
  }

  private static RouteTarget target(StrictObject json) {
    List<RouteTarget> targets = new ArrayList<>();
    json.optionalValue("routeList", RouteListName::new)
        .ifPresent(list -> targets.add(new RouteTarget.ToRouteList(list)));
    json.optionalValue("trunk", TrunkName::new)
        .ifPresent(trunk -> targets.add(new RouteTarget.ToTrunk(trunk)));
    json.optionalValue("block", SeedDialPlan::cause)
        .ifPresent(cause -> targets.add(new RouteTarget.Block(cause)));
    if (targets.size() != 1) {
      throw new IllegalArgumentException("must have one of routeList, trunk and block");
    }
    return targets.getFirst();
  }

  private static BlockCause cause(String text) {
    return constant(
        Arrays.stream(BlockCause.values())
            .filter(BlockCause::isConfigurable)
            .toArray(BlockCause[]::new),
        text);
  }

  static TranslationPattern translationPattern(StrictObject json) {
    return new TranslationPattern(
        json.value("pattern", NumberPattern::of),
        json.value("partition", PartitionName::new),
        json.optionalValue("searchSpace", SearchSpaceName::new),
        json.flag("urgent", true),
        called(json, "called"),
        calling(json, false));
  }

  static TransformationPattern transformationPattern(StrictObject json) {
    return new TransformationPattern(
        json.value("kind", text -> constant(TransformationPattern.Kind.values(), text)),
        json.value("pattern", NumberPattern::of),
        json.value("partition", PartitionName::new),
        called(json, "change"),
        presentation(json));
  }

  static ApplicationDialRule applicationDialRule(StrictObject json) {
    return new ApplicationDialRule(
        json.text("name"),
        json.optionalText("beginsWith").orElse(""),
        json.number("numberOfDigits"),
        json.number("digitsToRemove"),
        json.optionalText("prefix").orElse(""));
  }

  private static CalledChange called(StrictObject json, String name) {
    return json.optionalObject(name)
        .map(
            change -> {
              CalledChange made =
                  change.checked(
                      it ->
                          new CalledChange(
                              it.optionalValue("discard", text -> constant(Discard.values(), text))
                                  .orElse(Discard.NONE),
                              it.optionalValue("mask", NumberMask::new),
                              it.optionalText("prefix").orElse("")));
              change.nothingElse();
              return made;
            })
        .orElse(CalledChange.NONE);
  }

  /**
   * A number of the inside means nothing outside: off-net the public one is shown if none says no.
   */
  private static CallingChange calling(StrictObject json, boolean external) {
    return json.optionalObject("calling")
        .map(
            change -> {
              CallingChange made =
                  change.checked(
                      it ->
                          new CallingChange(
                              it.flag("useExternalNumber", external),
                              it.optionalValue("mask", NumberMask::new),
                              it.optionalText("prefix").orElse(""),
                              presentation(it)));
              change.nothingElse();
              return made;
            })
        .orElse(new CallingChange(external, Optional.empty(), "", Presentation.DEFAULT));
  }

  private static Presentation presentation(StrictObject json) {
    return json.optionalValue("presentation", text -> constant(Presentation.values(), text))
        .orElse(Presentation.DEFAULT);
  }

  /** The constant written as in a document: small letters, hyphens between words. */
  static <E extends Enum<E>> E constant(E[] constants, String text) {
    for (E constant : constants) {
      if (written(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + String.join(", ", Stream.of(constants).map(SeedDialPlan::written).toList()));
  }

  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
