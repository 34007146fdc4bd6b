package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.adapter.SeedDialPlan.written;
import static org.ringspan.configuration.adapter.SeedWriter.array;
import static org.ringspan.configuration.adapter.SeedWriter.optional;
import static org.ringspan.configuration.adapter.SeedWriter.texts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.ringspan.dialplan.ApplicationDialRule;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.CallingChange;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.DialPlanSettings.Defaults;
import org.ringspan.dialplan.NumberMask;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.TransformationPattern;
import org.ringspan.dialplan.TranslationPattern;
import org.ringspan.json.SharedJson;

/** Writes the part {@code dialPlan} of a seed document. */
final class SeedDialPlanWriter {
  private SeedDialPlanWriter() {}

  static JsonObject dialPlan(DialPlanSettings plan) {
    return SharedJson.createObjectBuilder(defaults(plan.defaults()))
        .add("partitions", texts(plan.partitions()))
        .add("searchSpaces", array(plan.searchSpaces(), SeedDialPlanWriter::searchSpace))
        .add("routePatterns", array(plan.routePatterns(), SeedDialPlanWriter::routePattern))
        .add(
            "translationPatterns",
            array(plan.translationPatterns(), SeedDialPlanWriter::translationPattern))
        .add(
            "transformationPatterns",
            array(plan.transformationPatterns(), SeedDialPlanWriter::transformationPattern))
        .add(
            "applicationDialRules",
            array(plan.applicationDialRules(), SeedDialPlanWriter::applicationDialRule))
        .build();
  }

  static JsonObject defaults(Defaults defaults) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    optional(json, "outsidePrefix", defaults.outsidePrefix());
    optional(json, "phoneSearchSpace", defaults.phones());
    optional(json, "trunkSearchSpace", defaults.trunks());
    optional(json, "reroutingSearchSpace", defaults.rerouting());
    return json.add("linePartition", defaults.linePartition().value()).build();
  }

  static JsonObject searchSpace(CallingSearchSpace space) {
    return SharedJson.createObjectBuilder()
        .add("name", space.name().value())
        .add("partitions", texts(space.space().partitions()))
        .build();
  }

  static JsonObject routePattern(RoutePattern route) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("pattern", route.pattern().toString())
            .add("partition", route.partition().value());
    switch (route.target()) {
      case RouteTarget.ToRouteList(var list) -> json.add("routeList", list.value());
      case RouteTarget.ToTrunk(var trunk) -> json.add("trunk", trunk.value());
      case RouteTarget.Block(var cause) -> json.add("block", written(cause));
    }
    return json.add("class", written(route.callClass()))
        .add("offNet", route.offNet())
        .add("urgent", route.urgent())
        .add("called", called(route.called()))
        .add("calling", calling(route.calling()))
        .build();
  }

  static JsonObject translationPattern(TranslationPattern translation) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("pattern", translation.pattern().toString())
            .add("partition", translation.partition().value());
    optional(json, "searchSpace", translation.space());
    return json.add("urgent", translation.urgent())
        .add("called", called(translation.called()))
        .add("calling", calling(translation.calling()))
        .build();
  }

  static JsonObject transformationPattern(TransformationPattern pattern) {
    return SharedJson.createObjectBuilder()
        .add("kind", written(pattern.kind()))
        .add("pattern", pattern.pattern().toString())
        .add("partition", pattern.partition().value())
        .add("change", called(pattern.change()))
        .add("presentation", written(pattern.presentation()))
        .build();
  }

  static JsonObject applicationDialRule(ApplicationDialRule rule) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder().add("name", rule.name());
    unlessEmpty(json, "beginsWith", rule.beginsWith());
    json.add("numberOfDigits", rule.numberOfDigits()).add("digitsToRemove", rule.digitsToRemove());
    unlessEmpty(json, "prefix", rule.prefix());
    return json.build();
  }

  private static JsonObject called(CalledChange change) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder().add("discard", written(change.discard()));
    optional(json, "mask", change.mask().map(NumberMask::text));
    unlessEmpty(json, "prefix", change.prefix());
    return json.build();
  }

  private static JsonObject calling(CallingChange change) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder().add("useExternalNumber", change.useExternal());
    optional(json, "mask", change.mask().map(NumberMask::text));
    unlessEmpty(json, "prefix", change.prefix());
    return json.add("presentation", written(change.presentation())).build();
  }

  /** A text that is left out when it is empty: a document has no empty texts. */
  private static void unlessEmpty(JsonObjectBuilder json, String name, String text) {
    if (!text.isEmpty()) {
      json.add(name, text);
    }
  }
}
