package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.adapter.SeedDialPlan.written;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.HuntGroupName;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.HuntGroup.Algorithm;
import org.ringspan.configuration.HuntGroup.Member;
import org.ringspan.configuration.HuntTarget;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.json.SharedJson;

/** Reads hunt groups in a seed document, and writes them. */
final class SeedHunt {
  private SeedHunt() {}

  static List<HuntGroup> groups(StrictObject document) {
    return document.objects("huntGroups", SeedHunt::group);
  }

  static HuntGroup group(StrictObject json) {
    return new HuntGroup(
        json.value("name", HuntGroupName::new),
        json.value("number", DirectoryNumber::new),
        json.optionalValue("did", E164Number::new),
        json.optionalValue("partition", PartitionName::new),
        json.value("algorithm", text -> SeedDialPlan.constant(Algorithm.values(), text)),
        json.objects("members", SeedHunt::member),
        json.milliseconds("ringFor", HuntGroup.USUAL_RINGING),
        json.flag("mobiles", true),
        then(json),
        json.optionalValue("searchSpace", SearchSpaceName::new));
  }

  private static Member member(StrictObject json) {
    return new Member(
        json.value("line", DirectoryNumber::new),
        json.flag("loggedIn", true),
        json.has("ringFor")
            ? Optional.of(json.milliseconds("ringFor", HuntGroup.USUAL_RINGING))
            : Optional.empty());
  }

  private static Optional<HuntTarget> then(StrictObject json) {
    Optional<HuntTarget> number = json.optionalValue("forwardTo", HuntTarget.ToNumber::new);
    Optional<HuntTarget> mailbox =
        json.optionalValue(
            "mailboxOf", line -> new HuntTarget.ToMailbox(new DirectoryNumber(line)));
    if (number.isPresent() && mailbox.isPresent()) {
      throw json.fault("mailboxOf", "stands beside forwardTo: only one of them comes then");
    }
    return number.or(() -> mailbox);
  }

  static JsonObject json(HuntGroup group) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("name", group.name().value())
            .add("number", group.number().digits());
    SeedWriter.optional(json, "did", group.did());
    SeedWriter.optional(json, "partition", group.partition());
    json.add("algorithm", written(group.algorithm()))
        .add("members", SeedWriter.array(group.members(), SeedHunt::json))
        .add("ringFor", group.ringFor().toMillis())
        .add("mobiles", group.mobiles());
    switch (group.then().orElse(null)) {
      case null -> {}
      case HuntTarget.ToNumber(var number) -> json.add("forwardTo", number);
      case HuntTarget.ToMailbox(var line) -> json.add("mailboxOf", line.digits());
    }
    SeedWriter.optional(json, "searchSpace", group.searchSpace());
    return json.build();
  }

  private static JsonObject json(Member member) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("line", member.line().digits())
            .add("loggedIn", member.loggedIn());
    member.ringFor().map(Duration::toMillis).ifPresent(time -> json.add("ringFor", time));
    return json.build();
  }
}
