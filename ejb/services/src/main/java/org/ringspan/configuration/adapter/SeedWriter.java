package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.adapter.SeedDialPlan.written;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.AccessSettings;
import org.ringspan.configuration.CallerMatching;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.FeatureCodes;
import org.ringspan.configuration.ForwardCondition;
import org.ringspan.configuration.ForwardTarget;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.LineForwarding;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.json.SharedJson;

/**
 * Writes a configuration as the seed document that makes it, without passwords. Fields come in
 * always the same order, so equal things have equal texts.
 */
final class SeedWriter {
  private static final Map<ForwardCondition, String> FORWARDS = forwardNames();

  private SeedWriter() {}

  private static Map<ForwardCondition, String> forwardNames() {
    Map<ForwardCondition, String> names = new EnumMap<>(ForwardCondition.class);
    names.put(ForwardCondition.ALL, "all");
    names.put(ForwardCondition.BUSY_INTERNAL, "busyInternal");
    names.put(ForwardCondition.BUSY_EXTERNAL, "busyExternal");
    names.put(ForwardCondition.NO_ANSWER_INTERNAL, "noAnswerInternal");
    names.put(ForwardCondition.NO_ANSWER_EXTERNAL, "noAnswerExternal");
    names.put(ForwardCondition.NOT_REGISTERED, "notRegistered");
    return names;
  }

  static JsonObject document(ConfigurationDocument document) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder().add("domain", document.domain());
    json.add("users", array(document.people(), SeedWriter::person));
    json.add("trunks", array(document.trunks().inOrder(), SeedTrunkWriter::trunk));
    json.add("routeGroups", array(document.trunks().groups(), SeedTrunkWriter::group));
    json.add("routeLists", array(document.trunks().lists(), SeedTrunkWriter::list));
    json.add("devicePools", array(document.trunks().pools(), SeedTrunkWriter::pool));
    document.voicemail().ifPresent(mailbox -> json.add("voicemail", voicemail(mailbox)));
    json.add("dialPlan", SeedDialPlanWriter.dialPlan(document.dialPlan()));
    json.add("reach", reach(document.reach()));
    json.add("huntGroups", array(document.huntGroups(), SeedHunt::json));
    json.add("parkNumbers", array(document.parks(), SeedParks::json));
    return json.build();
  }

  /**
   * A document for the trail, which keeps no texts longer than {@code most} characters: of a large
   * company nothing is written that nobody keeps.
   *
   * @return empty when it would be longer
   */
  static Optional<JsonObject> documentUpTo(int most, ConfigurationDocument document) {
    long length = 0;
    for (Person person : document.people()) {
      length += person(person).toString().length();
      if (length > most) {
        return Optional.empty();
      }
    }
    return Optional.of(document(document));
  }

  static JsonObject person(Person person) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", person.id().value())
            .add("name", person.user().name())
            .add("role", person.role().roleName())
            .add("enabled", person.enabled())
            .add("mobility", person.user().mobility())
            .add("declinesEverywhere", person.user().declinesEverywhere())
            .add("deskPickup", millis(person.user().deskPickup()))
            .add("voiceAccess", person.user().voiceAccess())
            .add("mailNewMessages", person.user().mail().newMessages().word())
            .add("mailMarksHeard", person.user().mail().marksHeard())
            .add("mailMissedCalls", person.user().mail().missedCalls())
            .add("lines", array(person.lines(), SeedWriter::line))
            .add("devices", array(person.devices(), SeedWriter::device));
    optional(json, "mailAddress", person.user().mail().address());
    optional(json, "language", person.user().language().map(Language::tag));
    Optional<RemoteDestinationProfile> profile = person.user().profile();
    if (profile.isEmpty()) {
      json.add("remoteDestinationProfile", "none");
    } else if (!profile.get().equals(RemoteDestinationProfile.OF_ALL_LINES)) {
      json.add("remoteDestinationProfile", profile(profile.get()));
    }
    return json.add(
            "remoteDestinations",
            array(person.user().remoteDestinations(), SeedWriter::remoteDestination))
        .build();
  }

  static JsonObject line(Line line) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder().add("number", line.number().digits());
    optional(json, "did", line.did());
    json.add("voicemail", line.voicemail())
        .add("forwardNoAnswer", millis(line.forwardNoAnswerAfter()))
        .add("busyTrigger", line.busyTrigger());
    optional(json, "partition", line.place().partition());
    optional(json, "searchSpace", line.place().searchSpace());
    JsonObject forwarding = forwarding(line);
    if (!forwarding.isEmpty()) {
      json.add("forwarding", forwarding);
    }
    return json.build();
  }

  /** What differs from what a line with or without a mailbox usually does. */
  private static JsonObject forwarding(Line line) {
    LineForwarding usual =
        line.voicemail() ? LineForwarding.toVoicemail(Duration.ZERO) : LineForwarding.NONE;
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    FORWARDS.forEach(
        (condition, name) -> {
          Optional<ForwardTarget> target = line.forwarding().target(condition);
          if (!target.equals(usual.target(condition))) {
            json.add(name, target.map(SeedWriter::target).orElse("none"));
          }
        });
    optional(json, "searchSpace", line.forwarding().searchSpace());
    return json.build();
  }

  private static String target(ForwardTarget target) {
    return switch (target) {
      case ForwardTarget.ToVoicemail() -> "voicemail";
      case ForwardTarget.ToNumber(var number) -> number;
    };
  }

  static JsonObject device(Device device) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("name", device.name().value())
            .add("lines", texts(device.lines()));
    optional(json, "devicePool", device.pool());
    optional(json, "searchSpace", device.searchSpace());
    if (device.encryption().isOn()) {
      json.add("mediaEncryption", device.encryption().name().toLowerCase(Locale.ROOT));
    }
    return json.build();
  }

  private static JsonObject profile(RemoteDestinationProfile profile) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    profile.lines().ifPresent(lines -> json.add("lines", texts(lines)));
    optional(json, "searchSpace", profile.searchSpace());
    optional(json, "reroutingSearchSpace", profile.reroutingSearchSpace());
    optional(json, "devicePool", profile.pool());
    optional(json, "userHoldSource", profile.userHoldSource());
    optional(json, "networkHoldSource", profile.networkHoldSource());
    return json.build();
  }

  private static JsonObject remoteDestination(RemoteDestination destination) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("number", destination.number().value())
            .add("name", destination.name());
    if (destination.attachment() instanceof RemoteDestination.ToDevice(var device)) {
      json.add("device", device.value());
    }
    json.add("mobilePhone", destination.mobilePhone())
        .add("singleNumberReach", destination.singleNumberReach())
        .add("delayBeforeRinging", millis(destination.timers().delayBeforeRinging()))
        .add("answerTooSoon", millis(destination.timers().answerTooSoon()))
        .add("answerTooLate", millis(destination.timers().answerTooLate()));
    destination.avoidance().ifPresent(way -> json.add("voicemailAvoidance", written(way)));
    destination.accessList().ifPresent(list -> json.add("accessList", accessList(list)));
    destination.ringSchedule().ifPresent(schedule -> json.add("ringSchedule", schedule(schedule)));
    return json.build();
  }

  private static JsonObject accessList(AccessList list) {
    return SharedJson.createObjectBuilder()
        .add("kind", written(list.kind()))
        .add("members", texts(list.members().stream().map(SeedWriter::member).sorted().toList()))
        .build();
  }

  private static String member(AccessList.Member member) {
    return switch (member) {
      case AccessList.NumberMask(String mask) -> mask;
      case AccessList.NotAvailable() -> "not available";
      case AccessList.Private() -> "private";
    };
  }

  private static JsonObject schedule(RingSchedule schedule) {
    return SharedJson.createObjectBuilder()
        .add("timeZone", schedule.timeZone().getId())
        .add("periods", array(schedule.periods(), SeedWriter::period))
        .build();
  }

  private static JsonObject period(RingSchedule.Period period) {
    return SharedJson.createObjectBuilder()
        .add("days", texts(period.days().stream().sorted().toList()))
        .add("from", period.from().toString())
        .add("to", period.to().toString())
        .build();
  }

  static JsonObject voicemail(Voicemail mailbox) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder().add("pilot", mailbox.pilot().digits());
    mailbox
        .outside()
        .ifPresent(
            outside ->
                json.add("routedAs", outside.routedAs().value())
                    .add("trunk", outside.trunk().value()));
    return json.build();
  }

  static JsonObject reach(ReachSettings reach) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    switch (reach.matchingCallerId()) {
      case CallerMatching.Complete() -> json.add("callerMatching", "complete");
      case CallerMatching.Partial(int digits) ->
          json.add("callerMatching", "partial").add("callerMatchingDigits", digits);
    }
    return json.add("inboundSearchSpace", written(reach.inboundSpace()))
        .add("callsPerUser", reach.callsPerUser())
        .add("voicemailAvoidance", written(reach.avoidance()))
        .add("promptAfter", millis(reach.userControl().promptAfter()))
        .add("confirmWithin", millis(reach.userControl().confirmWithin()))
        .add("announceCaller", reach.userControl().announceCaller())
        .add("sessionControl", reach.sessionControl().on())
        .add("ringAllSharedLines", reach.sessionControl().ringAll())
        .add("ignoreForwardAll", reach.sessionControl().ignoreForwardAll())
        .add("midCallFeatures", reach.midCall().on())
        .add("featureCodes", codes(reach.midCall().codes()))
        .add("betweenKeys", millis(reach.midCall().betweenKeys()))
        .add("language", reach.language().tag())
        .add("access", access(reach.access()))
        .build();
  }

  private static JsonObject access(AccessSettings access) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    access.featureNumber().ifPresent(number -> json.add("featureAccessNumber", number));
    return json.add("voiceAccessNumbers", numbers(access.voiceNumbers()))
        .add("featureAccess", access.featureAccess())
        .add("voiceAccess", access.voiceAccess())
        .add("hairpin", access.hairpin())
        .add("blockedNumbers", numbers(access.blockedNumbers()))
        .build();
  }

  private static JsonArray numbers(List<String> numbers) {
    JsonArrayBuilder json = SharedJson.createArrayBuilder();
    numbers.forEach(json::add);
    return json.build();
  }

  private static JsonObject codes(FeatureCodes codes) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("hold", codes.hold())
            .add("exclusiveHold", codes.exclusiveHold())
            .add("resume", codes.resume())
            .add("transfer", codes.transfer())
            .add("conference", codes.conference())
            .add("handoff", codes.handoff());
    codes.mobility().ifPresent(code -> json.add("mobility", code));
    return json.build();
  }

  static <T> JsonArray array(Collection<T> elements, Function<T, ? extends JsonValue> form) {
    JsonArrayBuilder array = SharedJson.createArrayBuilder();
    elements.forEach(element -> array.add(form.apply(element)));
    return array.build();
  }

  static JsonArray texts(List<?> elements) {
    return array(elements, element -> SharedJson.createValue(element.toString()));
  }

  static void optional(JsonObjectBuilder json, String name, Optional<?> value) {
    value.ifPresent(it -> json.add(name, it.toString()));
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }
}
